import { createHash } from 'node:crypto';

/** SHA-256 of a UTF-8 text or of bytes, written `sha256:<64 hexadecimal digits>` (FIPS 180-4). */
export type Digest = `sha256:${string}`;

const PATTERN = /^sha256:[0-9a-f]{64}$/;

export function digestOf(content: string | Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

export function isDigest(text: string): text is Digest {
  return PATTERN.test(text);
}
