import type { GraphQLError } from 'graphql';
import { createGraphQLError, isAsyncIterable } from 'graphql-yoga';
import type { Plugin } from 'graphql-yoga';

import { COMPLEXITY_LIMITS, costOf } from '../graphql/complexity.ts';
import { inLocale } from '../kernel/locale.ts';
import type { Exchange } from './exchange.ts';
import { tooMany } from './rate-answers.ts';
import type { Counted, RateLimits, Standing } from './rate-limits.ts';

/** What the request brought along. */
export type Spender = Counted & Readonly<{ exchange: Exchange }>;

/**
 * Tells in `extensions.complexity` what the operation cost, so that clients learn before they reach the limit, and executes
 * none for whoever has spent what a minute holds.
 */
export function useCost(limits: RateLimits | null): Plugin<Spender> {
  return {
    onExecute: async ({ args, setResultAndStopExecution }) => {
      const complexity = costOf(args);
      // Yoga's context holds all that the request was handed over with.
      const spender = args.contextValue as Spender;
      const standing = await limits?.cost(spender, pointsOf(complexity?.complexity ?? 1));
      if (standing?.over) {
        setResultAndStopExecution({ errors: [spent(standing, spender.exchange)] });
        return;
      }
      return {
        onExecuteDone: ({ result, setResult }) => {
          if (isAsyncIterable(result) || complexity === null) return;
          setResult({ ...result, extensions: { ...result.extensions, complexity } });
        },
      };
    },
  };
}

/** What is heavier than an operation may be is not executed, and counts for no more than the heaviest that is. */
export function pointsOf(complexity: number): number {
  return Math.min(Math.max(1, Math.ceil(complexity)), COMPLEXITY_LIMITS.complexity);
}

export function spent(standing: Standing, { locale, requestId }: Exchange): GraphQLError {
  const { code, message, status, headers = {}, facts } = tooMany(standing);
  const extensions = { ...facts, code, requestId, http: { status, headers } };
  return createGraphQLError(inLocale(message, locale), { extensions });
}
