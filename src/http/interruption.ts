import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServerResponse } from 'node:http';

/** The running code works for as long as somebody waits: readers ask here, and nobody hands it over. */
const current = new AsyncLocalStorage<AbortSignal>();

/** Null where nobody in particular waits. */
export function currentSignal(): AbortSignal | null {
  return current.getStore() ?? null;
}

/** Does the work until the signal, besides what may break it off already. */
export function workUntil<Value>(signal: AbortSignal, work: () => Value): Value {
  const outer = current.getStore();
  return current.run(outer ? AbortSignal.any([outer, signal]) : signal, work);
}

/** Aborted when the asker leaves before the whole answer is written. */
export function leaving(response: ServerResponse): AbortSignal {
  const left = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) left.abort();
  });
  return left.signal;
}
