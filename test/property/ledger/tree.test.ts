import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Digest } from '../../../src/kernel/digest.ts';
import { growTree } from '../../../src/ledger/tree.ts';
import type { FullTile, ReadEdge } from '../../../src/ledger/tree.ts';
import { EMPTY_FRONTIER, frontierRoot } from '../../../src/merkle/frontier.ts';
import type { Frontier } from '../../../src/merkle/frontier.ts';
import { concatHashes, fromDigest, hashLeaf, toDigest } from '../../../src/merkle/hash.ts';
import { TILE_WIDTH } from '../../../src/merkle/tile-index.ts';
import { buildTree, hashInTree, treeRoot } from '../../../src/merkle/tree.ts';
import type { Tree } from '../../../src/merkle/tree.ts';

/** Enough for a full tile of level 1, and a little of the next. */
const LEAVES: readonly Digest[] = Array.from({ length: 66_100 }, (_, index) => toDigest(hashLeaf(`entry ${index}`)));

type Grown = Readonly<{ frontier: Frontier; tiles: readonly FullTile[]; edgesRead: number }>;

/** Grows a tree batch by batch on what the batches before left behind, as the ledger does. */
async function growInBatches(sizes: readonly number[]): Promise<Grown> {
  const tiles: FullTile[] = [];
  let frontier: Frontier = EMPTY_FRONTIER;
  let edgesRead = 0;
  const readEdge: ReadEdge = (level, { index, width }) => {
    edgesRead += 1;
    const start = index * TILE_WIDTH;
    const roots = tiles.filter((tile) => tile.level === level - 1).map(({ root }) => root);
    const known = level === 0 ? LEAVES.slice(0, frontier.size).map(fromDigest) : roots;
    return Promise.resolve(known.slice(start, start + width));
  };
  for (const size of sizes) {
    const growth = await growTree(frontier, LEAVES.slice(frontier.size, frontier.size + size), readEdge);
    tiles.push(...growth.tiles);
    frontier = growth.frontier;
  }
  return { frontier, tiles, edgesRead };
}

function treeOf(size: number): Tree {
  return buildTree(LEAVES.slice(0, size).map(fromDigest));
}

/** Every tile that is full in a tree, level by level, as slices of what the tree holds. */
function tilesOf(tree: Tree): readonly FullTile[] {
  return [0, 1, 2].flatMap((level) => {
    const row = tree.levels[level * 8] ?? [];
    return Array.from({ length: Math.floor(row.length / TILE_WIDTH) }, (_, index) => {
      const hashes = concatHashes(row.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH));
      return { level, index, hashes, root: hashInTree(tree, { level: (level + 1) * 8, index }) };
    });
  });
}

function inOrder(tiles: readonly FullTile[]): readonly object[] {
  return tiles
    .toSorted((a, b) => a.level - b.level || a.index - b.index)
    .map(({ level, index, hashes, root }) => ({
      level,
      index,
      hashes: Buffer.from(hashes).toString('hex'),
      root: toDigest(root),
    }));
}

async function expectWhole(sizes: readonly number[]): Promise<void> {
  const size = sizes.reduce((sum, one) => sum + one, 0);
  const tree = treeOf(size);

  const { frontier, tiles } = await growInBatches(sizes);

  expect(frontier.size).toBe(size);
  expect(toDigest(frontierRoot(frontier))).toBe(toDigest(treeRoot(tree)));
  expect(inOrder(tiles)).toEqual(inOrder(tilesOf(tree)));
}

describe('A tree that grows batch by batch', () => {
  it('is the tree that is built at once, with the same tiles', async () => {
    const size = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(1, 255, 256, 257, 511, 512, 513));

    await fc.assert(
      fc.asyncProperty(fc.array(size, { maxLength: 8 }), (sizes) => expectWhole(sizes)),
      { numRuns: 20 },
    );
  });

  it.each([
    ['one by one over the edge of the first tile of the second level', [65_534, 1, 1, 1, 1]],
    ['in one batch across it', [65_500, 300]],
  ])('is so %s', async (_how, sizes) => {
    await expectWhole(sizes);
  });

  it('is so in any large batches', async () => {
    const large = fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 7, maxLength: 7 });

    await fc.assert(
      fc.asyncProperty(large, (sizes) => expectWhole([...sizes, 256])),
      { numRuns: 1 },
    );
  });

  it('asks for what is there only where a tile becomes full', async () => {
    const untilFull = await growInBatches([100, 100, 55]);
    const full = await growInBatches([100, 100, 56]);
    const whole = await growInBatches([256, 512]);

    expect(untilFull).toMatchObject({ tiles: [], edgesRead: 0 });
    expect(full).toMatchObject({ tiles: [{ level: 0, index: 0 }], edgesRead: 1 });
    expect(whole.edgesRead).toBe(0);
  });

  it('stays as it was where nothing is added', async () => {
    const before = await growInBatches([300]);

    const growth = await growTree(before.frontier, [], () => Promise.reject(new Error('nothing was to be read')));

    expect(growth).toEqual({ frontier: before.frontier, tiles: [] });
  });
});
