import { resolveAsOf } from '../ledger/as-of.ts';
import type { Wakeups } from '../ledger/wakeups.ts';
import type { At, Reader } from './reader.ts';

/** Where the ledger ends, for everybody in this process who follows it. */
export type Heads = Readonly<{
  /** The head, as soon as it lies beyond the position; null once the signal is aborted. */
  beyond: (position: number, signal: AbortSignal) => Promise<At | null>;
}>;

/** How late a follower is at worst when a notification was lost. */
const POLL_MILLISECONDS = 1000;

type Sight = Readonly<{ heard: number; until: number; at: Promise<At> }>;

/** However many follow, the head is read once after each notification, and once in a while without one. */
export function createHeads({ database }: Pick<Reader, 'database'>, wakeups: Wakeups): Heads {
  let seen: Sight | null = null;

  const look = (heard: number): Promise<At> => {
    if (seen && seen.heard >= heard && performance.now() < seen.until) return seen.at;
    const at = headOf(database);
    const sight = { heard, until: performance.now() + POLL_MILLISECONDS, at };
    seen = sight;
    at.catch(() => {
      if (seen === sight) seen = null;
    });
    return at;
  };

  const beyond: Heads['beyond'] = async (position, signal) => {
    while (!signal.aborted) {
      const heard = wakeups.heard();
      const at = await look(heard);
      if (at.position > position) return at;
      await wakeups.waitBeyond(heard, { milliseconds: POLL_MILLISECONDS, signal });
    }
    return null;
  };

  return { beyond };
}

async function headOf(database: Reader['database']): Promise<At> {
  const head = await resolveAsOf(database, null);
  if (!head.ok) throw new Error(`the head of the ledger cannot be told: ${head.error.code}`);
  return head.value;
}
