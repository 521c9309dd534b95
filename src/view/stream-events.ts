import { and, asc, count, inArray, sql } from 'drizzle-orm';

import { decodeEntry } from '../ledger/entry.ts';
import type { RecordedEntry } from '../ledger/entry.ts';
import { ledgerEntry } from '../ledger/tables.ts';
import { inOrder, matches, onPage } from './events.ts';
import type { EventPage, EventsAsked } from './events.ts';
import type { At, Reader } from './reader.ts';

/** The same page of each stream, in the order of the ledger, in one statement. */
export async function pagesOfStreams(
  { database, catalogue }: Reader,
  at: At,
  { streams, page }: Readonly<{ streams: readonly string[]; page: EventPage }>,
): Promise<readonly (readonly RecordedEntry[])[]> {
  const asked = sql`unnest(array[${sql.join(
    streams.map((one) => sql`${one}`),
    sql`, `,
  )}]::text[]) as asked (stream)`;
  const found = database
    .select({ position: ledgerEntry.position, entry: ledgerEntry.entry, leafHash: ledgerEntry.leafHash })
    .from(ledgerEntry)
    .where(and(sql`${ledgerEntry.stream} = asked.stream`, matches(page, at), onPage(page)))
    .orderBy(inOrder(page))
    .limit(page.limit)
    .as('found');
  const rows = await database
    .select({ entry: found.entry, leafHash: found.leafHash })
    .from(asked)
    .crossJoinLateral(found)
    .orderBy(asc(found.position));
  const byStream = Map.groupBy(
    rows.map((row) => decodeEntry(row, catalogue)),
    ({ stream }) => stream,
  );
  return streams.map((stream) => byStream.get(stream) ?? []);
}

/** How many entries each stream holds, in one statement. */
export async function countsOfStreams(
  { database }: Reader,
  at: At,
  { streams, asked }: Readonly<{ streams: readonly string[]; asked: EventsAsked }>,
): Promise<readonly number[]> {
  const rows = await database
    .select({ stream: ledgerEntry.stream, found: count() })
    .from(ledgerEntry)
    .where(and(inArray(ledgerEntry.stream, [...streams]), matches(asked, at)))
    .groupBy(ledgerEntry.stream);
  const byStream = new Map(rows.map(({ stream, found }) => [stream, found]));
  return streams.map((stream) => byStream.get(stream) ?? 0);
}
