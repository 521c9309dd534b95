import fc from 'fast-check';

import { EMPTY_ROOT, hashNode } from '../../../src/merkle/hash.ts';
import type { Hash } from '../../../src/merkle/hash.ts';
import { spanHash } from '../../../src/merkle/subtree.ts';
import type { Span } from '../../../src/merkle/subtree.ts';
import { hashInTree } from '../../../src/merkle/tree.ts';
import type { Tree } from '../../../src/merkle/tree.ts';

export const hash: fc.Arbitrary<Hash> = fc.uint8Array({ minLength: 32, maxLength: 32 });

/** The Merkle tree hash as RFC 6962 §2.1 writes it down: split at the largest power of two below the count. */
export function rootOf(leaves: readonly Hash[]): Hash {
  if (leaves.length < 2) return leaves[0] ?? EMPTY_ROOT;
  const split = splitOf(leaves.length);
  return hashNode(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

/** The same over a span of which only parts are known, so that trees of any size can be built. */
export function rootOver({ start, end }: Span, known: ReadonlyMap<string, Hash>): Hash {
  const given = known.get(spanKey({ start, end }));
  if (given) return given;
  if (end - start < 2) throw new Error(`unknown leaf ${start}`);
  const middle = start + splitOf(end - start);
  return hashNode(rootOver({ start, end: middle }, known), rootOver({ start: middle, end }, known));
}

export function spanKey({ start, end }: Span): string {
  return `${start}-${end}`;
}

export function hashesOf(tree: Tree, spans: readonly Span[]): readonly Hash[] {
  return spans.map((span) => spanHash(span, (node) => hashInTree(tree, node)));
}

export function flipBit(value: Uint8Array, place: number): Uint8Array {
  const at = Math.floor(place / 8) % value.length;
  return value.map((byte, index) => (index === at ? byte ^ (1 << (place % 8)) : byte));
}

function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}
