import { sql } from 'drizzle-orm';

import type { Digest } from '../kernel/digest.ts';
import type { Verdict } from './clamd.ts';
import { removeUnless } from './collecting.ts';
import type { Stored } from './collecting.ts';
import { markScanned } from './uploads.ts';
import type { Scan, Uploads } from './uploads.ts';

/** What a scanner found in the bytes of one upload. */
export type Found = Readonly<{
  digest: Digest;
  upload: string;
  verdict: 'CLEAN' | 'INFECTED';
  signature: string | null;
  engine: string;
}>;

/** Records what was found. `KNOWN`: this upload has a verdict already; null: it cannot be recorded now. */
export type RecordFound = (found: Found) => Promise<'RECORDED' | 'KNOWN' | null>;

export type Settling = Stored & Readonly<{ recordFound: RecordFound }>;

/**
 * What a scanner found is recorded, then the row says it, then bytes that nobody else needs are removed, in this order:
 * whatever breaks off in between leaves the upload in quarantine, and is done again.
 */
export async function settle(
  parts: Settling,
  { id: upload, digest }: Readonly<{ id: string; digest: Digest }>,
  verdict: Verdict,
): Promise<Scan> {
  if (verdict.outcome === 'UNAVAILABLE') return 'PENDING';
  const { outcome, engine } = verdict;
  const signature = outcome === 'INFECTED' ? verdict.signature : null;
  const recorded = await parts.recordFound({ digest, upload, verdict: outcome, signature, engine });
  if (recorded === null) return 'PENDING';
  // Two may have scanned it at once, and the signatures have changed in between: what is on record holds.
  const scan = recorded === 'KNOWN' ? await verdictOnRecord(parts.database, digest, upload) : outcome;
  if (scan === null) return 'PENDING';
  await markScanned(parts.database, upload, scan);
  if (scan === 'INFECTED') await removeUnless(parts, digest);
  return scan;
}

async function verdictOnRecord(
  database: Uploads,
  digest: Digest,
  upload: string,
): Promise<'CLEAN' | 'INFECTED' | null> {
  const [row] = await database.execute<{ verdict: 'CLEAN' | 'INFECTED' }>(sql`
    select entry::jsonb #>> '{data,verdict}' as verdict from ledger_entry
    where stream = ${`document/${digest}`} and type = 'DocumentScanned' and entry::jsonb #>> '{data,upload}' = ${upload}`);
  return row?.verdict ?? null;
}
