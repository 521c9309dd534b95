import type { Sql } from 'postgres';

import { concatHashes, hashLeaf, toDigest } from '../../../src/merkle/hash.ts';
import { encodeFrontier, EMPTY_FRONTIER, growFrontier } from '../../../src/merkle/frontier.ts';
import { TILE_WIDTH } from '../../../src/merkle/tile-index.ts';
import { buildTree, hashInTree } from '../../../src/merkle/tree.ts';
import type { Tree } from '../../../src/merkle/tree.ts';

/** What the database keeps of the tree, and the same as it follows from the texts of the entries alone. */
export type TreeRows = Readonly<{
  size: number;
  frontier: string;
  tiles: readonly Readonly<{ level: number; index: number; hashes: string; root: string }>[];
}>;

export async function readTree(sql: Sql): Promise<Tree> {
  const rows = await sql<{ entry: string }[]>`select entry from ledger_entry order by position`;
  return buildTree(rows.map(({ entry }) => hashLeaf(entry)));
}

export async function storedTree(sql: Sql): Promise<TreeRows> {
  const [head] = await sql<{ position: string; frontier: string }[]>`
    select position, encode(frontier, 'hex') as frontier from ledger_head`;
  const tiles = await sql<{ level: number; index: string; hashes: string; root: string }[]>`
    select level, index, encode(hashes, 'hex') as hashes, encode(root, 'hex') as root
    from ledger_tile order by level, index`;
  return {
    size: Number(head!.position),
    frontier: head!.frontier,
    tiles: tiles.map((tile) => ({ ...tile, index: Number(tile.index) })),
  };
}

export function expectedTree(tree: Tree): TreeRows {
  const leaves = tree.levels[0] ?? [];
  const frontier = encodeFrontier(growFrontier(EMPTY_FRONTIER, leaves));
  return { size: tree.size, frontier: hex(frontier), tiles: [0, 1, 2].flatMap((level) => tilesOf(tree, level)) };
}

function tilesOf(tree: Tree, level: number): TreeRows['tiles'] {
  const row = tree.levels[level * 8] ?? [];
  return Array.from({ length: Math.floor(row.length / TILE_WIDTH) }, (_, index) => ({
    level,
    index,
    hashes: hex(concatHashes(row.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH))),
    root: toDigest(hashInTree(tree, { level: (level + 1) * 8, index })).slice('sha256:'.length),
  }));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
