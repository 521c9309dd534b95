import { GraphQLError } from 'graphql';
import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';

import { subscribe } from '../graphql/subscribe.ts';
import type { Message, SubscriptionArgs, Tell } from '../graphql/subscribe.ts';
import { pointsOf, spent } from './cost.ts';
import type { Spender } from './cost.ts';
import type { RateLimits } from './rate-limits.ts';
import { inTime, LATE, tooLong } from './timeout.ts';

type Limits = Readonly<{ rateLimits: RateLimits | null; operationMilliseconds: number }>;

/**
 * Subscriptions run as ours do: each message in a context of its own, in the time and at the cost of an operation. Else
 * whoever may ask no more would go on asking by listening.
 */
export function useSubscriptions(limits: Limits): Plugin {
  return {
    onSubscribe: ({ setSubscribeFn }) => {
      // The context is the one that Yoga was told to make, and holds all that the request was handed over with.
      setSubscribeFn((args) => subscribe(args as SubscriptionArgs, tellWithin(limits, args.contextValue as Spender)));
    },
  };
}

function tellWithin({ rateLimits, operationMilliseconds }: Limits, spender: Spender): Tell {
  return async (complexity, answer) => {
    const standing = await rateLimits?.cost(spender, pointsOf(complexity));
    if (standing?.over) return lastOf({ errors: [spent(standing, spender.exchange)] });
    const result = await inTime(operationMilliseconds, answer);
    return result === LATE ? lastOf(tooLong()) : { result, isLast: false };
  };
}

/** A message has no status and no headers of its own. */
function lastOf({ errors = [] }: ExecutionResult): Message {
  const bare = errors.map(({ message, extensions }) => {
    const told = Object.entries(extensions).filter(([name]) => name !== 'http');
    return new GraphQLError(message, { extensions: Object.fromEntries(told) });
  });
  return { result: { errors: bare }, isLast: true };
}
