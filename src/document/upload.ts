import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { addAbortSignal } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Digest } from '../kernel/digest.ts';
import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import { accept } from './accept.ts';
import type { Accepted, AcceptProblem } from './accept.ts';
import type { Documents } from './documents.ts';
import { isFull } from './durable.ts';
import type { Intent, Partial, PartialKey } from './partials.ts';
import { receive } from './receive.ts';
import type { Received, ReceiveProblem } from './receive.ts';
import { uploadIdOf } from './upload-id.ts';
import { findRecorded } from './uploads.ts';

export type UploadProblem =
  | ReceiveProblem
  | AcceptProblem
  | 'UPLOAD_UNKNOWN'
  | 'UPLOAD_BEGUN'
  | 'UPLOAD_BUSY'
  | 'OFFSET_DIFFERS'
  | 'LENGTH_DIFFERS'
  | 'TOO_MANY_UNFINISHED';

/** Where an upload stands; `accepted` once it is complete. */
export type Progress = Readonly<{ offset: number; accepted: Accepted | null }>;

/** What a request brings: `digest` is that of its own bytes, where its sender said so; `complete`: nothing comes after
 * them; `expected` and `length`: of the whole, where they are said now; `end`: where its bytes end in the whole. */
export type Part = Readonly<{
  body: Readable;
  digest: Digest | null;
  complete: boolean;
  expected: Digest | null;
  length: number | null;
  end: number | null;
}>;

type Outcome<Value> = Promise<Result<Value, UploadProblem>>;

/** An upload in one request: when it breaks off, nothing is left of it. */
export async function uploadOnce(
  documents: Documents,
  body: Readable,
  intent: Intent & Readonly<{ person: string }>,
): Outcome<Accepted> {
  if (isTooLong(documents, intent.length)) return err('TOO_LARGE');
  const file = documents.incoming.once();
  return roomy(async () => {
    try {
      const received = await receive(body, { path: file, offset: 0 }, documents.limits);
      if (!received.ok) return received;
      return await accept(documents, { id: randomUUID(), ...intent, ...received.value, file });
    } finally {
      await rm(file, { force: true });
    }
  });
}

/** Begins an upload that keeps what arrived when its connection breaks. */
export async function beginUpload(
  documents: Documents,
  key: PartialKey,
  { intent, part }: Readonly<{ intent: Intent; part: Part }>,
): Outcome<Progress> {
  if (isTooLong(documents, intent.length) || isTooLong(documents, part.end)) return err('TOO_LARGE');
  return claimed(documents, key, async (lost) => {
    if (await stand(documents, key)) return err('UPLOAD_BEGUN');
    const partial = await documents.partials.begin(key, intent);
    return partial === 'TOO_MANY' ? err('TOO_MANY_UNFINISHED') : append(documents, key, { partial, part, lost });
  });
}

/** Goes on with an upload where it stands; what was completed before is answered as it was. */
export async function resumeUpload(
  documents: Documents,
  key: PartialKey,
  { offset, part }: Readonly<{ offset: number; part: Part }>,
): Outcome<Progress> {
  return claimed(documents, key, async (lost) => {
    const standing = await stand(documents, key);
    if (!standing) return err('UPLOAD_UNKNOWN');
    if (offset !== standing.offset) return err('OFFSET_DIFFERS');
    const { partial } = standing;
    if (!partial) return standing.outcome.ok ? ok({ offset, accepted: standing.outcome.value }) : standing.outcome;
    const problem = lengthProblem(documents, partial, part);
    if (!problem) return append(documents, key, { partial, part, lost });
    if (problem === 'TOO_LARGE') await documents.partials.drop(key);
    return err(problem);
  });
}

/** In whose name an upload is; null where this person has none of this name. */
export async function ownerOfUpload(documents: Documents, key: PartialKey): Promise<string | null> {
  return (await stand(documents, key))?.owner ?? null;
}

/** Where an upload stands. */
export async function findUpload(documents: Documents, key: PartialKey): Outcome<Progress> {
  return claimed(documents, key, async () => {
    const standing = await stand(documents, key);
    if (!standing) return err('UPLOAD_UNKNOWN');
    const { offset, outcome } = standing;
    return outcome.ok ? ok({ offset, accepted: outcome.value }) : outcome;
  });
}

/** Takes back what arrived of an unfinished upload; what is recorded is recorded. */
export async function dropUpload(documents: Documents, key: PartialKey): Outcome<null> {
  return claimed(documents, key, async () => {
    if (!(await stand(documents, key))) return err('UPLOAD_UNKNOWN');
    await documents.partials.drop(key);
    return ok(null);
  });
}

/** `partial`: null once it is finished, with the outcome that it had; the outcome of an unfinished one is null so far. */
type Standing = Readonly<{
  owner: string;
  offset: number;
  partial: Partial | null;
  outcome: Result<Accepted | null, UploadProblem>;
}>;

/**
 * The record comes first: a process that ended before it could answer, or clean up, has finished the upload all the same.
 */
async function stand(documents: Documents, key: PartialKey): Promise<Standing | null> {
  const row = await findRecorded(documents.database, uploadIdOf(key));
  if (row) {
    const { owner, digest, bytes, mediaType, scan } = row;
    const outcome = scan === 'INFECTED' ? err('MALWARE_FOUND' as const) : ok({ digest, bytes, mediaType, scan });
    return { owner, offset: bytes, partial: null, outcome };
  }
  const partial = await documents.partials.find(key);
  return partial && { owner: partial.intent.owner, offset: partial.offset, partial, outcome: ok(null) };
}

/** Two at once would write over each other, whichever instances receive them. */
async function claimed<Value>(
  { claims }: Documents,
  key: PartialKey,
  work: (lost: AbortSignal) => Outcome<Value>,
): Outcome<Value> {
  const claim = await claims.claim(uploadIdOf(key));
  if (!claim) return err('UPLOAD_BUSY');
  try {
    return await roomy(() => work(claim.lost));
  } finally {
    await claim.leave();
  }
}

async function roomy<Value>(work: () => Outcome<Value>): Outcome<Value> {
  try {
    return await work();
  } catch (error) {
    if (isFull(error)) return err('STORAGE_FULL');
    throw error;
  }
}

function isTooLong({ limits }: Documents, bytes: number | null): boolean {
  return bytes !== null && bytes > limits.maximumBytes;
}

function lengthProblem(documents: Documents, { intent }: Partial, { length, end }: Part): UploadProblem | null {
  if (isTooLong(documents, length) || isTooLong(documents, end)) return 'TOO_LARGE';
  return length !== null && intent.length !== null && length !== intent.length ? 'LENGTH_DIFFERS' : null;
}

type Appending = Readonly<{ partial: Partial; part: Part; lost: AbortSignal }>;

async function append(documents: Documents, key: PartialKey, appending: Appending): Outcome<Progress> {
  const { partial, part, lost } = appending;
  const length = partial.intent.length ?? part.length;
  // Whoever comes next MUST find nobody writing.
  addAbortSignal(lost, part.body);
  const received = await receivePart(documents, key, { appending, length });
  if (!received.ok) return received;
  const bytes = partial.offset + received.value.bytes;
  if (!part.complete) return ok({ offset: bytes, accepted: null });
  if (length !== null && bytes !== length) return err('LENGTH_DIFFERS');
  if (lost.aborted) return err('UPLOAD_BUSY');
  // Read again from the beginning: earlier parts may have come before a restart.
  const digest = partial.offset === 0 ? received.value.digest : await digestIn(partial.path);
  return finish(documents, key, { appending, digest, bytes });
}

type Lengthy = Readonly<{ appending: Appending; length: number | null }>;

async function receivePart(
  { partials, limits }: Documents,
  key: PartialKey,
  { appending: { partial, part }, length }: Lengthy,
): Outcome<Received> {
  const maximumBytes = length ?? limits.maximumBytes;
  const received = await receive(part.body, partial, { ...limits, maximumBytes });
  if (!received.ok && received.error === 'TOO_LARGE') {
    await partials.drop(key);
    return err(length === null ? 'TOO_LARGE' : 'LENGTH_DIFFERS');
  }
  if (received.ok && part.digest !== null && part.digest !== received.value.digest) {
    await partials.cut(partial);
    return err('DIGEST_DIFFERS');
  }
  return received;
}

/** The record is the answer that is kept; what was said on the way is no longer needed. */
async function finish(
  documents: Documents,
  key: PartialKey,
  { appending: { partial, part }, digest, bytes }: Readonly<{ appending: Appending; digest: Digest; bytes: number }>,
): Outcome<Progress> {
  const { intent, path: file } = partial;
  const expected = part.expected ?? intent.expected;
  const arrived = { ...intent, expected, id: uploadIdOf(key), person: key.person, file, digest, bytes };
  const accepted = await accept(documents, arrived);
  await documents.partials.drop(key);
  return accepted.ok ? ok({ offset: bytes, accepted: accepted.value }) : accepted;
}

async function digestIn(path: string): Promise<Digest> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return `sha256:${hash.digest('hex')}`;
}
