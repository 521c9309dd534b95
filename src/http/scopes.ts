import type { Plugin } from 'graphql-yoga';

import type { GraphqlContext } from '../graphql/context.ts';
import { scopeProblem } from '../graphql/scopes.ts';

/** A machine's token does what it was issued for, before anything of the operation runs. */
export function useScopes(): Plugin<GraphqlContext> {
  return {
    onExecute: ({ args, setResultAndStopExecution }) => {
      const problem = scopeProblem(args, args.contextValue);
      if (problem) setResultAndStopExecution({ errors: [problem] });
    },
    onSubscribe: ({ args, setResultAndStopExecution }) => {
      const problem = scopeProblem(args, args.contextValue);
      if (problem) setResultAndStopExecution({ errors: [problem] });
    },
  };
}
