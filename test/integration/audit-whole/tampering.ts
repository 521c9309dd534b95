import type { TransactionSql } from 'postgres';

import { canonicalJson } from '../../../src/kernel/canonical-json.ts';
import type { Digest } from '../../../src/kernel/digest.ts';
import type { Entry } from '../../../src/ledger/entry.ts';
import { EMPTY_FRONTIER, encodeFrontier, growFrontier } from '../../../src/merkle/frontier.ts';
import { fromDigest, leafHash } from '../../../src/merkle/hash.ts';

type Change = (entry: Entry) => object;

/** What whoever owns the database does first. */
export async function withoutTriggers(sql: TransactionSql, table: string, work: () => Promise<unknown>): Promise<void> {
  await sql`alter table ${sql(table)} disable trigger append_only`;
  await work();
  await sql`alter table ${sql(table)} enable always trigger append_only`;
}

/** Replaces the text of one entry, as it is given or with the leaf hash adjusted to it. */
export async function rewrite(
  sql: TransactionSql,
  position: number,
  change: Change,
  { rehash }: Readonly<{ rehash: boolean }>,
): Promise<void> {
  const [row] = await sql<{ entry: string; leaf_hash: string }[]>`
    select entry, leaf_hash from ledger_entry where position = ${position}`;
  const text = changed(row!.entry, change);
  await write(sql, position, text, rehash ? leafHash(text) : row!.leaf_hash);
}

/** Rewrites an entry and chains everything after it in its stream anew, so that only the tree remembers. */
export async function rewriteStream(sql: TransactionSql, position: number, change: Change): Promise<void> {
  const rows = await sql<{ position: string; entry: string }[]>`
    select position, entry from ledger_entry
    where stream = (select stream from ledger_entry where position = ${position}) and position >= ${position}
    order by position`;
  let previous: Digest | null = null;
  for (const row of rows) {
    const chained = previous;
    const text = changed(row.entry, chained === null ? change : (entry) => ({ ...entry, previous: chained }));
    previous = leafHash(text);
    await write(sql, Number(row.position), text, previous);
  }
}

/** Puts an entry like another one at the end of the ledger and of its stream; the head is left as it is. */
export async function append(sql: TransactionSql, like: number, change: Change): Promise<void> {
  const [model] = await sql<{ entry: string; stream: string }[]>`
    select entry, stream from ledger_entry where position = ${like}`;
  const [last] = await sql<{ position: string; recorded_at: string }[]>`
    select position, recorded_at from ledger_entry order by position desc limit 1`;
  const [before] = await sql<{ stream_position: string; leaf_hash: string }[]>`
    select stream_position, leaf_hash from ledger_entry where stream = ${model!.stream} order by position desc limit 1`;
  const position = Number(last!.position) + 1;
  const streamPosition = Number(before!.stream_position) + 1;
  const chained = { position, streamPosition, previous: before!.leaf_hash, recordedAt: last!.recorded_at };
  const text = changed(model!.entry, (entry) => ({ ...change(entry), ...chained }));
  await sql`insert into ledger_entry (position, entry, leaf_hash) values (${position}, ${text}, ${leafHash(text)})`;
}

/** Takes away everything after a position without leaving a trace of it in the database. */
export async function cutOff(sql: TransactionSql, position: number): Promise<void> {
  await withoutTriggers(sql, 'ledger_entry', () => sql`delete from ledger_entry where position > ${position}`);
  await withoutTriggers(sql, 'ledger_command', () => sql`delete from ledger_command where last_position > ${position}`);
  await withoutTriggers(
    sql,
    'ledger_tile',
    () => sql`delete from ledger_tile where (index + 1) * 256 * power(256, level) > ${position}`,
  );
  for (const table of READ_MODELS) {
    await sql`delete from ${sql(table)} where from_position > ${position}`;
    await sql`update ${sql(table)} set to_position = 9223372036854775807 where to_position > ${position}`;
  }
  await setHead(sql, position);
}

/** Moves the head to a position, with the tree of the leaf hashes as they are. */
export async function setHead(sql: TransactionSql, position: number): Promise<void> {
  const rows = await sql<{ leaf_hash: Digest; recorded_at: string }[]>`
    select leaf_hash, recorded_at from ledger_entry where position <= ${position} order by position`;
  const leaves = rows.map(({ leaf_hash }) => fromDigest(leaf_hash));
  const frontier = Buffer.from(encodeFrontier(growFrontier(EMPTY_FRONTIER, leaves)));
  const recordedAt = rows.at(-1)?.recorded_at ?? null;
  await sql`update ledger_head set position = ${position}, recorded_at = ${recordedAt}, frontier = ${frontier}`;
}

export const READ_MODELS = [
  'jurisdiction',
  'organization',
  'person',
  'instrument_edition',
  'calendar',
  'cycle',
  'official_score',
  'report',
  'response',
  'document_reference',
  'api_token',
] as const;

function changed(entry: string, change: Change): string {
  // Entries of a test's own writer, changed in one place.
  return canonicalJson(change(JSON.parse(entry) as Entry) as Entry);
}

async function write(sql: TransactionSql, position: number, text: string, hash: string): Promise<void> {
  await withoutTriggers(
    sql,
    'ledger_entry',
    () => sql`update ledger_entry set entry = ${text}, leaf_hash = ${hash} where position = ${position}`,
  );
}
