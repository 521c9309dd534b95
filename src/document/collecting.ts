import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';

import type { Digest } from '../kernel/digest.ts';
import type { DocumentStore } from './store.ts';
import { withDigestLock } from './uploads.ts';

export type Stored = Readonly<{ store: DocumentStore; database: PostgresJsDatabase }>;

export type Grace = Readonly<{ graceDays: number; limit: number }>;

/** Bytes that a report of the owner's own place refers to: what others refer to is no business of theirs. */
const USED = sql.raw(`exists (
  select 1 from document_reference
  where digest = upload.digest and split_part(report, '/', 1) = split_part(upload.owner, '/', 1))`);

/** Somebody needs these bytes: an upload that is kept and not infected, or a report. */
export function isNeeded(digest: SQL): SQL {
  return sql`(exists (select 1 from document_upload where digest = ${digest} and collected_at is null and scan <> 'INFECTED')
    or exists (select 1 from document_reference where digest = ${digest}))`;
}

/**
 * Marks as collected what was uploaded before the days of grace and is not used, and answers whose bytes may be removed. Under
 * a shared lock of the ledger's head: whoever attaches decides before it, and is found here, or after it, and finds nothing.
 */
export async function uploadedBefore({ database }: Stored, { graceDays, limit }: Grace): Promise<readonly Digest[]> {
  return database.transaction(async (transaction) => {
    await transaction.execute(sql`set local lock_timeout = '10s'`);
    await transaction.execute(sql`select position from ledger_head for share`);
    const rows = await transaction.execute<{ digest: Digest }>(sql`
      update document_upload set collected_at = now() where id in (
        select id from document_upload as upload
        where collected_at is null and uploaded_at < now() - make_interval(days => ${graceDays}) and not ${USED}
        order by uploaded_at limit ${limit})
      returning digest`);
    return [...new Set(rows.map(({ digest }) => digest))];
  });
}

/**
 * Removes the bytes unless somebody needs them and they are not erased by law. Under the lock of the digest, which is held by
 * whoever stores them as well. Answers whether there was anything to remove.
 */
export async function removeUnless({ store, database }: Stored, digest: Digest): Promise<boolean> {
  return withDigestLock(database, digest, async (transaction) => {
    const [row] = await transaction.execute<{ erased: boolean; needed: boolean }>(sql`
      select exists (select 1 from ledger_entry
               where stream = ${`document/${digest}`} and type = 'DocumentBytesErased') as erased,
             ${isNeeded(sql`${digest}`)} as needed`);
    if (!row || (row.needed && !row.erased)) return false;
    const stored = (await store.size(digest)) !== null;
    if (stored) await store.remove(digest);
    return stored;
  });
}

/** Removes the bytes of each unless somebody needs them, for as long as it may go on. Answers how many there were to remove. */
export async function removeAll(
  stored: Stored,
  digests: readonly Digest[],
  mayGoOn: () => boolean = () => true,
): Promise<number> {
  let removed = 0;
  for (const digest of digests) {
    if (!mayGoOn()) break;
    if (await removeUnless(stored, digest)) removed += 1;
  }
  return removed;
}

/** The digests that were erased by entries after a position, and the last of these positions. */
export async function erasedAfter(
  { database }: Pick<Stored, 'database'>,
  position: number,
): Promise<readonly Readonly<{ digest: Digest; position: number }>[]> {
  const rows = await database.execute<{ stream: string; position: string }>(sql`
    select stream, position from ledger_entry
    where type = 'DocumentBytesErased' and position > ${position} order by position limit 1000`);
  // Streams of documents are named by their digest, and no others hold this type.
  return rows.map((row) => ({
    digest: row.stream.slice('document/'.length) as Digest,
    position: Number(row.position),
  }));
}

/** The longest that storing bytes may take between the moment of its row and the row being there, and some more: in seconds. */
const LATE = 900;

/** Digests that are erased by law and were uploaded within so many seconds all the same. */
export async function erasedButBrought(
  { database }: Pick<Stored, 'database'>,
  seconds: number,
): Promise<readonly Digest[]> {
  const rows = await database.execute<{ digest: Digest }>(sql`
    select distinct digest from document_upload
    where collected_at is null and uploaded_at > now() - make_interval(secs => ${seconds + LATE})
      and exists (select 1 from ledger_entry
                  where stream = 'document/' || document_upload.digest and type = 'DocumentBytesErased')`);
  return rows.map(({ digest }) => digest);
}
