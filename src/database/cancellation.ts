import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

import { Interrupted } from '../kernel/interrupted.ts';

/** What runs on a connection, or will. */
export type Running = Readonly<{ pid: () => number | null }>;

/** Runs what can be sent again: from its first try to its last, and cancels it where nobody waits any more. */
export type Cancellable = <Value>(
  signal: AbortSignal | null,
  attempt: () => Readonly<{ result: Promise<Value>; running: Running }>,
) => Promise<Value>;

/** SQLSTATE `query_canceled`: broken off, by a cancellation or by `statement_timeout`. */
const CANCELED = '57014';

/** A cancellation that arrives before its statement has begun is lost, so it is repeated until the statement has ended. */
const AGAIN_MILLISECONDS = 25;

/** Who is hit by the cancellations of others so often has met something else. */
const MOST_ATTEMPTS = 4;

/**
 * PostgreSQL cancels what runs on a connection and not a statement, so a cancellation may hit the next one there, which
 * is somebody else's: that one is sent again. So nothing that writes MUST run like this.
 */
export function createCancellable(cancel: (pid: number) => Promise<unknown>): Cancellable {
  let underWay = 0;
  let last = -Infinity;

  const stop = async ({ pid }: Running): Promise<void> => {
    const backend = pid();
    if (backend === null) return;
    underWay += 1;
    // Where the server cannot be told, the statement ends by its timeout.
    await cancel(backend).catch(() => undefined);
    underWay -= 1;
    last = performance.now();
  };
  const mayHaveHit = (began: number): boolean => underWay > 0 || last >= began;

  return async (signal, attempt) => {
    for (let attempts = 1; ; attempts += 1) {
      if (signal?.aborted) throw new Interrupted('not begun');
      const began = performance.now();
      const { result, running } = attempt();
      try {
        return await untilAborted({ signal, result, stop: () => stop(running) });
      } catch (error) {
        if (signal?.aborted) throw new Interrupted('cancelled', { cause: error });
        if (!isCanceled(error) || !mayHaveHit(began) || attempts === MOST_ATTEMPTS) throw error;
      }
    }
  };
}

type Watched<Value> = Readonly<{ signal: AbortSignal | null; result: Promise<Value>; stop: () => Promise<void> }>;

async function untilAborted<Value>({ signal, result, stop }: Watched<Value>): Promise<Value> {
  let ended = false;
  const onAbort = async (): Promise<void> => {
    while (!ended) {
      await stop();
      await pause(AGAIN_MILLISECONDS, undefined, { ref: false });
    }
  };
  const listener = (): void => void onAbort();
  signal?.addEventListener('abort', listener, { once: true });
  try {
    return await result;
  } finally {
    ended = true;
    signal?.removeEventListener('abort', listener);
  }
}

/** Drizzle wraps the driver's errors in a transaction. */
function isCanceled(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === CANCELED) || isCanceled(error.cause);
}
