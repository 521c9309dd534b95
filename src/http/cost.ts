import { isAsyncIterable } from 'graphql-yoga';
import type { Plugin } from 'graphql-yoga';

import { costOf } from '../graphql/complexity.ts';

/** Tells in `extensions.complexity` what the operation cost, so that clients learn before they reach the limit. */
export function useCost(): Plugin {
  return {
    onExecute: ({ args }) => {
      const complexity = costOf(args);
      return {
        onExecuteDone: ({ result, setResult }) => {
          if (isAsyncIterable(result) || complexity === null) return;
          setResult({ ...result, extensions: { ...result.extensions, complexity } });
        },
      };
    },
  };
}
