import type postgres from 'postgres';

import type { Digest } from '../kernel/digest.ts';

/** In whose name bytes were uploaded and are kept, and what a scanner found in the last upload of each that waits for no verdict. */
export type KeptUpload = Readonly<{
  digest: Digest;
  owner: string;
  bytes: number;
  mediaType: string;
  scan: 'NOT_SCANNED' | 'PENDING' | 'CLEAN' | 'INFECTED';
}>;

/**
 * What is kept of these digests. What waits for its verdict takes nothing back that an earlier upload of the same bytes had:
 * whether they are infected is told by their stream. Under the ledger's lock nothing of it is collected before the decision is
 * recorded.
 */
export async function keptUploads(sql: postgres.ISql, digests: readonly Digest[]): Promise<readonly KeptUpload[]> {
  const rows = await sql<(Omit<KeptUpload, 'bytes'> & Readonly<{ bytes: string }>)[]>`
    select distinct on (digest, owner) digest, owner, bytes, media_type as "mediaType", scan
    from document_upload
    where digest = any(${[...digests]}::text[]) and collected_at is null
    order by digest, owner, scan = 'PENDING', uploaded_at desc, id`;
  return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }));
}

/** Did anybody ever upload these bytes? */
export async function wasUploaded(sql: postgres.ISql, digest: Digest): Promise<boolean> {
  const rows = await sql`select 1 from document_upload where digest = ${digest} limit 1`;
  return rows.length > 0;
}
