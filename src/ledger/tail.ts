import type { RecordedEntry } from './entry.ts';
import { readAll } from './read.ts';
import type { Source } from './read.ts';
import type { Wakeups } from './wakeups.ts';

/** How late a reader is at worst when a notification was lost. */
const POLL_MILLISECONDS = 1000;

/**
 * All entries after a position, and then every new one, until the signal is aborted. Catching up and following are one
 * path: the position is the truth, a notification only wakes.
 */
export async function* tail(
  source: Source & Readonly<{ wakeups: Wakeups }>,
  { after, signal }: Readonly<{ after: number; signal?: AbortSignal }>,
): AsyncGenerator<RecordedEntry> {
  let last = after;
  while (!signal?.aborted) {
    const heard = source.wakeups.heard();
    for await (const entry of readAll(source, { after: last })) {
      if (signal?.aborted) return;
      yield entry;
      last = entry.position;
    }
    await source.wakeups.waitBeyond(heard, { milliseconds: POLL_MILLISECONDS, signal });
  }
}
