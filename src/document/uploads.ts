import { and, asc, count, eq, isNull, not, sql } from 'drizzle-orm';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';

import type { Digest } from '../kernel/digest.ts';
import { documentUpload } from './tables.ts';

/** A connection or a transaction. */
export type Uploads = Pick<PostgresJsDatabase, 'select' | 'insert' | 'update' | 'execute'>;

/** Who brought which bytes, and what a scanner found in them. */
export type Upload = Readonly<typeof documentUpload.$inferSelect>;

export type Scan = Upload['scan'];

/** Bytes that are erased by law are gone: nobody waits for a verdict on them. */
const isErased = sql.raw(`exists (
  select 1 from ledger_entry where stream = 'document/' || document_upload.digest and type = 'DocumentBytesErased')`);

const isPending = and(eq(documentUpload.scan, 'PENDING'), isNull(documentUpload.collectedAt), not(isErased));

/** Any number, as long as every instance of this product takes the same: "docs" as ASCII. */
const DIGEST_LOCKS = 0x646f6373;

/** Storing bytes far away takes its time, and whoever comes with the same bytes waits for it. */
const LOCK_TIMEOUT = '120s';
const IDLE_TIMEOUT = '300s';

/** MUST run after the bytes are durable, under their lock: a row says that they are there. */
export async function recordUpload(
  uploads: Uploads,
  upload: Omit<Upload, 'uploadedAt' | 'scannedAt' | 'collectedAt'>,
): Promise<void> {
  const scanned = upload.scan === 'CLEAN' || upload.scan === 'INFECTED';
  await uploads.insert(documentUpload).values({ ...upload, scannedAt: scanned ? sql`now()` : null });
}

/** An upload by its id. */
export async function findRecorded(uploads: Uploads, id: string): Promise<Upload | null> {
  const [row] = await uploads.select().from(documentUpload).where(eq(documentUpload.id, id));
  return row ?? null;
}

/** Uploads that have no verdict yet, the oldest first, from behind one of them on. */
export async function pendingScans(
  uploads: Uploads,
  { after, limit }: Readonly<{ after: Pick<Upload, 'id' | 'uploadedAt'> | null; limit: number }>,
): Promise<readonly Upload[]> {
  const { uploadedAt, id } = documentUpload;
  const behind =
    after && sql`(${uploadedAt}, ${id}) > (${after.uploadedAt.toISOString()}::timestamptz, ${after.id}::uuid)`;
  return uploads
    .select()
    .from(documentUpload)
    .where(and(isPending, behind ?? undefined))
    .orderBy(asc(uploadedAt), asc(id))
    .limit(limit);
}

/** How many uploads have no verdict yet. */
export async function countPending(uploads: Uploads): Promise<number> {
  const [row] = await uploads.select({ pending: count() }).from(documentUpload).where(isPending);
  return row?.pending ?? 0;
}

/** Answers whether it was pending until now: a verdict is given once. */
export async function markScanned(uploads: Uploads, id: string, scan: 'CLEAN' | 'INFECTED'): Promise<boolean> {
  const marked = await uploads
    .update(documentUpload)
    .set({ scan, scannedAt: sql`now()` })
    .where(and(eq(documentUpload.id, id), eq(documentUpload.scan, 'PENDING')))
    .returning({ id: documentUpload.id });
  return marked.length > 0;
}

/**
 * One at a time for the bytes of a digest, over all instances: storing them with the row that says so, and collecting them.
 * Else bytes could be removed between being stored and being recorded.
 */
export async function withDigestLock<Answer>(
  database: PostgresJsDatabase,
  digest: Digest,
  work: (uploads: Uploads) => Promise<Answer>,
): Promise<Answer> {
  return database.transaction(async (transaction) => {
    await transaction.execute(sql.raw(`set local lock_timeout = '${LOCK_TIMEOUT}'`));
    await transaction.execute(sql.raw(`set local statement_timeout = '${LOCK_TIMEOUT}'`));
    await transaction.execute(sql.raw(`set local idle_in_transaction_session_timeout = '${IDLE_TIMEOUT}'`));
    await transaction.execute(sql`select pg_advisory_xact_lock(${DIGEST_LOCKS}::int, hashtext(${digest}))`);
    return work(transaction);
  });
}
