import type { EvidenceRequirement } from '../../domain/instrument/index.ts';
import type { DocumentFacts } from '../../domain/report/index.ts';
import { digestOf } from '../../kernel/digest.ts';

/** The size of a scanned letter; all samples have it. */
const BYTES = 48_213;

/** The sample PDF that stands for a document: one per evidence code, and another one where it was put right. */
export function sampleDocument(
  { code: evidence, title }: EvidenceRequirement,
  { issuedOn, corrected = false }: Readonly<{ issuedOn: string; corrected?: boolean }>,
): DocumentFacts {
  const digest = digestOf(`sample pdf ${evidence}${corrected ? ' corrected' : ''}`);
  return { evidence, digest, title: title.id, mediaType: 'application/pdf', bytes: BYTES, issuedOn, validUntil: null };
}
