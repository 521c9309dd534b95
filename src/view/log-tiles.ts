import { readEntryTexts, readHead } from '../ledger/read.ts';
import { readTile } from '../ledger/tree-nodes.ts';
import { encodeEntryBundle } from '../merkle/entry-bundle.ts';
import { HASH_BYTES } from '../merkle/hash.ts';
import { TILE_WIDTH } from '../merkle/tile-index.ts';
import type { TilePart } from '../merkle/tile-index.ts';
import { tileWidth } from '../merkle/tile.ts';
import type { TileId } from '../merkle/tile.ts';
import type { Reader } from './reader.ts';

/** The tree as it is now, signed (C2SP tlog-checkpoint). Null where the log cannot sign. */
export async function logCheckpoint({ database, checkpoints }: Reader): Promise<string | null> {
  const signed = await checkpoints.covering(await readHead(database));
  return signed?.text ?? null;
}

/**
 * So many hashes of a tile (C2SP tlog-tiles). Null beyond what is signed: a tile that no checkpoint covers could still
 * turn out otherwise.
 */
export async function logTile(reader: Reader, tile: TileId, width: number): Promise<Uint8Array | null> {
  const size = servedSize(reader);
  if (tileWidth(tile, size) < width) return null;
  const hashes = await readTile(reader.database, tile, size);
  return hashes.subarray(0, width * HASH_BYTES);
}

/** The entries under a tile of level 0, as one bundle (C2SP tlog-tiles). Null beyond what is signed. */
export async function logEntries(reader: Reader, { index, width }: TilePart): Promise<Uint8Array | null> {
  const size = servedSize(reader);
  if (tileWidth({ level: 0, index }, size) < width) return null;
  const after = index * TILE_WIDTH;
  return encodeEntryBundle(await readEntryTexts(reader.database, { after, upTo: after + width }));
}

/** How much of the tree is what was signed; nothing of it is vouched for where the database no longer holds that. */
function servedSize({ checkpoints }: Reader): number {
  const lost = ['BEHIND', 'UNKNOWN'].includes(checkpoints.status().state);
  return lost ? 0 : (checkpoints.latest()?.size ?? 0);
}
