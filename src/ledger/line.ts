import { setTimeout as pause } from 'node:timers/promises';

import { openSession } from './session.ts';
import type { Session } from './session.ts';

/** The way of a writer or a signer to its database: one session at a time, and a new one when it is lost. */
export type Line = Readonly<{
  /** Waits for a lost database up to `patience` milliseconds, then throws `DatabaseUnavailable`. */
  session: (patience: number) => Promise<Session>;
  close: () => Promise<void>;
}>;

export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

const FIRST_PAUSE = 20;
const LONGEST_PAUSE = 1000;

/** Throws when the database cannot be reached now. */
export async function openLine(url: string, name?: string): Promise<Line> {
  let current = await openSession(url, name);
  return {
    session: async (patience) => {
      if (current.isLost()) current = await reopen(() => openSession(url, name), patience);
      return current;
    },
    close: () => current.close(),
  };
}

async function reopen(open: () => Promise<Session>, patience: number): Promise<Session> {
  const end = performance.now() + patience;
  for (let wait = FIRST_PAUSE; ; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
    try {
      return await open();
    } catch (error) {
      if (performance.now() + wait > end)
        throw new DatabaseUnavailable('the database cannot be reached', { cause: error });
      await pause(wait);
    }
  }
}
