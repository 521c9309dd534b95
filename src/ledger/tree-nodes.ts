import { sql } from 'drizzle-orm';

import type { Digest } from '../kernel/digest.ts';
import { fromDigest } from '../merkle/hash.ts';
import type { Hash } from '../merkle/hash.ts';
import type { Node } from '../merkle/subtree.ts';
import { TILE_WIDTH } from '../merkle/tile-index.ts';
import { openTile, tileOf, tileWidth } from '../merkle/tile.ts';
import type { TileId } from '../merkle/tile.ts';
import type { Database } from './read.ts';

const NOTHING = new Uint8Array();

type Reading = Pick<Database, 'execute'>;

/** The database lacks a part of the tree that its head speaks of: somebody else than a writer was at work. */
export class TreeDamaged extends Error {
  override readonly name = 'TreeDamaged';
}

/** The hashes of complete subtrees of the tree of that size, which MUST NOT be beyond the head. */
export async function readNodes(
  database: Reading,
  nodes: readonly Node[],
  size: number,
): Promise<(node: Node) => Hash> {
  const tiles = new Map(nodes.map((node) => [keyOf(tileOf(node)), tileOf(node)]));
  const hashes = await readTiles(database, [...tiles.values()], size);
  const opened = new Map([...tiles].map(([key, tile]) => [key, openTile(tile, hashes.get(key) ?? NOTHING)]));
  return (node) => {
    const hashIn = opened.get(keyOf(tileOf(node)));
    if (!hashIn) throw new Error(`the tile ${keyOf(tileOf(node))} was not read`);
    return hashIn(node);
  };
}

/** The hashes of one tile as it is in a tree of that size: up to 256, none where the tile does not exist there. */
export async function readTile(database: Reading, tile: TileId, size: number): Promise<Uint8Array> {
  const tiles = await readTiles(database, [tile], size);
  return tiles.get(keyOf(tile)) ?? NOTHING;
}

/** Full tiles are stored. What is partial at that size is read from what it is made of; there is one such tile a level. */
async function readTiles(
  database: Reading,
  tiles: readonly TileId[],
  size: number,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const isFull = (tile: TileId): boolean => tileWidth(tile, size) === TILE_WIDTH;
  const partial = tiles.filter((tile) => !isFull(tile));
  const [full, ...edges] = await Promise.all([
    readFullTiles(database, tiles.filter(isFull)),
    ...partial.map((tile) => readEdge(database, tile, tileWidth(tile, size))),
  ]);
  return new Map([...full, ...partial.map((tile, at) => [keyOf(tile), edges[at] ?? NOTHING] as const)]);
}

async function readFullTiles(
  database: Reading,
  tiles: readonly TileId[],
): Promise<readonly (readonly [string, Uint8Array])[]> {
  if (tiles.length === 0) return [];
  const wanted = sql.join(
    tiles.map(({ level, index }) => sql`(${level}::integer, ${index}::bigint)`),
    sql`, `,
  );
  const rows = await database.execute<{ level: number; index: string; hashes: Buffer }>(sql`
    select level, index, hashes from ledger_tile where (level, index) in (${wanted})`);
  if (rows.length !== tiles.length) throw new TreeDamaged(`the ledger lacks ${tiles.length - rows.length} of its tiles`);
  return rows.map(({ level, index, hashes }) => [keyOf({ level, index: Number(index) }), hashes] as const);
}

async function readEdge(database: Reading, { level, index }: TileId, width: number): Promise<Uint8Array> {
  if (width === 0) return NOTHING;
  const first = index * TILE_WIDTH;
  const hashes =
    level === 0 ? await readLeaves(database, first, width) : await readRoots(database, { level, first, width });
  if (hashes.length !== width) throw new TreeDamaged(`the tree lacks hashes at level ${level} from ${first}`);
  return Buffer.concat(hashes);
}

async function readLeaves(database: Reading, first: number, width: number): Promise<readonly Hash[]> {
  const rows = await database.execute<{ leaf_hash: Digest }>(sql`
    select leaf_hash from ledger_entry
    where position > ${first} and position <= ${first + width} order by position`);
  return rows.map(({ leaf_hash }) => fromDigest(leaf_hash));
}

async function readRoots(
  database: Reading,
  { level, first, width }: Readonly<{ level: number; first: number; width: number }>,
): Promise<readonly Hash[]> {
  const rows = await database.execute<{ root: Buffer }>(sql`
    select root from ledger_tile
    where level = ${level - 1} and index >= ${first} and index < ${first + width} order by index`);
  return rows.map(({ root }) => root);
}

function keyOf({ level, index }: TileId): string {
  return `${level}/${index}`;
}
