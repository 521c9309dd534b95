import { createHash } from 'node:crypto';

/** SHA-256 of a UTF-8 text or of bytes, written `sha256:<64 hexadecimal digits>` (FIPS 180-4). */
export type Digest = `sha256:${string}`;

export function digestOf(content: string | Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
