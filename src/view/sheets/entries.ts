import { listEvents } from '../events.ts';
import type { EventFilter, RecordedEntry } from '../events.ts';
import type { SheetAsked } from './asked.ts';

/** An entry has up to 64 KiB. */
const ENTRIES_AT_ONCE = 200;

/** The entries that the viewer may read, batch by batch in the order of the ledger. */
export async function* entriesOf(
  { reader, at, viewer }: SheetAsked,
  filter: EventFilter,
): AsyncGenerator<RecordedEntry> {
  let after: number | null = null;
  for (;;) {
    const page = { filter, after, before: null, limit: ENTRIES_AT_ONCE, backwards: false, viewer };
    const entries: readonly RecordedEntry[] = await listEvents(reader, at, page);
    yield* entries;
    const last = entries.at(-1);
    if (!last || entries.length < ENTRIES_AT_ONCE) return;
    after = last.position;
  }
}
