import type { Instant } from '../kernel/instant.ts';
import { DEMO_STARTS_AT } from './told-time.ts';

/** The time of a story: it stands still until the story goes on. Only an empty ledger accepts it. */
export type ToldClock = Readonly<{ kind: 'TOLD'; now: () => Instant; advanceTo: (instant: Instant) => void }>;

export function createToldClock(start: Instant = DEMO_STARTS_AT): ToldClock {
  let told = start;
  return {
    kind: 'TOLD',
    now: () => told,
    advanceTo: (instant) => {
      if (instant < told) throw new RangeError(`a story does not go back from ${told} to ${instant}`);
      told = instant;
    },
  };
}
