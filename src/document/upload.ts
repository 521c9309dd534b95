import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Digest } from '../kernel/digest.ts';
import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import { accept } from './accept.ts';
import type { AcceptProblem } from './accept.ts';
import type { Documents } from './documents.ts';
import type { Accepted, Intent, Partial, PartialKey } from './partials.ts';
import { receive } from './receive.ts';
import type { ReceiveProblem } from './receive.ts';

export type UploadProblem =
  | ReceiveProblem
  | AcceptProblem
  | 'UPLOAD_UNKNOWN'
  | 'UPLOAD_BEGUN'
  | 'UPLOAD_BUSY'
  | 'OFFSET_DIFFERS'
  | 'TOO_MANY_UNFINISHED';

/** Where an upload stands; `accepted` once it is complete. */
export type Progress = Readonly<{ offset: number; accepted: Accepted | null }>;

/** What a request brings: `digest` is that of its own bytes, where its sender said so; `complete`: nothing comes after
 * them; `expected`: the digest of the whole, where it is said now. */
export type Part = Readonly<{ body: Readable; digest: Digest | null; complete: boolean; expected: Digest | null }>;

/** An upload in one request: when it breaks off, nothing is left of it. */
export async function uploadOnce(
  documents: Documents,
  body: Readable,
  intent: Intent & Readonly<{ person: string }>,
): Promise<Result<Accepted, UploadProblem>> {
  const file = documents.incoming.once();
  try {
    const received = await receive(body, { path: file, offset: 0 }, documents.limits);
    return received.ok ? await accept(documents, { ...intent, ...received.value, file }) : received;
  } finally {
    await rm(file, { force: true });
  }
}

/** Begins an upload that keeps what arrived when its connection breaks. */
export async function beginUpload(
  documents: Documents,
  key: PartialKey,
  { intent, part }: Readonly<{ intent: Intent; part: Part }>,
): Promise<Result<Progress, UploadProblem>> {
  return claimed(documents, key, async () => {
    if (await documents.partials.find(key)) return err('UPLOAD_BEGUN');
    const partial = await documents.partials.begin(key, intent);
    return partial === 'TOO_MANY' ? err('TOO_MANY_UNFINISHED') : append(documents, key, { partial, part });
  });
}

/** Goes on with an upload where it stands; what was completed before is answered as it was. */
export async function resumeUpload(
  documents: Documents,
  key: PartialKey,
  { offset, part }: Readonly<{ offset: number; part: Part }>,
): Promise<Result<Progress, UploadProblem>> {
  return claimed(documents, key, async () => {
    const partial = await documents.partials.find(key);
    if (!partial) return err('UPLOAD_UNKNOWN');
    if (offset !== partial.offset) return err('OFFSET_DIFFERS');
    if (partial.answer) return ok({ offset, accepted: partial.answer });
    return append(documents, key, { partial, part });
  });
}

/** Where an upload stands, in whose name it is. */
export async function findUpload(documents: Documents, key: PartialKey): Promise<Result<Partial, UploadProblem>> {
  return claimed(documents, key, async () => {
    const partial = await documents.partials.find(key);
    return partial ? ok(partial) : err('UPLOAD_UNKNOWN');
  });
}

export async function dropUpload(documents: Documents, key: PartialKey): Promise<Result<null, UploadProblem>> {
  return claimed(documents, key, async () => {
    if (!(await documents.partials.find(key))) return err('UPLOAD_UNKNOWN');
    await documents.partials.drop(key);
    return ok(null);
  });
}

/** Two at once would write over each other. */
async function claimed<Value>(
  { partials }: Documents,
  key: PartialKey,
  work: () => Promise<Result<Value, UploadProblem>>,
): Promise<Result<Value, UploadProblem>> {
  const leave = partials.claim(key);
  if (!leave) return err('UPLOAD_BUSY');
  try {
    return await work();
  } finally {
    leave();
  }
}

type Appending = Readonly<{ partial: Partial; part: Part }>;

async function append(
  documents: Documents,
  key: PartialKey,
  { partial, part }: Appending,
): Promise<Result<Progress, UploadProblem>> {
  const { partials, limits } = documents;
  const { path, offset, intent } = partial;
  const received = await receive(part.body, { path, offset }, limits);
  if (!received.ok) {
    if (received.error === 'TOO_LARGE') await partials.drop(key);
    return received;
  }
  if (part.digest !== null && part.digest !== received.value.digest) {
    await partials.cut(partial);
    return err('DIGEST_DIFFERS');
  }
  const bytes = offset + received.value.bytes;
  if (!part.complete) return ok({ offset: bytes, accepted: null });
  // Read again from the beginning: earlier parts may have come before a restart.
  const digest = offset === 0 ? received.value.digest : await digestIn(path);
  const expected = part.expected ?? intent.expected;
  const accepted = await accept(documents, { ...intent, expected, person: key.person, file: path, digest, bytes });
  if (accepted.ok) await partials.finish(key, partial, accepted.value);
  else await partials.drop(key);
  return accepted.ok ? ok({ offset: bytes, accepted: accepted.value }) : accepted;
}

async function digestIn(path: string): Promise<Digest> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return `sha256:${hash.digest('hex')}`;
}
