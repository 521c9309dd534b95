import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { parseReportKey } from '../audit/export/report-key.ts';
import type { SoundMemory } from '../document/sound-memory.ts';
import type { ByteRange, DocumentStore } from '../document/store.ts';
import { areBytesOf, verified } from '../document/verified.ts';
import { decodeBase64 } from '../graphql/node-id.ts';
import { isDigest } from '../kernel/digest.ts';
import type { Digest } from '../kernel/digest.ts';
import { isInterrupted } from '../kernel/interrupted.ts';
import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { Handle } from '../usecase/handle.ts';
import { documentFor, erasureOf, quarantineOf } from '../view/readable-document.ts';
import type { DocumentAsked, DocumentReferenceRow } from '../view/readable-document.ts';
import type { Reader } from '../view/reader.ts';
import { hasGone } from './attachment.ts';
import { askedRange } from './byte-range.ts';
import type { AskedRange } from './byte-range.ts';
import { disclosed } from './disclosing.ts';
import {
  ALTERED,
  DOCUMENT_NOT_FOUND,
  erased,
  INFECTED,
  QUARANTINED,
  READ_ONLY,
  unsatisfiable,
} from './document-problems.ts';
import { answerProblem } from './exchange.ts';
import type { Problem } from './exchange.ts';
import type { HttpLog } from './mask.ts';
import { badParameter, NOT_FOUND } from './problems.ts';
import { personWith } from './visit.ts';
import type { Visit } from './visit.ts';

/** Without `documents` nobody reads any. */
export type DocumentParts = Readonly<{
  reader: Reader;
  handle: Handle;
  documents?: Readonly<{ store: DocumentStore }> | null;
  /** Of what was hashed for a part a moment ago. */
  sound: SoundMemory;
  log: HttpLog;
}>;

type Parts = DocumentParts & Readonly<{ documents: Readonly<{ store: DocumentStore }> }>;

/** What is sent: `stream: null` where the headers are all that is asked for. */
type Reply = Readonly<{ status: number; headers: Readonly<Record<string, string>>; stream: Readable | null }>;

/** Whoever takes nothing for so long is not coming back. */
const STALLED_MILLISECONDS = 60_000;

/** `GET /documents/<digest>?report=<id>`: the bytes, as evidence of a report that the asker sees in full. */
export async function answerDocument(visit: Visit, parts: DocumentParts): Promise<void> {
  const { request, response, exchange } = visit;
  request.resume();
  const { documents } = parts;
  const reply = documents ? await replyTo(visit, { ...parts, documents }) : err(NOT_FOUND);
  if (reply.ok) await send(visit, reply.value, parts.log);
  else answerProblem(response, reply.error, exchange);
}

async function replyTo(visit: Visit, parts: Parts): Promise<Result<Reply, Problem>> {
  const { request } = visit;
  if (request.method !== 'GET' && request.method !== 'HEAD') return err(READ_ONLY);
  const person = personWith('EXPORT', visit);
  if (!person.ok) return person;
  const asked = askedIn(request);
  if (!asked.ok) return asked;
  const found = await documentFor(parts.reader, person.value, asked.value);
  if (!found) return err(DOCUMENT_NOT_FOUND);
  const refusal = await refusalOf(parts, found);
  if (refusal) return err(refusal);
  if (request.headers['if-none-match']?.includes(etagOf(found))) {
    return ok({ status: 304, headers: { etag: etagOf(found) }, stream: null });
  }
  const { unit, cycle, digest } = asked.value;
  const hand = (): ReturnType<typeof disclosed> =>
    disclosed(parts.handle, person.value, { type: 'DOCUMENT', digest, unit, cycle });
  return contentOf(request, found, { parts, hand });
}

/** Why nobody is handed the bytes at all. */
async function refusalOf({ reader, documents, log }: Parts, { digest, bytes }: DocumentReferenceRow) {
  const position = await erasureOf(reader, digest);
  if (position !== null) return erased(position);
  const quarantine = await quarantineOf(reader, digest);
  if (quarantine) return quarantine === 'INFECTED' ? INFECTED : QUARANTINED;
  const size = await documents.store.size(digest);
  if (size === bytes) return null;
  log.error({ alarm: true, digest, size, bytes }, 'a document is not stored as the ledger names it');
  return ALTERED;
}

type Handing = Readonly<{ parts: Parts; hand: () => Promise<Result<void, Problem>> }>;

async function contentOf(
  request: IncomingMessage,
  found: DocumentReferenceRow,
  { parts, hand }: Handing,
): Promise<Result<Reply, Problem>> {
  const range = rangeIn(request, found);
  if (range === 'UNSATISFIABLE') return err(unsatisfiable(found.bytes));
  const reply = { status: range ? 206 : 200, headers: { ...headersOf(found), ...extentOf(range, found) } };
  if (request.method === 'HEAD') return ok({ ...reply, stream: null });
  const told = await hand();
  if (!told.ok) return told;
  const stream = await openBytes(found, range, parts);
  return stream.ok ? ok({ ...reply, stream: stream.value }) : stream;
}

/** A part of a document that is another one by now is no part of it. */
function rangeIn({ headers }: IncomingMessage, found: DocumentReferenceRow): AskedRange {
  const condition = headers['if-range'];
  return condition === undefined || condition === etagOf(found) ? askedRange(headers.range, found.bytes) : null;
}

function extentOf(range: ByteRange | null, { bytes }: DocumentReferenceRow): Readonly<Record<string, string>> {
  if (!range) return { 'content-length': String(bytes) };
  const { from, to } = range;
  return { 'content-length': String(to - from + 1), 'content-range': `bytes ${from}-${to}/${bytes}` };
}

/** A part says nothing of the whole, which is therefore looked at first. */
async function openBytes(
  found: DocumentReferenceRow,
  range: ByteRange | null,
  { reader, documents: { store }, sound, log }: Parts,
): Promise<Result<Readable, Problem>> {
  const { digest } = found;
  const isSound = range === null || (await sound.isSound(digest, () => isStoredAs(digest, store)));
  const stream = isSound ? await store.read(digest, ...(range ? [range] : [])) : null;
  // Erased since it was looked for, be it while the reading was recorded.
  const position = await erasureOf(reader, digest);
  if (stream && position === null) return ok(range ? stream : verified(digest, stream));
  stream?.destroy();
  if (position !== null) return err(erased(position));
  log.error({ alarm: true, digest }, 'a document is not stored as the ledger names it');
  return err(ALTERED);
}

async function isStoredAs(digest: Digest, store: DocumentStore): Promise<boolean> {
  const whole = await store.read(digest);
  return whole !== null && (await areBytesOf(digest, whole));
}

/** Bytes that somebody uploaded: whatever they are, no browser may run them, show them in a page of ours or keep them. */
function headersOf(found: DocumentReferenceRow): Readonly<Record<string, string>> {
  return {
    'content-type': found.mediaType,
    'content-disposition': `attachment; filename="${nameOf(found)}"`,
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
    'accept-ranges': 'bytes',
    etag: etagOf(found),
  };
}

/** Strong: the same digest is the same bytes. */
function etagOf({ digest }: DocumentReferenceRow): string {
  return `"${digest}"`;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tif',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
};

/** Never the name under which it was uploaded: that is somebody's text. */
function nameOf({ evidence, mediaType }: DocumentReferenceRow): string {
  return `${evidence.replaceAll(/[^A-Za-z0-9._-]/g, '_')}.${EXTENSIONS[mediaType] ?? 'bin'}`;
}

/** What is not of its form exists as little as what is unknown. */
function askedIn({ url = '' }: IncomingMessage): Result<DocumentAsked, Problem> {
  const [path = '', query = ''] = url.split('?', 2);
  const digest = path.slice('/documents/'.length).replace(/%3a/i, ':');
  const parameters = new URLSearchParams(query);
  const odd = [...parameters.keys()].find((name, index) => name !== 'report' || index > 0);
  if (odd !== undefined) return err(badParameter(odd));
  const id = parameters.get('report');
  if (id === null) return err(badParameter('report'));
  const report = reportOf(id);
  return report && isDigest(digest) ? ok({ digest, ...report }) : err(DOCUMENT_NOT_FOUND);
}

const REPORT_ID = /^Report:(?<key>[\x21-\x7e]{1,120}?)(?:@(?<position>\d{1,15}))?$/;

/** The report that a global id of the API names, and as of when. */
function reportOf(id: string): Omit<DocumentAsked, 'digest'> | null {
  const { key = '', position } = REPORT_ID.exec(decodeBase64(id))?.groups ?? {};
  const report = parseReportKey(key);
  return report && { ...report, position: position === undefined ? null : Number(position) };
}

/** An answer that ends well is the whole document: bytes that turn out to be others end the connection instead. */
async function send({ response, exchange }: Visit, { status, headers, stream }: Reply, log: HttpLog): Promise<void> {
  response.setTimeout(STALLED_MILLISECONDS);
  response.writeHead(status, { ...headers });
  if (!stream) {
    response.end();
    return;
  }
  try {
    await pipeline(stream, response);
  } catch (error) {
    if (hasGone(error) || isInterrupted(error)) return;
    log.error({ err: error, alarm: true, requestId: exchange.requestId }, 'a document broke off');
  }
}
