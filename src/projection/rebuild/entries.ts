import type { RecordedJejakEvent } from '../../domain/catalogue.ts';
import type { Catalogue } from '../../ledger/catalogue.ts';
import { decodeEntry, UnreadableEntry } from '../../ledger/entry.ts';
import type { StoredEntry } from '../../ledger/entry.ts';
import type { Statements } from '../../ledger/session.ts';
import { readRange } from '../../ledger/stored.ts';
import { toJejakEvent } from '../inline.ts';

/** Where entries are read from, and what makes sense of them. */
export type EntrySource = Readonly<{ sql: Statements; catalogue: Catalogue }>;

/** After `after` (exclusive), up to `upTo` (inclusive). */
export type Stretch = Readonly<{ after: number; upTo: number }>;

/** Enough to make the round trip cheap, little enough to hold two of them in memory at 64 KiB an entry. */
const PAGE = 500;

/** The events of a stretch in order, page by page. Throws at the first that is missing or cannot be understood. */
export async function* eventPages(
  { sql, catalogue }: EntrySource,
  { after, upTo }: Stretch,
): AsyncGenerator<readonly RecordedJejakEvent[]> {
  const read = (from: number): Promise<readonly StoredEntry[]> => {
    const page = readRange(sql, { after: from, upTo: Math.min(from + PAGE, upTo) });
    // Whoever stops early leaves a page that nobody asks for any more.
    page.catch(() => undefined);
    return page;
  };
  let next = read(after);
  for (let last = after; last < upTo; last += PAGE) {
    const page = await next;
    // On its way while this one is worked on.
    if (last + PAGE < upTo) next = read(last + PAGE);
    const size = Math.min(PAGE, upTo - last);
    yield Array.from({ length: size }, (_, index) => eventAt(last + index + 1, page[index], catalogue));
  }
}

function eventAt(position: number, stored: StoredEntry | undefined, catalogue: Catalogue): RecordedJejakEvent {
  try {
    if (!stored) throw new Error('it is missing');
    const event = toJejakEvent(decodeEntry(stored, catalogue));
    if (event.position === position) return event;
    throw new Error(`it says that it is at ${event.position}`);
  } catch (error) {
    throw error instanceof UnreadableEntry ? error : new UnreadableEntry(position, error);
  }
}
