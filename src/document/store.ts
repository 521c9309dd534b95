import type { Readable } from 'node:stream';

import { isDigest } from '../kernel/digest.ts';
import type { Digest } from '../kernel/digest.ts';

/** Bytes from `from` to `to`, both of them included, as HTTP counts them (RFC 9110 §14.1.2). */
export type ByteRange = Readonly<{ from: number; to: number }>;

/**
 * The place where bytes lie does not answer, or does not do what it is asked. Thrown, since nobody who asks can do anything
 * but come again; what was to be stored is not, and no row says that it is.
 */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
}

/** Where the bytes of documents lie, by their digest alone: who brought them and who may read them is told elsewhere. */
export type DocumentStore = Readonly<{
  /**
   * Takes over a complete file, which is gone from its path afterwards. The bytes MUST be durable when this resolves: an
   * event may name them from then on. The digest MUST be theirs. Putting what is there already is the same.
   */
  put: (digest: Digest, file: string) => Promise<void>;
  /** Null where there are no such bytes. */
  size: (digest: Digest) => Promise<number | null>;
  /** When they were put last, as far as the store knows. Null where there are no such bytes. */
  storedAt: (digest: Digest) => Promise<Date | null>;
  /** Null where there are no such bytes, or none in the range. MUST be read to its end or destroyed. */
  read: (digest: Digest, range?: ByteRange) => Promise<Readable | null>;
  /** MUST only be called under the digest's lock (`withDigestLock`): else it could take what was put a moment ago. */
  remove: (digest: Digest) => Promise<void>;
  list: () => AsyncIterable<Digest>;
}>;

/** `check` throws where nothing could be stored now. */
export type OpenStore = Readonly<{ store: DocumentStore; check: () => Promise<void>; close: () => void }>;

/**
 * `ab/cd/abcd…`, so that no folder holds more names than it can look up fast; the same in every store, so that one can be
 * copied into another. Throws for anything but a digest, so that no path is ever made of foreign text.
 */
export function storedPath(digest: Digest): string {
  if (!isDigest(digest)) throw new TypeError('the bytes of documents are named by their digest');
  const name = digest.slice('sha256:'.length);
  return `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`;
}

/** The digest whose bytes lie there; null where nothing of ours does. */
export function digestAt(path: string): Digest | null {
  const digest = `sha256:${path.slice(path.lastIndexOf('/') + 1)}`;
  return isDigest(digest) && storedPath(digest) === path ? digest : null;
}

/** Tells trouble of the storage from everything else that goes wrong. */
export async function withStorage<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw new StorageUnavailable('the bytes of documents cannot be reached', { cause: error });
  }
}
