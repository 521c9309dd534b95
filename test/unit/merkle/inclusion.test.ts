import { describe, expect, it } from 'vitest';

import { inclusionSpans, verifyInclusion } from '../../../src/merkle/inclusion.ts';
import { spanHash } from '../../../src/merkle/subtree.ts';
import { hashInTree } from '../../../src/merkle/tree.ts';
import {
  bytes,
  hexadecimal,
  KNOWN_LEAVES,
  KNOWN_ROOTS,
  KNOWN_TREE,
  LEAF_0,
  LEAF_4,
  NODE_0_TO_2,
  NODE_0_TO_4,
  NODE_2_TO_4,
  NODE_4_TO_8,
  NODE_6_TO_8,
  SIBLING_OF_0,
} from './known-tree.ts';

const KNOWN_PATHS = [
  { index: 0, size: 1, path: [] },
  { index: 0, size: 8, path: [SIBLING_OF_0, NODE_2_TO_4, NODE_4_TO_8] },
  { index: 5, size: 8, path: [LEAF_4, NODE_6_TO_8, NODE_0_TO_4] },
  { index: 2, size: 3, path: [NODE_0_TO_2] },
  { index: 1, size: 5, path: [LEAF_0, NODE_2_TO_4, LEAF_4] },
];

describe('An inclusion proof', () => {
  it.each(KNOWN_PATHS)('of leaf $index among $size is the known answer', ({ index, size, path }) => {
    const hashes = inclusionSpans(index, size).map((span) => spanHash(span, (node) => hashInTree(KNOWN_TREE, node)));

    expect(hashes.map(hexadecimal)).toEqual(path);
  });

  it.each(KNOWN_PATHS)('of leaf $index among $size verifies', ({ index, size, path }) => {
    const claim = { index, size, leaf: KNOWN_LEAVES[index]!, root: KNOWN_ROOTS[size]!, path: path.map(bytes) };

    expect(verifyInclusion(claim)).toBe(true);
  });

  const claim = {
    index: 5,
    size: 8,
    leaf: KNOWN_LEAVES[5]!,
    root: KNOWN_ROOTS[8]!,
    path: [LEAF_4, NODE_6_TO_8, NODE_0_TO_4].map(bytes),
  };

  const two = { leaf: KNOWN_LEAVES[1]!, root: KNOWN_ROOTS[2]!, path: KNOWN_LEAVES.slice(0, 1) };

  it.each([
    ['an index outside the tree', { index: 8 }],
    ['a negative index', { index: -1 }],
    ['a fraction of an index', { index: 5.5 }],
    ['an empty tree', { index: 0, size: 0 }],
    ['a size that is not exact', { size: 2 ** 53 }],
    ['a path too short', { path: claim.path.slice(0, 2) }],
    ['a path too long', { path: [...claim.path, claim.root] }],
    ['a path in the other order', { path: claim.path.toReversed() }],
    ['no path', { path: [] }],
    ['the root as a leaf', { index: 0, size: 1, leaf: claim.leaf, path: [] }],
    ['a path too long for the size, with the root that fits', { ...two, index: 0, size: 1 }],
    ['another root', { root: KNOWN_ROOTS[7]! }],
  ])('does not hold for %s', (_what, change) => {
    expect(verifyInclusion(claim)).toBe(true);
    expect(verifyInclusion({ ...claim, ...change })).toBe(false);
  });

  it('is not made for a leaf that is not there', () => {
    expect(() => inclusionSpans(3, 3)).toThrow(RangeError);
  });
});
