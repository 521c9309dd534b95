import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';

import { HASH_BYTES } from '../merkle/hash.ts';
import type { Hash } from '../merkle/hash.ts';
import type { Node } from '../merkle/subtree.ts';
import { TILE_WIDTH } from '../merkle/tile-index.ts';
import { openTile, tileOf, tileWidth } from '../merkle/tile.ts';
import type { TileId } from '../merkle/tile.ts';
import type { Database } from './read.ts';
import { TreeDamaged } from './tree.ts';

type Reading = Pick<Database, 'execute'>;

const NOTHING = new Uint8Array();

/** The hashes of complete subtrees of the tree of that size, which MUST NOT be beyond the head. */
export async function readNodes(
  database: Reading,
  nodes: readonly Node[],
  size: number,
): Promise<(node: Node) => Hash> {
  const tiles = new Map(nodes.map((node) => [keyOf(tileOf(node)), tileOf(node)]));
  const hashes = await readTiles(database, [...tiles.values()], size);
  const opened = new Map([...tiles].map(([key, tile]) => [key, opening(tile, hashes.get(key) ?? NOTHING)]));
  return (node) => {
    const hashIn = opened.get(keyOf(tileOf(node)));
    if (!hashIn) throw new Error(`the tile ${keyOf(tileOf(node))} was not read`);
    return hashIn(node);
  };
}

type Opened = Readonly<{ hashes: Uint8Array; hashIn: (node: Node) => Hash }>;

/** Tiles that were hashed lately. The upper ones are in every proof. */
const lately = new Map<string, Opened>();
const KEPT = 64;

/** What was read is compared, so that nothing but what the database holds now is ever proved. */
function opening(tile: TileId, hashes: Uint8Array): (node: Node) => Hash {
  const key = keyOf(tile);
  const known = lately.get(key);
  const opened =
    known && Buffer.compare(known.hashes, hashes) === 0 ? known : { hashes, hashIn: openTile(tile, hashes) };
  lately.delete(key);
  lately.set(key, opened);
  for (const oldest of lately.keys()) {
    if (lately.size <= KEPT) break;
    lately.delete(oldest);
  }
  return opened.hashIn;
}

/** The hashes of one tile as it is in a tree of that size: up to 256, none where the tile does not exist there. */
export async function readTile(database: Reading, tile: TileId, size: number): Promise<Uint8Array> {
  const tiles = await readTiles(database, [tile], size);
  return tiles.get(keyOf(tile)) ?? NOTHING;
}

/**
 * One statement, one row a tile. Full tiles are stored; what is partial at that size is put together from what it is made
 * of, of which there is one tile a level.
 */
async function readTiles(
  database: Reading,
  tiles: readonly TileId[],
  size: number,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const wanted = tiles.filter((tile) => tileWidth(tile, size) > 0);
  if (wanted.length === 0) return new Map();
  const full = wanted.filter((tile) => tileWidth(tile, size) === TILE_WIDTH);
  const edges = wanted.filter((tile) => !full.includes(tile)).map((tile) => edge(tile, tileWidth(tile, size)));
  const parts = [...(full.length > 0 ? [stored(full)] : []), ...edges];
  const rows = await database.execute<{ level: number; index: string; hashes: Buffer | null }>(
    sql.join(parts, sql` union all `),
  );
  const found = new Map(rows.map(({ level, index, hashes }) => [keyOf({ level, index: Number(index) }), hashes]));
  return new Map(wanted.map((tile) => [keyOf(tile), whole(tile, found.get(keyOf(tile)), tileWidth(tile, size))]));
}

function whole(tile: TileId, hashes: Buffer | null | undefined, width: number): Uint8Array {
  if (hashes?.length === width * HASH_BYTES) return hashes;
  throw new TreeDamaged(`the tree lacks hashes of its tile ${keyOf(tile)}`);
}

function stored(tiles: readonly TileId[]): SQL {
  const keys = sql.join(
    tiles.map(({ level, index }) => sql`(${level}::integer, ${index}::bigint)`),
    sql`, `,
  );
  return sql`select level, index, hashes from ledger_tile where (level, index) in (${keys})`;
}

/** The ragged edge of a level: leaf hashes of the last entries, or the roots of the last tiles below. */
function edge({ level, index }: TileId, width: number): SQL {
  const first = index * TILE_WIDTH;
  if (level === 0) {
    return sql`
      select 0 as level, ${index}::bigint as index,
             decode(string_agg(substr(leaf_hash, 8), '' order by position), 'hex') as hashes
      from ledger_entry where position > ${first} and position <= ${first + width}`;
  }
  return sql`
    select ${level}::integer as level, ${index}::bigint as index, string_agg(root, ''::bytea order by index) as hashes
    from ledger_tile where level = ${level - 1} and index >= ${first} and index < ${first + width}`;
}

function keyOf({ level, index }: TileId): string {
  return `${level}/${index}`;
}
