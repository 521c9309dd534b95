import { describe, expect, it } from 'vitest';

import { EMPTY_ROOT, hashNode } from '../../../src/merkle/hash.ts';
import { nodeKey, nodesOf, spanHash } from '../../../src/merkle/subtree.ts';
import { hashInTree } from '../../../src/merkle/tree.ts';
import { KNOWN_LEAVES, KNOWN_ROOTS, KNOWN_TREE } from './known-tree.ts';

describe('A span of leaves', () => {
  it('is made of complete subtrees, the largest first', () => {
    expect(nodesOf({ start: 0, end: 7 }).map(nodeKey)).toEqual(['2/0', '1/2', '0/6']);
    expect(nodesOf({ start: 8, end: 14 }).map(nodeKey)).toEqual(['2/2', '1/6']);
    expect(nodesOf({ start: 5, end: 6 }).map(nodeKey)).toEqual(['0/5']);
    expect(nodesOf({ start: 5, end: 5 })).toEqual([]);
  });

  it('may be as long as numbers are exact', () => {
    const nodes = nodesOf({ start: 0, end: Number.MAX_SAFE_INTEGER });

    expect(nodes).toHaveLength(53);
    expect(nodes.at(0)).toEqual({ level: 52, index: 0 });
    expect(nodes.at(-1)).toEqual({ level: 0, index: Number.MAX_SAFE_INTEGER - 1 });
  });

  it('hashes to the root of its leaves', () => {
    const hashOf = (node: { level: number; index: number }): Uint8Array => hashInTree(KNOWN_TREE, node);

    expect(spanHash({ start: 0, end: 7 }, hashOf)).toEqual(KNOWN_ROOTS[7]);
    expect(spanHash({ start: 2, end: 4 }, hashOf)).toEqual(hashNode(KNOWN_LEAVES[2]!, KNOWN_LEAVES[3]!));
    expect(spanHash({ start: 3, end: 3 }, hashOf)).toEqual(EMPTY_ROOT);
  });

  it.each([
    { start: 1, end: 3 },
    { start: 2, end: 5 },
    { start: 4, end: 9 },
    { start: 3, end: 2 },
    { start: -2, end: 0 },
    { start: 0.5, end: 1.5 },
    { start: 0, end: 2 ** 53 },
  ])('is no subtree from $start to $end', (span) => {
    expect(() => nodesOf(span)).toThrow(RangeError);
  });
});
