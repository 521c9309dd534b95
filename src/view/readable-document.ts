import { and, desc, eq, isNull, sql } from 'drizzle-orm';

import { documentUpload } from '../document/tables.ts';
import { documentStream } from '../domain/streams.ts';
import type { Digest } from '../kernel/digest.ts';
import { ledgerEntry } from '../ledger/tables.ts';
import { referenceKey } from '../projection/document-reference.ts';
import type { DocumentReferenceRow } from '../projection/document-reference.ts';
import { documentReferenceTable } from '../projection/tables.ts';
import { resolveMoments } from './moment.ts';
import type { Reader } from './reader.ts';
import { rowsByKey } from './rows.ts';
import { viewerOf } from './viewers.ts';
import { maySee } from './visibility.ts';

export type { DocumentReferenceRow };

/** A document as one report refers to it; `position`: as it was then, null: as it is. */
export type DocumentAsked = Readonly<{ digest: Digest; unit: string; cycle: string; position: number | null }>;

/**
 * The reference, for those who see the report in full today and where it was made by the moment that is asked about; null
 * in every other case, so that nobody learns of documents of reports they do not see.
 */
export async function documentFor(
  reader: Reader,
  person: string,
  { digest, unit, cycle, position }: DocumentAsked,
): Promise<DocumentReferenceRow | null> {
  const moments = await resolveMoments(reader, position === null ? null : { position });
  if (!moments.ok) return null;
  const { at, head } = moments.value;
  if (!maySee(await viewerOf(reader, head, person), unit)) return null;
  const keys = [referenceKey(digest, `${unit}/${cycle}`)];
  const [row = null] = await rowsByKey<DocumentReferenceRow>(reader, documentReferenceTable, { at, keys });
  return row;
}

/** The entry by which the bytes were erased; null where they were not. */
export async function erasureOf({ database }: Pick<Reader, 'database'>, digest: Digest): Promise<number | null> {
  const [row] = await database
    .select({ position: ledgerEntry.position })
    .from(ledgerEntry)
    .where(and(eq(ledgerEntry.stream, documentStream(digest)), eq(ledgerEntry.type, 'DocumentBytesErased')));
  return row?.position ?? null;
}

/**
 * Whether the bytes may be handed out: by the last verdict on record, as decisions judge it, and not while none of their
 * uploads was looked at.
 */
export async function quarantineOf(
  { database }: Pick<Reader, 'database'>,
  digest: Digest,
): Promise<'INFECTED' | 'PENDING' | null> {
  const [last] = await database
    .select({ verdict: sql<string>`${ledgerEntry.entry}::json #>> '{data,verdict}'` })
    .from(ledgerEntry)
    .where(and(eq(ledgerEntry.stream, documentStream(digest)), eq(ledgerEntry.type, 'DocumentScanned')))
    .orderBy(desc(ledgerEntry.streamPosition))
    .limit(1);
  if (last?.verdict === 'INFECTED') return 'INFECTED';
  const [kept] = await database
    .select({ pending: sql<boolean | null>`bool_and(${documentUpload.scan} = 'PENDING')` })
    .from(documentUpload)
    .where(and(eq(documentUpload.digest, digest), isNull(documentUpload.collectedAt)));
  return kept?.pending ? 'PENDING' : null;
}
