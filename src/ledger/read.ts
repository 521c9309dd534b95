import { and, asc, eq, gt, inArray, lte } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';

import type { Catalogue } from './catalogue.ts';
import { decodeEntry } from './entry.ts';
import type { RecordedEntry, StoredEntry } from './entry.ts';
import { ledgerEntry, ledgerHead } from './tables.ts';

export type Database = PostgresJsDatabase;

/** Where entries are read from, and what makes sense of them. */
export type Source = Readonly<{ database: Database; catalogue: Catalogue }>;

/** After `after` (exclusive), up to `upTo` (inclusive; default the end), at most `limit` entries. */
export type Range = Readonly<{ after?: number; upTo?: number; limit?: number }>;

/** Enough to make the round trip cheap, little enough to hold in memory at 64 KiB an entry. */
const PAGE = 500;

/** The entries of one stream in order; `upTo` is a position of the ledger, not of the stream. */
export async function* readStream(
  source: Source,
  stream: string,
  { upTo }: Pick<Range, 'upTo'> = {},
): AsyncGenerator<RecordedEntry> {
  let last = 0;
  for (;;) {
    const where = and(eq(ledgerEntry.stream, stream), gt(ledgerEntry.streamPosition, last), upToPosition(upTo));
    const page = await readPage(source.database, where, { by: 'streamPosition', limit: PAGE });
    for (const stored of page) {
      const entry = decodeEntry(stored, source.catalogue);
      last = entry.streamPosition;
      yield entry;
    }
    if (page.length < PAGE) return;
  }
}

/** All entries in order. Positions are gapless and in the order of commits, so nothing is ever skipped. */
export async function* readAll(
  source: Source,
  { after = 0, upTo, limit = Infinity }: Range = {},
): AsyncGenerator<RecordedEntry> {
  let last = after;
  let left = limit;
  while (left > 0) {
    const size = Math.min(left, PAGE);
    const where = and(gt(ledgerEntry.position, last), upToPosition(upTo));
    const page = await readPage(source.database, where, { by: 'position', limit: size });
    for (const stored of page) {
      const entry = decodeEntry(stored, source.catalogue);
      last = entry.position;
      yield entry;
    }
    if (page.length < size) return;
    left -= size;
  }
}

/** The entries at these positions, in the order of the ledger; a position above the head is left out. */
export async function readEvents(source: Source, positions: readonly number[]): Promise<readonly RecordedEntry[]> {
  if (positions.length === 0) return [];
  const where = inArray(ledgerEntry.position, [...positions]);
  const page = await readPage(source.database, where, { by: 'position', limit: positions.length });
  return page.map((stored) => decodeEntry(stored, source.catalogue));
}

/** The exact texts of a range of entries, in order. */
export async function readEntryTexts(
  database: Database,
  { after, upTo }: Readonly<{ after: number; upTo: number }>,
): Promise<readonly string[]> {
  const page = await readPage(database, and(gt(ledgerEntry.position, after), lte(ledgerEntry.position, upTo)), {
    by: 'position',
    limit: upTo - after,
  });
  return page.map(({ entry }) => entry);
}

/** The last position there is; 0 for an empty ledger. */
export async function readHead(database: Database): Promise<number> {
  const [head] = await database.select({ position: ledgerHead.position }).from(ledgerHead);
  if (!head) throw new Error('the ledger has no head row: the migrations did not run');
  return head.position;
}

function upToPosition(upTo: number | undefined): SQL | undefined {
  return upTo === undefined ? undefined : lte(ledgerEntry.position, upTo);
}

async function readPage(
  database: Database,
  where: SQL | undefined,
  { by, limit }: Readonly<{ by: 'position' | 'streamPosition'; limit: number }>,
): Promise<readonly StoredEntry[]> {
  return database
    .select({ entry: ledgerEntry.entry, leafHash: ledgerEntry.leafHash })
    .from(ledgerEntry)
    .where(where)
    .orderBy(asc(ledgerEntry[by]))
    .limit(limit);
}
