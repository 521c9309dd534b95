import type { IncomingMessage } from 'node:http';

import type { Accepted } from '../document/accept.ts';
import type { Documents } from '../document/documents.ts';
import { beginUpload, uploadOnce } from '../document/upload.ts';
import type { Part, Progress, UploadProblem } from '../document/upload.ts';
import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { Reader } from '../view/reader.ts';
import { uploadOwnersOf } from '../view/upload-owners.ts';
import { answerJson, answerProblem } from './exchange.ts';
import type { Problem } from './exchange.ts';
import { giveTime } from './hurry.ts';
import { badParameter, MALFORMED, NOT_FOUND } from './problems.ts';
import { turnToEnd } from './turn-to-end.ts';
import { readUploadFields } from './upload-fields.ts';
import type { UploadFields } from './upload-fields.ts';
import {
  ALL_FULL,
  badField,
  EACH_FULL,
  ENCODING_NOT_TAKEN,
  OWNER_NOT_ALLOWED,
  ownerNeeded,
  PUT_ONLY,
  UPLOAD_PROBLEMS,
} from './upload-problems.ts';
import { personWith } from './visit.ts';
import type { Visit } from './visit.ts';

/** Without `documents` nobody brings any. */
export type UploadParts = Readonly<{ reader: Reader; documents?: Documents | null }>;

const UPLOAD_NAME = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `PUT /documents[?owner=][&upload=]`: bytes become a document that can be attached by whoever brought them. */
export async function answerUpload(visit: Visit, { reader, documents }: UploadParts): Promise<void> {
  const { response, exchange } = visit;
  const outcome = documents
    ? await withSlot(visit, documents, (person) => put(visit, { reader, documents, person }))
    : err(NOT_FOUND);
  turnToEnd(visit.request);
  if (!outcome.ok) answerProblem(response, outcome.error, exchange);
  else answerProgress(visit, outcome.value);
}

export function answerProgress({ response }: Visit, { offset, accepted }: Progress): void {
  const headers = { 'upload-offset': String(offset), 'upload-complete': accepted ? '?1' : '?0' };
  if (accepted) answerJson(response, 201, shown(accepted), headers);
  else response.writeHead(204, headers).end();
}

function shown({ digest, bytes, mediaType, scan }: Accepted): object {
  return { digest, bytes, mediaType, scan };
}

/** What brings bytes; a body of anything else means to hold the connection. */
const BRINGING: readonly (string | undefined)[] = ['PUT', 'PATCH'];

/** Who asks, and one of the places for those who upload at once: with it, and only with it, a document's time to arrive. */
export async function withSlot<Value>(
  visit: Visit,
  { slots }: Documents,
  work: (person: string) => Promise<Result<Value, Problem>>,
): Promise<Result<Value, Problem>> {
  const person = personWith('WRITE', visit);
  if (!person.ok) return person;
  const leave = slots.take(person.value);
  if (leave === 'EACH') return err(EACH_FULL);
  if (leave === 'IN_ALL') return err(ALL_FULL);
  const hurryAgain = BRINGING.includes(visit.request.method) ? giveTime(visit.request) : null;
  try {
    return await work(person.value);
  } finally {
    hurryAgain?.();
    leave();
  }
}

type Putting = Readonly<{ reader: Reader; documents: Documents; person: string }>;

async function put(visit: Visit, { reader, documents, person }: Putting): Promise<Result<Progress, Problem>> {
  const { request } = visit;
  const asked = askedIn(request);
  if (!asked.ok) return asked;
  const { fields, upload } = asked.value;
  const owner = await ownerFor({ reader, person }, asked.value.owner);
  if (!owner.ok) return owner;
  const complete = fields.complete ?? true;
  const part = partIn(request, { ...fields, offset: 0, complete });
  if (!part.ok) return part;
  const { length } = part.value;
  const expected = fields.documentDigest ?? (complete ? fields.contentDigest : null);
  const intent = { owner: owner.value, declared: fields.declared, expected, length };
  if (upload === null) {
    const accepted = await uploadOnce(documents, request, { ...intent, person });
    return accepted.ok
      ? ok({ offset: accepted.value.bytes, accepted: accepted.value })
      : err(problemOf(accepted.error, documents));
  }
  const begun = await beginUpload(documents, { person, upload }, { intent, part: { ...part.value, expected } });
  return begun.ok ? begun : err(problemOf(begun.error, documents));
}

/** What the body of a request is of the whole document. Its length MUST be said the same in every way in which it is said. */
export function partIn(
  body: IncomingMessage,
  { contentDigest, documentDigest, contentLength, length, offset, complete }: Placed,
): Result<Part, Problem> {
  const end = contentLength === null ? null : offset + contentLength;
  const whole = complete ? end : null;
  if (length !== null && (whole ?? length) !== length) return err(badField('upload-length'));
  return ok({ body, digest: contentDigest, complete, expected: documentDigest, length: length ?? whole, end });
}

type Placed = UploadFields & Readonly<{ offset: number; complete: boolean }>;

export function problemOf(code: UploadProblem, { limits }: Documents): Problem {
  const problem = UPLOAD_PROBLEMS[code];
  return code === 'TOO_LARGE' ? { ...problem, facts: { maximumBytes: limits.maximumBytes } } : problem;
}

type Asked = Readonly<{ owner: string | null; upload: string | null; fields: UploadFields }>;

function askedIn({ method, headers, url = '' }: IncomingMessage): Result<Asked, Problem> {
  const address = URL.parse(`http://localhost${url}`);
  if (address?.pathname !== '/documents') return err(MALFORMED);
  if (method !== 'PUT') return err(PUT_ONLY);
  const parameters = parametersIn(address.searchParams);
  if (!parameters.ok) return parameters;
  const fields = uploadFieldsIn(headers);
  if (!fields.ok) return fields;
  // Without a name nothing could ever be added to it.
  if (parameters.value.upload === null && fields.value.complete === false) return err(badParameter('upload'));
  return ok({ ...parameters.value, fields: fields.value });
}

function parametersIn(parameters: URLSearchParams): Result<Omit<Asked, 'fields'>, Problem> {
  const names = [...parameters.keys()];
  const odd = names.find((name, index) => !['owner', 'upload'].includes(name) || names.indexOf(name) !== index);
  if (odd !== undefined) return err(badParameter(odd));
  const upload = parameters.get('upload')?.toLowerCase() ?? null;
  if (upload !== null && !UPLOAD_NAME.test(upload)) return err(badParameter('upload'));
  return ok({ owner: parameters.get('owner'), upload });
}

export function uploadFieldsIn(headers: IncomingMessage['headers']): Result<UploadFields, Problem> {
  const { 'content-encoding': encoding = 'identity', 'content-range': range } = headers;
  if (encoding !== 'identity' || range !== undefined) return err(ENCODING_NOT_TAKEN);
  const fields = readUploadFields(headers);
  return fields.ok ? fields : err(badField(fields.error));
}

type Caller = Readonly<{ reader: Reader; person: string }>;

/** In whose name: where there is only one it need not be said. */
export async function ownerFor({ reader, person }: Caller, owner: string | null): Promise<Result<string, Problem>> {
  const owners = await uploadOwnersOf(reader, person);
  if (owner === null && owners.length > 1) return err(ownerNeeded(owners));
  const found = owner === null ? owners[0] : owners.find((one) => one === owner);
  return found === undefined ? err(OWNER_NOT_ALLOWED) : ok(found);
}
