import type { Readable } from 'node:stream';

import { isDigest } from '../kernel/digest.ts';
import type { Digest } from '../kernel/digest.ts';

/** Bytes from `from` to `to`, both of them included, as HTTP counts them (RFC 9110 §14.1.2). */
export type ByteRange = Readonly<{ from: number; to: number }>;

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

/** The 64 digits that name the bytes in a store. Throws for anything else, so that no path is ever made of foreign text. */
export function storedName(digest: Digest): string {
  if (!isDigest(digest)) throw new TypeError('the bytes of documents are named by their digest');
  return digest.slice('sha256:'.length);
}
