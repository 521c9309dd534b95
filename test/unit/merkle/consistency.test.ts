import { describe, expect, it } from 'vitest';

import { consistencySpans, verifyConsistency } from '../../../src/merkle/consistency.ts';
import { EMPTY_ROOT, hashNode } from '../../../src/merkle/hash.ts';
import { spanHash } from '../../../src/merkle/subtree.ts';
import { hashInTree } from '../../../src/merkle/tree.ts';
import {
  bytes,
  hexadecimal,
  KNOWN_ROOTS,
  KNOWN_TREE,
  LEAF_4,
  LEAF_6,
  NODE_0_TO_4,
  NODE_2_TO_4,
  NODE_4_TO_6,
  NODE_4_TO_8,
  NODE_6_TO_8,
  SIBLING_OF_0,
} from './known-tree.ts';

const KNOWN_PATHS = [
  { from: 0, to: 8, path: [] },
  { from: 1, to: 1, path: [] },
  { from: 1, to: 8, path: [SIBLING_OF_0, NODE_2_TO_4, NODE_4_TO_8] },
  { from: 6, to: 8, path: [NODE_4_TO_6, NODE_6_TO_8, NODE_0_TO_4] },
  { from: 2, to: 5, path: [NODE_2_TO_4, LEAF_4] },
  { from: 6, to: 7, path: [NODE_4_TO_6, LEAF_6, NODE_0_TO_4] },
];

describe('A consistency proof', () => {
  it.each(KNOWN_PATHS)('from $from to $to is the known answer', ({ from, to, path }) => {
    const hashes = consistencySpans(from, to).map((span) => spanHash(span, (node) => hashInTree(KNOWN_TREE, node)));

    expect(hashes.map(hexadecimal)).toEqual(path);
  });

  it.each(KNOWN_PATHS)('from $from to $to verifies', ({ from, to, path }) => {
    const claim = { from, to, fromRoot: KNOWN_ROOTS[from]!, toRoot: KNOWN_ROOTS[to]!, path: path.map(bytes) };

    expect(verifyConsistency(claim)).toBe(true);
  });

  const claim = {
    from: 6,
    to: 8,
    fromRoot: KNOWN_ROOTS[6]!,
    toRoot: KNOWN_ROOTS[8]!,
    path: [NODE_4_TO_6, NODE_6_TO_8, NODE_0_TO_4].map(bytes),
  };

  const more = KNOWN_ROOTS[1]!;
  const prolonged = {
    fromRoot: hashNode(more, claim.fromRoot),
    toRoot: hashNode(more, claim.toRoot),
    path: [...claim.path, more],
  };

  it.each([
    ['the later tree first', { from: 8, to: 6 }],
    ['a negative size', { from: -1 }],
    ['a size that is not exact', { to: 2 ** 53 }],
    ['another earlier size', { from: 5 }],
    ['a later size of another height', { to: 16 }],
    ['roots that changed places', { fromRoot: claim.toRoot, toRoot: claim.fromRoot }],
    ['another earlier root', { fromRoot: KNOWN_ROOTS[5]! }],
    ['another later root', { toRoot: KNOWN_ROOTS[7]! }],
    ['no path', { path: [] }],
    ['a path too short', { path: claim.path.slice(0, 2) }],
    ['a path too long', { path: [...claim.path, claim.toRoot] }],
    ['a path too long, with the roots that fit', prolonged],
    ['a path for equal sizes', { from: 8, fromRoot: claim.toRoot }],
    ['different roots of equal sizes', { from: 8, path: [] }],
    ['a path from the empty tree', { from: 0, fromRoot: EMPTY_ROOT }],
    ['an empty tree with another root', { from: 0, path: [] }],
    ['two empty trees with another root', { from: 0, to: 0, fromRoot: claim.toRoot, path: [] }],
  ])('does not hold for %s', (_what, change) => {
    expect(verifyConsistency(claim)).toBe(true);
    expect(verifyConsistency({ ...claim, ...change })).toBe(false);
  });

  it('is not made from a later to an earlier tree', () => {
    expect(() => consistencySpans(3, 2)).toThrow(RangeError);
  });
});
