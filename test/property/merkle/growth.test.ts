import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  decodeFrontier,
  EMPTY_FRONTIER,
  encodeFrontier,
  frontierRoot,
  growFrontier,
} from '../../../src/merkle/frontier.ts';
import { concatHashes, hashLeaf } from '../../../src/merkle/hash.ts';
import type { Hash } from '../../../src/merkle/hash.ts';
import { nodeKey } from '../../../src/merkle/subtree.ts';
import { formatTilePath, openTile, parseTilePath, tileOf, tileRoot, tileWidth } from '../../../src/merkle/tile.ts';
import type { TileId } from '../../../src/merkle/tile.ts';
import { buildTree, hashInTree, treeRoot } from '../../../src/merkle/tree.ts';
import type { Tree } from '../../../src/merkle/tree.ts';
import { hash, rootOf } from './reference.ts';

describe('a tree in memory', () => {
  it('has the root that RFC 6962 defines', () => {
    fc.assert(
      fc.property(fc.array(hash, { maxLength: 100 }), (leaves) => {
        expect(treeRoot(buildTree(leaves))).toEqual(rootOf(leaves));
      }),
    );
  });
});

describe('a frontier', () => {
  it('has the root of all leaves however they came', () => {
    fc.assert(
      fc.property(fc.array(fc.array(hash, { maxLength: 40 }), { maxLength: 6 }), (batches) => {
        const frontier = batches.reduce(growFrontier, EMPTY_FRONTIER);

        expect(frontier.size).toBe(batches.flat().length);
        expect(frontierRoot(frontier)).toEqual(rootOf(batches.flat()));
      }),
    );
  });

  it('is read back from its bytes, and grows on from there', () => {
    fc.assert(
      fc.property(fc.array(hash, { maxLength: 100 }), hash, (leaves, next) => {
        const frontier = growFrontier(EMPTY_FRONTIER, leaves);
        const decoded = decodeFrontier(frontier.size, encodeFrontier(frontier))!;

        expect(decoded).toEqual(frontier);
        expect(frontierRoot(growFrontier(decoded, [next]))).toEqual(rootOf([...leaves, next]));
      }),
    );
  });
});

describe('tiles', () => {
  /** Three levels of tiles take 65,536 leaves; the others are the edges of the first. */
  const LEAVES = Array.from({ length: 66_000 }, (_, index) => hashLeaf(`entry ${index}`));
  const TREES = [1, 255, 256, 257, 1000, 66_000].map((size) => buildTree(LEAVES.slice(0, size)));

  it('know every complete subtree as the tree does', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TREES), fc.nat(), fc.nat(), (tree, levelChoice, indexChoice) => {
        const level = levelChoice % tree.levels.length;
        const node = { level, index: indexChoice % tree.levels[level]!.length };
        const tile = tileOf(node);

        expect(openTile(tile, bytesOf(tree, tile))(node)).toEqual(hashInTree(tree, node));
      }),
    );
  });

  it('are hashed into the tile above when they are full', () => {
    const tree = TREES.at(-1)!;

    fc.assert(
      fc.property(fc.nat(256), (index) => {
        const above = { level: 1, index: Math.floor(index / 256) };

        expect(tileRoot(bytesOf(tree, { level: 0, index }))).toEqual(
          openTile(above, bytesOf(tree, above))({ level: 8, index }),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('are named by paths that are read back, each path once', () => {
    const tile = fc.record({ level: fc.nat(63), index: fc.maxSafeNat() });

    fc.assert(
      fc.property(tile, fc.integer({ min: 1, max: 256 }), (id, width) => {
        expect(parseTilePath(formatTilePath(id, width))).toEqual({ tile: id, width });
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,2}(\/x?\d{3}){1,3}(\.p\/\d{1,3})?$/), (path) => {
        const parsed = parseTilePath(path);

        expect(parsed === null || formatTilePath(parsed.tile, parsed.width) === path).toBe(true);
      }),
    );
  });

  /** What a store of tiles would hold: as many hashes as the tree has of it. */
  function bytesOf(tree: Tree, tile: TileId): Uint8Array {
    const start = tile.index * 256;
    const nodes = Array.from({ length: tileWidth(tile, tree.size) }, (_, place) => ({
      level: tile.level * 8,
      index: start + place,
    }));
    return concatHashes(nodes.map((node): Hash => hashInTree(tree, node)));
  }

  it('hold each node in one place', () => {
    fc.assert(
      fc.property(fc.nat(52), fc.maxSafeNat(), (level, choice) => {
        const node = { level, index: Math.floor(choice / 2 ** level) };
        const tile = tileOf(node);
        const first = tile.index * 2 ** (8 * (tile.level + 1));
        const start = node.index * 2 ** level;

        expect(nodeKey(node)).toBe(`${node.level}/${node.index}`);
        expect(first <= start && start + 2 ** level <= first + 2 ** (8 * (tile.level + 1))).toBe(true);
      }),
    );
  });
});
