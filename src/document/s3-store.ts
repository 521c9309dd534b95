import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';

import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';

import type { Digest } from '../kernel/digest.ts';
import { digestAt, storedPath, withStorage } from './store.ts';
import type { ByteRange, DocumentStore, OpenStore } from './store.ts';

/** Where documents lie far away. `endpoint` null: AWS itself. `prefix`: before the names of all objects. */
export type S3Settings = Readonly<{ bucket: string; endpoint: string | null; region: string; prefix: string }>;

/** The smallest that S3 takes; with two at once an upload holds some 10 MiB, and 10,000 of them are 50 GB. */
const PART_BYTES = 5 * 1_048_576;
const PARTS_AT_ONCE = 2;

/** Whoever uploads waits for it, and others for the connection that it holds. */
const CONNECTION_MILLISECONDS = 3000;
/** Silence: of a request that is not answered, or of a body that does not go on. */
const SILENCE_MILLISECONDS = 30_000;
const ATTEMPTS = 3;

/** Less than the transaction around it lives (`withDigestLock`): no bytes are stored for a row that was given up. */
const PUT_MILLISECONDS = 240_000;

/** Readiness is asked for often, by those who do not wait long. */
const CHECK_MILLISECONDS = 1500;

/**
 * A store in a bucket of S3, or of whatever speaks like it. Credentials come from where the SDK looks for them. An object is there
 * as a whole or not at all, and S3 compares every request with the SHA-256 of its body that its signature holds.
 */
export function openS3Store(settings: S3Settings): OpenStore {
  const client = clientFor(settings);
  const { bucket: Bucket, prefix } = settings;
  const at = (digest: Digest): Address => ({ Bucket, Key: prefix + storedPath(digest) });
  const store: DocumentStore = {
    put: async (digest, file) => put(client, at(digest), file),
    size: async (digest) => (await headOf(client, at(digest)))?.ContentLength ?? null,
    storedAt: async (digest) => (await headOf(client, at(digest)))?.LastModified ?? null,
    read: async (digest, range) => read(client, at(digest), range),
    remove: async (digest) => remove(client, at(digest)),
    list: () => list(client, settings),
  };
  const check = async (): Promise<void> => {
    const abortSignal = AbortSignal.timeout(CHECK_MILLISECONDS);
    await withStorage(() => client.send(new HeadBucketCommand({ Bucket }), { abortSignal }));
  };
  return { store, check, close: () => client.destroy() };
}

type Address = Readonly<{ Bucket: string; Key: string }>;

function clientFor({ region, endpoint }: S3Settings): S3Client {
  return new S3Client({
    region,
    // Others than AWS have no name of their own for every bucket.
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    maxAttempts: ATTEMPTS,
    // Others than AWS may not know them; the signature holds a SHA-256 of what is sent in any case.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: CONNECTION_MILLISECONDS,
      requestTimeout: SILENCE_MILLISECONDS,
      throwOnRequestTimeout: true,
      socketTimeout: SILENCE_MILLISECONDS,
    },
  });
}

/** What fails half-way is taken back by the upload itself: parts that nobody completes would be kept, and paid for. */
async function put(client: S3Client, address: Address, file: string): Promise<void> {
  await withStorage(async () => {
    const Body = createReadStream(file, { highWaterMark: 1_048_576 });
    const params = { ...address, Body, ContentType: 'application/octet-stream' };
    const upload = new Upload({ client, params, partSize: PART_BYTES, queueSize: PARTS_AT_ONCE });
    const late = setTimeout(() => void upload.abort(), PUT_MILLISECONDS);
    try {
      await upload.done();
    } finally {
      clearTimeout(late);
      Body.destroy();
    }
  });
  await rm(file, { force: true });
}

/** An answer to HEAD has no words: whether it is the bucket that is missing has to be asked. */
async function headOf(client: S3Client, address: Address): Promise<HeadObjectCommandOutput | null> {
  const head = await unlessMissing(() => client.send(new HeadObjectCommand(address)));
  if (head === null) await withStorage(() => client.send(new HeadBucketCommand({ Bucket: address.Bucket })));
  return head;
}

function read(client: S3Client, address: Address, range?: ByteRange): Promise<Readable | null> {
  return unlessMissing(async () => {
    const Range = range && { Range: `bytes=${range.from}-${range.to}` };
    const { Body, ContentRange = '' } = await client.send(new GetObjectCommand({ ...address, ...Range }));
    if (!(Body instanceof Readable)) throw new TypeError('S3 answered without a body');
    if (!range) return Body;
    if (!ContentRange.startsWith(`bytes ${range.from}-`)) throw new TypeError('S3 answered another range');
    return Readable.from(firstOf(Body, range.to - range.from + 1), { objectMode: false });
  });
}

/** Servers may answer more than a range, as s3rver does to `0-0`. */
async function* firstOf(body: Readable, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes;
  // The body of an answer is read in buffers.
  for await (const chunk of body as AsyncIterable<Buffer>) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}

/** No such object, or nothing of it in the range. That there is no such bucket is trouble. */
function unlessMissing<Value>(work: () => Promise<Value>): Promise<Value | null> {
  return withStorage(async () => {
    try {
      return await work();
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  });
}

function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && ['NoSuchKey', 'NotFound', 'InvalidRange'].includes(error.name);
}

async function remove(client: S3Client, address: Address): Promise<void> {
  await withStorage(() => client.send(new DeleteObjectCommand(address)));
}

async function* list(client: S3Client, { bucket: Bucket, prefix: Prefix }: S3Settings): AsyncGenerator<Digest> {
  const pages = paginateListObjectsV2({ client }, { Bucket, Prefix })[Symbol.asyncIterator]();
  for (let page = await withStorage(() => pages.next()); !page.done; page = await withStorage(() => pages.next())) {
    const paths = (page.value.Contents ?? []).map(({ Key = '' }) => Key.slice(Prefix.length));
    yield* paths.map(digestAt).filter((digest) => digest !== null);
  }
}
