import { createHash } from 'node:crypto';

import type { Digest } from '../kernel/digest.ts';

/** Separates leaves from inner nodes, so that no inner node can pose as an entry. */
const LEAF_PREFIX = Uint8Array.of(0x00);

/** The hash of an entry as a leaf of the tree (RFC 6962 §2.1): SHA-256(0x00 || entry). */
export function leafHash(entry: string): Digest {
  return `sha256:${createHash('sha256').update(LEAF_PREFIX).update(entry, 'utf8').digest('hex')}`;
}
