import type { Sql } from 'postgres';

import { CHANNEL } from './record.ts';

/** One LISTEN for all readers of this process. A notification may be lost or come twice: it only shortens a wait. */
export type Wakeups = Readonly<{
  /** How often the ledger has called so far. Read it before looking, so that no call in between is missed. */
  heard: () => number;
  /** Resolves when more was heard than `heard`, when the time is over, or when the signal is aborted. */
  waitBeyond: (heard: number, wait: Wait) => Promise<void>;
  close: () => Promise<void>;
}>;

type Wait = Readonly<{ milliseconds: number; signal?: AbortSignal | undefined }>;

/** `sql` MUST be a plain client, not one that Drizzle uses. */
export async function listenToLedger(sql: Sql): Promise<Wakeups> {
  const waiting = new Set<() => void>();
  let heard = 0;
  const wake = (): void => {
    heard += 1;
    for (const resolve of waiting) resolve();
  };
  const listening = await sql.listen(CHANNEL, wake, wake);

  const waitBeyond = (known: number, { milliseconds, signal }: Wait): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        waiting.delete(done);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      waiting.add(done);
      signal?.addEventListener('abort', done);
      if (heard > known || signal?.aborted) done();
    });

  const close = async (): Promise<void> => {
    wake();
    await listening.unlisten();
  };

  return { heard: () => heard, waitBeyond, close };
}
