import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { unitParts } from '../codes.ts';
import type { Paper } from '../instrument/index.ts';
import type { DocumentClaim, DocumentFacts } from './commands.ts';
import type { KnownFacts, ReportRefusal } from './facts.ts';
import type { OpenedReport } from './state.ts';
import type { Uploaded, UploadScan } from './uploads.ts';

type Known = Pick<Uploaded, 'bytes' | 'mediaType'>;

/**
 * The document as what was uploaded says it is, for one of these owners; else why it cannot be used. A digest is no bearer
 * token: whoever names bytes that only others uploaded is answered as if nobody had.
 */
export function uploadedDocument(
  claim: DocumentClaim,
  owners: readonly string[],
  { uploads, paper }: Pick<KnownFacts, 'uploads' | 'paper'>,
): Result<DocumentFacts, ReportRefusal> {
  const uploaded = uploads.get(claim.digest);
  const scan = scanFor(owners, uploaded);
  if (!uploaded || scan === null) return err({ code: 'DOCUMENT_NOT_UPLOADED', path: ['document', 'digest'] });
  const refusal = bytesRefusal(uploaded, scan) ?? differenceRefusal(claim, uploaded) ?? limitRefusal(uploaded, paper);
  return refusal ? err(refusal) : ok(factsOf(claim, uploaded));
}

/** As `uploadedDocument`, for what is only pointed to: a document that the same report names already will do. */
export function namedDocument(
  claim: DocumentClaim,
  owners: readonly string[],
  { state, facts }: Readonly<{ state: OpenedReport; facts: Pick<KnownFacts, 'uploads' | 'paper'> }>,
): Result<DocumentFacts, ReportRefusal> {
  const before = documentsNamedIn(state).find(({ digest }) => digest === claim.digest);
  if (!before) return uploadedDocument(claim, owners, facts);
  const uploaded = facts.uploads.get(claim.digest);
  const refusal = (uploaded && bytesRefusal(uploaded, 'CLEAN')) ?? differenceRefusal(claim, before);
  return refusal ? err(refusal) : ok(factsOf(claim, before));
}

/** In whose name an organization of the unit's place uploads. */
export function ownerOf(unit: string, organization: string): string {
  return `${unitParts(unit).jurisdiction}/${organization}`;
}

/** Every document that the report ever named: as evidence, for an objection, or in an answer to a question. */
function documentsNamedIn({ header, responses }: OpenedReport): readonly DocumentFacts[] {
  const { objections, clarifications } = header;
  const messages = clarifications.flatMap((one) => one.messages);
  return [...Object.values(responses), ...objections, ...messages].flatMap(({ documents }) => documents);
}

function scanFor(owners: readonly string[], uploaded: Uploaded | undefined): UploadScan | null {
  const scans = owners.flatMap((owner) => uploaded?.owners.get(owner) ?? []);
  return scans.find((scan) => scan !== 'PENDING') ?? scans[0] ?? null;
}

function bytesRefusal({ erasedBy, infected }: Uploaded, scan: UploadScan): ReportRefusal | null {
  const path = ['document', 'digest'];
  if (erasedBy !== null) return { code: 'DOCUMENT_ERASED', path };
  if (infected || scan === 'INFECTED') return { code: 'DOCUMENT_INFECTED', path };
  return scan === 'PENDING' ? { code: 'DOCUMENT_QUARANTINED', path } : null;
}

/** What is stated besides the digest has to be true. */
function differenceRefusal(claim: DocumentClaim, { bytes, mediaType }: Known): ReportRefusal | null {
  if (claim.bytes !== null && claim.bytes !== bytes) return { code: 'DOCUMENT_DIFFERS', path: ['document', 'bytes'] };
  const differs = claim.mediaType !== null && claim.mediaType !== mediaType;
  return differs ? { code: 'DOCUMENT_DIFFERS', path: ['document', 'mediaType'] } : null;
}

function limitRefusal({ bytes, mediaType }: Known, { edition }: Paper): ReportRefusal | null {
  const limits = edition.documents;
  if (!limits) return null;
  if (bytes > limits.maximumBytes) return { code: 'DOCUMENT_TOO_LARGE', path: ['document', 'digest'] };
  const taken = limits.mediaTypes.includes(mediaType);
  return taken ? null : { code: 'DOCUMENT_TYPE_NOT_TAKEN', path: ['document', 'digest'] };
}

function factsOf(claim: DocumentClaim, { bytes, mediaType }: Known): DocumentFacts {
  const { evidence, digest, title, issuedOn, validUntil } = claim;
  return { evidence, digest, title, mediaType, bytes, issuedOn, validUntil };
}

/** All of them, or the first refusal. */
export function namedDocuments(
  claims: readonly DocumentClaim[],
  name: (claim: DocumentClaim) => Result<DocumentFacts, ReportRefusal>,
): Result<readonly DocumentFacts[], ReportRefusal> {
  const documents: DocumentFacts[] = [];
  for (const claim of claims) {
    const named = name(claim);
    if (!named.ok) return named;
    documents.push(named.value);
  }
  return ok(documents);
}
