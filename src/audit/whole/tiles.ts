import type { Row } from 'postgres';

import { hashAt, sameHash } from '../../merkle/hash.ts';
import { formatTilePath, TILE_WIDTH } from '../../merkle/tile.ts';
import type { Finding, Snapshot } from './fault.ts';
import type { GrownTile } from './growth.ts';
import { openRows } from './rows.ts';

/** The stored tiles, walked in the order in which a tree fills them. */
export type StoredTiles = Readonly<{
  /** Compares what a tree of this size has filled since with what is stored up to there. */
  compare: (filled: readonly GrownTile[], size: number) => Promise<Finding | null>;
  /** What is stored beyond. */
  rest: () => Promise<Finding | null>;
  count: () => number;
}>;

type TileRow = Row & Readonly<{ level: number; index: string; hashes: Buffer; root: Buffer; filled_at: number }>;

/** A page of tiles is half a megabyte. */
const PAGE = 64;

/** No tree of ours has levels beyond: 256^7 is more than 2^53. */
const FILLED_AT = `(index + 1.0)::float8 * power(256::float8, greatest(least(level, 9), -1) + 1)`;

export async function openTiles(sql: Snapshot): Promise<StoredTiles> {
  const rows = await openRows<TileRow>(sql, {
    name: 'verify_tile',
    query: `select level, index, hashes, root, ${FILLED_AT} as filled_at from ledger_tile order by filled_at, level, index`,
    size: PAGE,
  });
  let count = 0;
  return {
    compare: async (filled, size) => {
      const stored = await rows.takeWhile(({ filled_at }) => filled_at <= size);
      count += stored.length;
      const place = filled.findIndex((tile, index) => !isTile(tile, stored[index]));
      return place < 0 ? extra(stored[filled.length]) : wrongTile(filled[place], stored[place]);
    },
    rest: async () => extra((await rows.page())[0]),
    count: () => count,
  };
}

function isTile({ level, index, hashes, root }: GrownTile, row: TileRow | undefined): boolean {
  return row?.level === level && row.index === String(index) && row.hashes.equals(hashes) && sameHash(row.root, root);
}

function wrongTile(tile: GrownTile | undefined, row: TileRow | undefined): Finding | null {
  if (!tile) return extra(row);
  const [start, width] = spanOf(tile);
  if (row?.level !== tile.level || row.index !== String(tile.index)) {
    return row && comesBefore(row, tile)
      ? extra(row)
      : { ...named(tile, start), sentence: 'the tile of it is missing' };
  }
  const place = Array.from({ length: TILE_WIDTH }, (_, at) => at).find(
    (at) => !sameHash(hashAt(tile.hashes, at), hashAt(row.hashes, at)),
  );
  if (place === undefined) return { ...named(tile, start), sentence: 'the root of the tile is not that of its hashes' };
  const first = start + place * width;
  if (width === 1) return { ...named(tile, first), sentence: 'the tree was grown from another text of this entry' };
  const last = first + width - 1;
  return { ...named(tile, first), sentence: `the tile holds another hash of the entries ${first} to ${last}` };
}

function comesBefore(row: TileRow, { level, index }: GrownTile): boolean {
  const filledAt = (index + 1) * TILE_WIDTH ** (level + 1);
  return row.filled_at < filledAt || (row.filled_at === filledAt && row.level < level);
}

function extra(row: TileRow | undefined): Finding | null {
  if (!row) return null;
  const key = `${row.level}/${row.index}`;
  return { position: null, table: 'ledger_tile', key, sentence: `the tile ${key} is none of this tree` };
}

/** The first entry of a tile, and how many entries each of its hashes stands for. */
function spanOf({ level, index }: GrownTile): readonly [start: number, width: number] {
  const width = TILE_WIDTH ** level;
  return [index * width * TILE_WIDTH + 1, width];
}

/** Hashes of the lowest level stand for one entry, whose stream is named; the others for many. */
function named(tile: GrownTile, position: number): Omit<Finding, 'sentence'> {
  const about = { position, table: 'ledger_tile', key: formatTilePath(tile, TILE_WIDTH) };
  return tile.level === 0 ? about : { ...about, stream: null };
}
