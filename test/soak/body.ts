import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';

import type { Digest } from '../../src/kernel/digest.ts';

const MEBIBYTE = 1_048_576;
const SMALLEST = MEBIBYTE;
const LARGEST = 20 * MEBIBYTE;
const CHUNK = 65_536;

/** Shared by all bodies, which begin with an id of their own each: thousands of them take the memory of one. */
const NOISE = randomBytes(LARGEST);
const TAIL = Buffer.from('\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n');

/** A PDF that nobody has but whoever made it. */
export type Body = Readonly<{ name: string; bytes: number; digest: Digest; from: (offset: number) => Readable }>;

export function createBody(): Body {
  const name = randomUUID();
  const head = Buffer.from(`%PDF-1.7\n%${name}\n`);
  const bytes = randomInt(SMALLEST, LARGEST + 1);
  const pieces = [head, NOISE.subarray(0, bytes - head.length - TAIL.length), TAIL];
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  const digest = `sha256:${hash.digest('hex')}` as const;
  return { name, bytes, digest, from: (offset) => Readable.from(chunksOf(pieces, offset), { objectMode: false }) };
}

function* chunksOf(pieces: readonly Buffer[], offset: number): Generator<Buffer> {
  let before = 0;
  for (const piece of pieces) {
    for (let at = Math.max(0, offset - before); at < piece.length; at += CHUNK) yield piece.subarray(at, at + CHUNK);
    before += piece.length;
  }
}
