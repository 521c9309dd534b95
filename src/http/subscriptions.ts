import type { Plugin } from 'graphql-yoga';

import { subscribe } from '../graphql/subscribe.ts';
import type { SubscriptionArgs } from '../graphql/subscribe.ts';

/** Subscriptions run as ours do: each message in a context of its own. */
export function useSubscriptions(): Plugin {
  return {
    onSubscribe: ({ setSubscribeFn }) => {
      // The context is the one that Yoga was told to make.
      setSubscribeFn((args) => subscribe(args as SubscriptionArgs));
    },
  };
}
