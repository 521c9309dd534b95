import { describe, expect, it } from 'vitest';

import { buildTree, hashInTree, treeRoot } from '../../../src/merkle/tree.ts';
import { hexadecimal, KNOWN_LEAVES, KNOWN_ROOTS, KNOWN_TREE, NODE_4_TO_6 } from './known-tree.ts';

describe('A tree in memory', () => {
  it.each(KNOWN_ROOTS.map((root, size) => [size, hexadecimal(root)] as const))(
    'of %i known leaves has the known root',
    (size, root) => {
      expect(hexadecimal(treeRoot(buildTree(KNOWN_LEAVES.slice(0, size))))).toBe(root);
    },
  );

  it('knows its complete subtrees', () => {
    expect(hexadecimal(hashInTree(KNOWN_TREE, { level: 1, index: 2 }))).toBe(NODE_4_TO_6);
    expect(hashInTree(KNOWN_TREE, { level: 3, index: 0 })).toEqual(KNOWN_ROOTS[8]);
  });

  it.each([
    { level: 0, index: 7 },
    { level: 1, index: 3 },
    { level: 3, index: 0 },
  ])('of seven leaves has no complete subtree $level/$index', (node) => {
    const tree = buildTree(KNOWN_LEAVES.slice(0, 7));

    expect(() => hashInTree(tree, node)).toThrow(RangeError);
  });
});
