import { HASH_BYTES, hashAt, splitHashes } from './hash.ts';
import type { Hash } from './hash.ts';
import { nodeKey } from './subtree.ts';
import type { Node } from './subtree.ts';
import { formatTilePart, parseTilePart, TILE_WIDTH } from './tile-index.ts';
import { buildTree, treeRoot } from './tree.ts';

export { TILE_WIDTH } from './tile-index.ts';

/** A tile of height 8 (C2SP tlog-tiles): its hashes are the nodes of level 8 * `level`, 256 from `index` * 256. */
export type TileId = Readonly<{ level: number; index: number }>;

const TILE_HEIGHT = 8;

const TILE_PATH = /^([0-9]|[1-5][0-9]|6[0-3])\/(.+)$/;

/** The tile that holds a node, or the hashes it is made of. */
export function tileOf({ level, index }: Node): TileId {
  const height = level % TILE_HEIGHT;
  return { level: (level - height) / TILE_HEIGHT, index: Math.floor(index / 2 ** (TILE_HEIGHT - height)) };
}

/** The hashes of all nodes of a tile, from its own; a node MUST be in it: otherwise it throws. Hashed once, however many are asked for. */
export function openTile(tile: TileId, hashes: Uint8Array): (node: Node) => Hash {
  const tree = buildTree(splitHashes(hashes));
  return (node) => {
    const home = tileOf(node);
    const level = node.level % TILE_HEIGHT;
    const index = node.index - tile.index * 2 ** (TILE_HEIGHT - level);
    const held = home.level === tile.level && home.index === tile.index ? tree.levels[level]?.[index] : undefined;
    if (!held) throw new RangeError(`tile ${tile.level}/${tile.index} does not hold node ${nodeKey(node)}`);
    return held;
  };
}

/** The hash of a full tile, which is one hash of the tile above; a partial tile MUST NOT be hashed into it. */
export function tileRoot(hashes: Uint8Array): Hash {
  if (hashes.length !== TILE_WIDTH * HASH_BYTES) throw new RangeError('not a full tile');
  return rootOf(hashes);
}

/** How many hashes of a tile a tree of this size has: 0 to 256. */
export function tileWidth({ level, index }: TileId, size: number): number {
  const available = Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH;
  return Math.min(TILE_WIDTH, Math.max(0, available));
}

/** `0/x001/234`, and `0/x001/234.p/5` where the tile is partial (C2SP tlog-tiles, Merkle Tree). */
export function formatTilePath({ level, index }: TileId, width: number): string {
  return `${level}/${formatTilePart({ index, width })}`;
}

/** Reads what `formatTilePath` writes, and nothing else. */
export function parseTilePath(text: string): Readonly<{ tile: TileId; width: number }> | null {
  const [, level, rest] = TILE_PATH.exec(text) ?? [];
  const part = rest === undefined ? null : parseTilePart(rest);
  if (!part) return null;
  return { tile: { level: Number(level), index: part.index }, width: part.width };
}

/** The root over a power of two of hashes. */
function rootOf(hashes: Uint8Array): Hash {
  return hashes.length === HASH_BYTES ? hashAt(hashes, 0) : treeRoot(buildTree(splitHashes(hashes)));
}
