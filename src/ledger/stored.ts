import type { StoredEntry } from './entry.ts';
import type { Statements } from './session.ts';

/** One page of a stream; `after` is a position within the stream. */
export function readStreamPage(
  sql: Statements,
  { stream, after, limit }: Readonly<{ stream: string; after: number; limit: number }>,
): Promise<readonly StoredEntry[]> {
  return sql<StoredEntry[]>`
    select entry, leaf_hash as "leafHash" from ledger_entry
    where stream = ${stream} and stream_position > ${after}
    order by stream_position limit ${limit}`.execute();
}

/** The last entry of a stream; null where it has none. */
export async function readStreamEnd(sql: Statements, stream: string): Promise<StoredEntry | null> {
  const [last = null] = await sql<StoredEntry[]>`
    select entry, leaf_hash as "leafHash" from ledger_entry
    where stream = ${stream} order by stream_position desc limit 1`.execute();
  return last;
}

export function readRange(
  sql: Statements,
  { after, upTo }: Readonly<{ after: number; upTo: number }>,
): Promise<readonly StoredEntry[]> {
  return sql<StoredEntry[]>`
    select entry, leaf_hash as "leafHash" from ledger_entry
    where position > ${after} and position <= ${upTo} order by position`.execute();
}
