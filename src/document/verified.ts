import { createHash } from 'node:crypto';
import { pipeline as joined, Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Digest } from '../kernel/digest.ts';

/** The bytes that are stored under a digest are not its bytes. */
export class BytesDiffer extends Error {
  override readonly name = 'BytesDiffer';

  constructor(digest: Digest) {
    super(`what is stored as ${digest} has other bytes`);
  }
}

/**
 * Passes bytes on and keeps back the last of them until all are known to be those of the digest: else it fails, so that nobody
 * ever takes altered bytes for the whole document.
 */
export function verified(digest: Digest, bytes: Readable): Readable {
  // Whoever reads the answer is told of what goes wrong on either side.
  return joined(bytes, verifying(digest), () => undefined);
}

function verifying(digest: Digest): Transform {
  const hash = createHash('sha256');
  let held: Buffer | null = null;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      const before = held;
      held = chunk;
      if (before) done(null, before);
      else done();
    },
    flush(done) {
      if (`sha256:${hash.digest('hex')}` !== digest) done(new BytesDiffer(digest));
      else done(null, held ?? undefined);
    },
  });
}

/** Are these the bytes of the digest? Reads all of them. */
export async function areBytesOf(digest: Digest, bytes: Readable): Promise<boolean> {
  const hash = createHash('sha256');
  await pipeline(bytes, async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) hash.update(chunk);
  });
  return `sha256:${hash.digest('hex')}` === digest;
}
