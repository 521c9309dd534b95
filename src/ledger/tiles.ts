import type { Digest } from '../kernel/digest.ts';
import { fromDigest } from '../merkle/hash.ts';
import type { Hash } from '../merkle/hash.ts';
import { TILE_WIDTH } from '../merkle/tile-index.ts';
import { hexOf } from './bytes.ts';
import type { Statements } from './session.ts';
import type { FullTile, ReadEdge } from './tree.ts';

/** Adds tiles that became full. */
export function insertTiles(sql: Statements, tiles: readonly FullTile[]): Promise<unknown> {
  return sql`
    insert into ledger_tile (level, index, hashes, root)
    select level, index, decode(hashes, 'hex'), decode(root, 'hex') from unnest(
      ${tiles.map(({ level }) => level)}::integer[],
      ${tiles.map(({ index }) => index)}::bigint[],
      ${tiles.map(({ hashes }) => hexOf(hashes))}::text[],
      ${tiles.map(({ root }) => hexOf(root))}::text[]) as added (level, index, hashes, root)`.execute();
}

/** The ragged edge of a level: leaf hashes of the last entries, or the roots of the last tiles below. */
export function edgeReader(sql: Statements): ReadEdge {
  return async (level, { index, width }) => {
    const first = index * TILE_WIDTH;
    const hashes = level === 0 ? await readLeaves(sql, first, width) : await readRoots(sql, level - 1, first, width);
    if (hashes.length !== width) throw new Error(`the tree lacks hashes at level ${level} from ${first}`);
    return hashes;
  };
}

async function readLeaves(sql: Statements, first: number, width: number): Promise<readonly Hash[]> {
  const rows = await sql<{ leafHash: Digest }[]>`
    select leaf_hash as "leafHash" from ledger_entry
    where position > ${first} and position <= ${first + width} order by position`;
  return rows.map(({ leafHash }) => fromDigest(leafHash));
}

async function readRoots(sql: Statements, level: number, first: number, width: number): Promise<readonly Hash[]> {
  const rows = await sql<{ root: string }[]>`
    select encode(root, 'hex') as root from ledger_tile
    where level = ${level} and index >= ${first} and index < ${first + width} order by index`;
  return rows.map(({ root }) => Buffer.from(root, 'hex'));
}
