import { concatHashes } from '../../merkle/hash.ts';
import type { Hash } from '../../merkle/hash.ts';
import { joinSubtrees, nodesOf } from '../../merkle/subtree.ts';
import type { Node } from '../../merkle/subtree.ts';
import { openTile, tileOf, tileRoot, TILE_WIDTH } from '../../merkle/tile.ts';
import type { TileId } from '../../merkle/tile.ts';

export type GrownTile = TileId & Readonly<{ hashes: Uint8Array; root: Hash }>;

/** One root of the frontier, and the subtree it is the root of. */
export type FrontierNode = Node & Readonly<{ hash: Hash }>;

/** A tree that grows leaf by leaf and remembers no more of itself than its ragged edge. */
export type Growth = Readonly<{
  /** The tiles that the leaf filled, the lowest first. */
  add: (leaf: Hash) => readonly GrownTile[];
  size: () => number;
  frontier: () => readonly FrontierNode[];
  root: () => Hash;
}>;

type Edge = { index: number; hashes: Hash[] };

const NOTHING_FILLED: readonly GrownTile[] = [];

/** Grown from the tiles up, unlike the writer's tree, so that the two cannot be wrong alike. */
export function createGrowth(): Growth {
  const edges: Edge[] = [];
  let size = 0;

  const push = (level: number, hash: Hash): readonly GrownTile[] => {
    const edge = (edges[level] ??= { index: 0, hashes: [] });
    edge.hashes.push(hash);
    if (edge.hashes.length < TILE_WIDTH) return NOTHING_FILLED;
    const hashes = concatHashes(edge.hashes);
    const tile = { level, index: edge.index, hashes, root: tileRoot(hashes) };
    edges[level] = { index: edge.index + 1, hashes: [] };
    return [tile, ...push(level + 1, tile.root)];
  };

  const add = (leaf: Hash): readonly GrownTile[] => {
    size += 1;
    return push(0, leaf);
  };

  const hashOf = (node: Node): Hash => {
    const tile = tileOf(node);
    return openTile(tile, concatHashes(edges[tile.level]?.hashes ?? []))(node);
  };

  const frontier = (): readonly FrontierNode[] =>
    nodesOf({ start: 0, end: size }).map((node) => ({ ...node, hash: hashOf(node) }));

  const root = (): Hash => joinSubtrees(frontier().map(({ hash }) => hash));
  return { add, size: () => size, frontier, root };
}
