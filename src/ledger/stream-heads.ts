import { sql } from 'drizzle-orm';

import type { Digest } from '../kernel/digest.ts';
import { toDigest } from '../merkle/hash.ts';
import { headsRoot } from '../merkle/heads.ts';
import type { StreamHead } from '../merkle/heads.ts';
import type { Database } from './read.ts';

/** What a seal states: the heads of so many streams, as of a position. */
export type SealedHeads = Readonly<{ position: number; streams: number; root: Digest }>;

/**
 * Where every stream ended as of a position. Walks from one stream's name to the next in the index, so that it costs
 * what there are streams, not entries.
 */
export async function readStreamHeads(database: Database, upTo: number): Promise<readonly StreamHead[]> {
  const rows = await database.execute<{ stream: string; stream_position: string; leaf_hash: Digest }>(sql`
    with recursive name as (
      (select stream from ledger_entry order by stream limit 1)
      union all
      select (select stream from ledger_entry where stream > name.stream order by stream limit 1)
      from name where name.stream is not null
    )
    select name.stream, head.stream_position, head.leaf_hash
    from name cross join lateral (
      select stream_position, leaf_hash from ledger_entry
      where stream = name.stream and position <= ${upTo} order by stream_position desc limit 1
    ) as head`);
  return rows.map(({ stream, stream_position, leaf_hash }) => ({
    stream,
    streamPosition: Number(stream_position),
    leafHash: leaf_hash,
  }));
}

/** Entries are missing between those that are there: sealing the rest would call it complete. */
export class StreamsIncomplete extends Error {
  override readonly name = 'StreamsIncomplete';
}

/** Streams have no gaps, so that their lengths add up to the position: otherwise it throws `StreamsIncomplete`. */
export async function sealedHeads(database: Database, position: number): Promise<SealedHeads> {
  const heads = await readStreamHeads(database, position);
  const entries = heads.reduce((sum, { streamPosition }) => sum + streamPosition, 0);
  if (entries !== position) throw new StreamsIncomplete(`the streams hold ${entries} of ${position} entries`);
  return { position, streams: heads.length, root: toDigest(headsRoot(heads)) };
}
