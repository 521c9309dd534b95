import type { Sql } from 'postgres';

import type { DocumentStore } from '../../document/store.ts';
import { areBytesOf } from '../../document/verified.ts';
import { documentStream } from '../../domain/streams.ts';
import type { Digest } from '../../kernel/digest.ts';
import { millisecondsOf } from '../../kernel/instant.ts';
import type { Exempt } from './document-words.ts';
import type { Finding } from './fault.ts';

/** Where the bytes lie, and a connection to the same database that sees what was recorded since the snapshot. */
export type StoredDocuments = Readonly<{
  store: Pick<DocumentStore, 'read'>;
  beside: Sql;
  progress: (done: number, of: number) => void;
}>;

/** What entries say of the bytes of a digest. `named`: the first one that refers to them. */
export type Told = Readonly<{
  named: Readonly<{ position: number; recordedAt: string }> | null;
  erasedBy: number | null;
  infectedBy: number | null;
}>;

/** Null where the bytes are what they should be. */
type Sight = (digest: Digest, told: Told) => Promise<Finding | Exempt | null>;

type Bytes = 'WHOLE' | 'DIFFERENT' | 'ABSENT' | 'UNREADABLE';

export async function createDocumentSight({ store, beside }: StoredDocuments): Promise<Sight> {
  const since = await firstUpload(beside);
  return async (digest, told) => {
    const bytes = await bytesOf(store, digest);
    const { erasedBy } = told;
    if (erasedBy !== null && bytes === 'ABSENT') return { why: 'ERASED', digest, by: erasedBy };
    if (erasedBy !== null) return stillThere(digest, erasedBy);
    if (bytes === 'WHOLE') return null;
    const excuse = bytes === 'ABSENT' ? await excuseOf(beside, digest, { ...told, since }) : null;
    return excuse ?? wrongBytes(digest, told, bytes);
  };
}

async function bytesOf(store: StoredDocuments['store'], digest: Digest): Promise<Bytes> {
  try {
    const bytes = await store.read(digest);
    if (!bytes) return 'ABSENT';
    return (await areBytesOf(digest, bytes)) ? 'WHOLE' : 'DIFFERENT';
  } catch {
    return 'UNREADABLE';
  }
}

function stillThere(digest: Digest, position: number): Finding {
  return { position, sentence: `it had the bytes of ${digest} destroyed, but they are still there` };
}

const SENTENCES: Readonly<Record<Exclude<Bytes, 'WHOLE'>, (digest: Digest) => string>> = {
  DIFFERENT: (digest) => `what is stored as the document ${digest} has other bytes`,
  ABSENT: (digest) => `the bytes of the document ${digest} are gone`,
  UNREADABLE: (digest) => `the bytes of the document ${digest} cannot be read`,
};

function wrongBytes(digest: Digest, { named }: Told, bytes: Exclude<Bytes, 'WHOLE'>): Finding {
  return { position: named?.position ?? null, key: digest, sentence: SENTENCES[bytes](digest) };
}

/** Why bytes need not be there: by an entry, be it one that came after the snapshot, or since they never were. */
async function excuseOf(
  beside: Sql,
  digest: Digest,
  { named, infectedBy, since }: Told & Readonly<{ since: number }>,
): Promise<Exempt | null> {
  if (infectedBy !== null) return { why: 'INFECTED', digest, by: infectedBy };
  const later = await toldSince(beside, digest);
  if (later) return later;
  if (!named || millisecondsOf(named.recordedAt) >= since || (await wasUploaded(beside, digest))) return null;
  return { why: 'NEVER_KEPT', digest, by: named.position };
}

async function toldSince(beside: Sql, digest: Digest): Promise<Exempt | null> {
  const [last] = await beside<{ position: string; type: string; verdict: string | null }[]>`
    select position, type, entry::jsonb -> 'data' ->> 'verdict' as verdict from ledger_entry
    where stream = ${documentStream(digest)} order by position desc limit 1`;
  const by = Number(last?.position);
  if (last?.type === 'DocumentBytesErased') return { why: 'ERASED', digest, by };
  return last?.verdict === 'INFECTED' ? { why: 'INFECTED', digest, by } : null;
}

/**
 * When the first document was uploaded, in milliseconds: what was attached before this product kept any bytes was named by its
 * digest alone. Infinity where nothing ever was.
 */
async function firstUpload(beside: Sql): Promise<number> {
  const [row] = await beside<{ first: number | null }[]>`
    select (extract(epoch from min(uploaded_at)) * 1000)::float8 as first from document_upload`;
  return row?.first ?? Infinity;
}

async function wasUploaded(beside: Sql, digest: Digest): Promise<boolean> {
  const rows = await beside`select 1 from document_upload where digest = ${digest} limit 1`;
  return rows.length > 0;
}
