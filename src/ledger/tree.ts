import type { Digest } from '../kernel/digest.ts';
import { EMPTY_FRONTIER, growFrontier } from '../merkle/frontier.ts';
import type { Frontier } from '../merkle/frontier.ts';
import { EMPTY_ROOT, fromDigest, sameHash } from '../merkle/hash.ts';
import type { Hash } from '../merkle/hash.ts';
import { tileRoot } from '../merkle/tile.ts';
import { TILE_WIDTH } from '../merkle/tile-index.ts';
import type { TileId } from '../merkle/tile.ts';

/** A tile that is complete and will never change again. */
export type FullTile = TileId & Readonly<{ hashes: Uint8Array; root: Hash }>;

/** What a batch does to the tree: the frontier after it, and the tiles it filled. */
export type Growth = Readonly<{ frontier: Frontier; tiles: readonly FullTile[] }>;

/** The last hashes of a level that fill no tile yet: `width` of them. */
export type ReadEdge = (level: number, edge: Readonly<{ index: number; width: number }>) => Promise<readonly Hash[]>;

/** The database lacks a part of the tree that its head speaks of, or has another: somebody else than a writer was at work. */
export class TreeDamaged extends Error {
  override readonly name = 'TreeDamaged';
}

/** A tree that is not grown: it tells what growing one costs. */
export const NO_GROWTH: Growth = { frontier: { size: 0, hashes: [] }, tiles: [] };

/**
 * Grows the tree by the leaves of a batch. Only where they fill a tile does it need what the database holds of that
 * tile so far: once in 256 entries.
 */
export async function growTree(before: Frontier, leaves: readonly Digest[], readEdge: ReadEdge): Promise<Growth> {
  const hashes = leaves.map(fromDigest);
  const tiles: FullTile[] = [];
  let level = 0;
  let known = before.size;
  let added: readonly Hash[] = hashes;
  while (added.length > 0) {
    const filled = await fillTiles({ before, level, known, added }, readEdge);
    tiles.push(...filled);
    known = Math.floor(known / TILE_WIDTH);
    added = filled.map(({ root }) => root);
    level += 1;
  }
  return { frontier: growFrontier(before, hashes), tiles };
}

type Level = Readonly<{ before: Frontier; level: number; known: number; added: readonly Hash[] }>;

/** The tiles of one level that become full when `added` hashes follow on the `known` ones. */
async function fillTiles({ before, level, known, added }: Level, readEdge: ReadEdge): Promise<readonly FullTile[]> {
  const index = Math.floor(known / TILE_WIDTH);
  const width = known % TILE_WIDTH;
  if (width + added.length < TILE_WIDTH) return [];
  const edge = width === 0 ? [] : await readEdge(level, { index, width });
  if (!isEdgeOf(before, level, edge)) throw new TreeDamaged(`the hashes at level ${level} are not those of the tree`);
  const row = [...edge, ...added];
  const full = Math.floor(row.length / TILE_WIDTH);
  return Array.from({ length: full }, (_, at) => {
    const hashes = Buffer.concat(row.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH));
    return { level, index: index + at, hashes, root: tileRoot(hashes) };
  });
}

/** What was altered before its tile is full MUST NOT get into one: the frontier remembers what it was made of. */
function isEdgeOf({ size, hashes }: Frontier, level: number, edge: readonly Hash[]): boolean {
  const own = growFrontier(EMPTY_FRONTIER, edge).hashes;
  const start = hashes.length - onesIn(size % TILE_WIDTH ** level) - own.length;
  return own.every((hash, place) => sameHash(hash, hashes[start + place] ?? EMPTY_ROOT));
}

/** How many perfect subtrees a tree of this size is made of. */
function onesIn(size: number): number {
  return size.toString(2).replaceAll('0', '').length;
}
