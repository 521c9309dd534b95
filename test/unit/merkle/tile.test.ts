import { describe, expect, it } from 'vitest';

import { concatHashes, hashLeaf } from '../../../src/merkle/hash.ts';
import { formatTilePath, openTile, parseTilePath, tileOf, tileRoot, tileWidth } from '../../../src/merkle/tile.ts';
import { buildTree, hashInTree } from '../../../src/merkle/tree.ts';

const LEAVES = Array.from({ length: 512 }, (_, index) => hashLeaf(`entry ${index}`));
const TREE = buildTree(LEAVES);
const SECOND = { level: 0, index: 1 };
const SECOND_BYTES = concatHashes(LEAVES.slice(256));

describe('A tile', () => {
  it('holds the eight levels from its own up', () => {
    expect(tileOf({ level: 0, index: 255 })).toEqual({ level: 0, index: 0 });
    expect(tileOf({ level: 0, index: 256 })).toEqual({ level: 0, index: 1 });
    expect(tileOf({ level: 7, index: 2 })).toEqual({ level: 0, index: 1 });
    expect(tileOf({ level: 8, index: 2 })).toEqual({ level: 1, index: 0 });
    expect(tileOf({ level: 52, index: 1 })).toEqual({ level: 6, index: 0 });
    expect(tileOf({ level: 0, index: 2 ** 53 - 1 })).toEqual({ level: 0, index: 2 ** 45 - 1 });
  });

  it('knows its nodes and, when full, its root', () => {
    expect(openTile(SECOND, SECOND_BYTES)({ level: 0, index: 300 })).toEqual(LEAVES[300]);
    expect(openTile(SECOND, SECOND_BYTES)({ level: 7, index: 3 })).toEqual(hashInTree(TREE, { level: 7, index: 3 }));
    expect(tileRoot(SECOND_BYTES)).toEqual(hashInTree(TREE, { level: 8, index: 1 }));
  });

  it('knows the nodes of its part when partial', () => {
    const partial = SECOND_BYTES.subarray(0, 6 * 32);

    expect(openTile(SECOND, partial)({ level: 1, index: 130 })).toEqual(hashInTree(TREE, { level: 1, index: 130 }));
    expect(() => openTile(SECOND, partial)({ level: 2, index: 65 })).toThrow(RangeError);
    expect(() => tileRoot(partial)).toThrow(RangeError);
  });

  it.each([
    { level: 0, index: 255 },
    { level: 0, index: 512 },
    { level: 8, index: 1 },
    { level: 8, index: 256 },
  ])('does not hold node $level/$index of others', (node) => {
    expect(() => openTile(SECOND, SECOND_BYTES)(node)).toThrow(RangeError);
  });
});

describe('The width of a tile', () => {
  /** The example of C2SP tlog-tiles, Partial Tiles: a tree of 70,000. */
  it.each([
    { level: 0, index: 272, width: 256 },
    { level: 0, index: 273, width: 112 },
    { level: 0, index: 274, width: 0 },
    { level: 1, index: 0, width: 256 },
    { level: 1, index: 1, width: 17 },
    { level: 2, index: 0, width: 1 },
    { level: 3, index: 0, width: 0 },
  ])('$level/$index in a tree of 70,000 is $width', ({ level, index, width }) => {
    expect(tileWidth({ level, index }, 70_000)).toBe(width);
  });

  it('is right far beyond 32 bits', () => {
    expect(tileWidth({ level: 0, index: 2 ** 45 - 1 }, 2 ** 53 - 1)).toBe(255);
    expect(tileWidth({ level: 6, index: 0 }, 2 ** 53 - 1)).toBe(31);
    expect(tileWidth({ level: 63, index: 0 }, 2 ** 53 - 1)).toBe(0);
  });
});

describe('The path of a tile', () => {
  it.each([
    { level: 0, index: 1234067, width: 256, path: '0/x001/x234/067' },
    { level: 1, index: 1234, width: 5, path: '1/x001/234.p/5' },
    { level: 63, index: 0, width: 255, path: '63/000.p/255' },
    { level: 0, index: 2 ** 53 - 1, width: 1, path: '0/x009/x007/x199/x254/x740/991.p/1' },
  ])('is $path', ({ level, index, width, path }) => {
    expect(formatTilePath({ level, index }, width)).toBe(path);
    expect(parseTilePath(path)).toEqual({ tile: { level, index }, width });
  });

  it.each([
    ['level with a leading zero', '00/001'],
    ['level of 64', '64/001'],
    ['negative level', '-1/001'],
    ['short element', '0/01'],
    ['long element', '0/0001'],
    ['mark on the last element', '0/x001'],
    ['missing mark', '0/001/234'],
    ['leading element of zeros', '0/x000/001'],
    ['index of 2^53', '0/x009/x007/x199/x254/x740/992'],
    ['index of many elements', `0/${'x999/'.repeat(400)}999`],
    ['width of 0', '0/001.p/0'],
    ['width of 256', '0/001.p/256'],
    ['width with a leading zero', '0/001.p/05'],
    ['missing width', '0/001.p/'],
    ['slash at the end', '0/001/'],
    ['newline at the end', '0/001\n'],
    ['other kind of digit', '0/٠٠١'],
    ['level alone', '0'],
    ['step out of the folder', '0/../001'],
    ['emptiness', ''],
  ])('is refused with a %s', (_what, path) => {
    expect(parseTilePath(path)).toBeNull();
  });
});
