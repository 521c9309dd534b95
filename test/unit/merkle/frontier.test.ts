import { describe, expect, it } from 'vitest';

import {
  decodeFrontier,
  EMPTY_FRONTIER,
  encodeFrontier,
  frontierRoot,
  growFrontier,
} from '../../../src/merkle/frontier.ts';
import { EMPTY_ROOT } from '../../../src/merkle/hash.ts';
import { hexadecimal, KNOWN_LEAVES, KNOWN_ROOTS, LEAF_6, NODE_0_TO_4, NODE_4_TO_6 } from './known-tree.ts';

const SEVEN = growFrontier(EMPTY_FRONTIER, KNOWN_LEAVES.slice(0, 7));

describe('A frontier', () => {
  it('without leaves has the empty root and no bytes', () => {
    expect(frontierRoot(EMPTY_FRONTIER)).toEqual(EMPTY_ROOT);
    expect(encodeFrontier(EMPTY_FRONTIER)).toHaveLength(0);
    expect(decodeFrontier(0, new Uint8Array())).toEqual(EMPTY_FRONTIER);
  });

  it('of seven leaves is three subtrees, the largest first', () => {
    expect(SEVEN.hashes.map(hexadecimal)).toEqual([NODE_0_TO_4, NODE_4_TO_6, LEAF_6]);
    expect(frontierRoot(SEVEN)).toEqual(KNOWN_ROOTS[7]);
  });

  it('stays what it was when a later one grows from it', () => {
    const eight = growFrontier(SEVEN, KNOWN_LEAVES.slice(7));

    expect(eight).toEqual({ size: 8, hashes: [KNOWN_ROOTS[8]] });
    expect(frontierRoot(SEVEN)).toEqual(KNOWN_ROOTS[7]);
  });

  it.each([6, 8, -1, 7.5, 2 ** 53])('of seven leaves is not read as one of %d', (size) => {
    expect(decodeFrontier(size, encodeFrontier(SEVEN))).toBeNull();
  });

  it('is not read from bytes that are missing or too many', () => {
    const bytes = encodeFrontier(SEVEN);

    expect(decodeFrontier(7, bytes.subarray(1))).toBeNull();
    expect(decodeFrontier(7, Buffer.concat([bytes, bytes]))).toBeNull();
  });

  it('cannot grow without the subtrees of its size', () => {
    expect(() => growFrontier({ size: 7, hashes: [] }, KNOWN_LEAVES.slice(0, 1))).toThrow(RangeError);
  });
});
