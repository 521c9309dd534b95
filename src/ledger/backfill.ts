import { sql } from 'drizzle-orm';

import type { Digest } from '../kernel/digest.ts';
import { decodeFrontier, EMPTY_FRONTIER, encodeFrontier } from '../merkle/frontier.ts';
import type { Frontier } from '../merkle/frontier.ts';
import { TILE_WIDTH } from '../merkle/tile-index.ts';
import { hexOf } from './bytes.ts';
import type { Database } from './read.ts';
import { growTree } from './tree.ts';
import type { FullTile, ReadEdge } from './tree.ts';

/** A whole number of tiles, so that no edge of level 0 has to be read. */
const PAGE = 16 * TILE_WIDTH;

type Writing = Pick<Database, 'execute'>;

/**
 * Grows the tree of a ledger that was written before ledgers had one; does nothing to any other. Under the head's lock
 * and in one transaction: it is there as a whole or not at all. Answers how many entries it took in.
 */
export async function backfillTree(database: Database): Promise<number> {
  return database.transaction(async (transaction) => {
    const [head] = await transaction.execute<{ position: string; frontier: Buffer }>(
      sql`select position, frontier from ledger_head for update`,
    );
    const size = Number(head?.position ?? 0);
    if (!head || decodeFrontier(size, head.frontier)) return 0;
    const frontier = await growFromEntries(transaction, size);
    await transaction.execute(sql`update ledger_head set frontier = decode(${hexOf(encodeFrontier(frontier))}, 'hex')`);
    return size;
  });
}

async function growFromEntries(transaction: Writing, size: number): Promise<Frontier> {
  const readEdge = rootsOf(transaction);
  let frontier = EMPTY_FRONTIER;
  while (frontier.size < size) {
    const rows = await transaction.execute<{ leaf_hash: Digest }>(sql`
      select leaf_hash from ledger_entry where position > ${frontier.size}
      order by position limit ${PAGE}`);
    if (rows.length === 0) throw new Error(`the ledger lacks the entry at position ${frontier.size + 1}`);
    const growth = await growTree(
      frontier,
      rows.map((row) => row.leaf_hash),
      readEdge,
    );
    for (const tile of growth.tiles) await insertTile(transaction, tile);
    frontier = growth.frontier;
  }
  return frontier;
}

/** Pages are whole tiles: only levels above the first have an edge. */
function rootsOf(transaction: Writing): ReadEdge {
  return async (level, { index, width }) => {
    const first = index * TILE_WIDTH;
    const rows = await transaction.execute<{ root: Buffer }>(sql`
      select root from ledger_tile
      where level = ${level - 1} and index >= ${first} and index < ${first + width} order by index`);
    return rows.map(({ root }) => root);
  };
}

async function insertTile(transaction: Writing, { level, index, hashes, root }: FullTile): Promise<void> {
  await transaction.execute(sql`
    insert into ledger_tile (level, index, hashes, root)
    values (${level}, ${index}, decode(${hexOf(hashes)}, 'hex'), decode(${hexOf(root)}, 'hex'))`);
}
