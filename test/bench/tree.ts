import { drizzle } from 'drizzle-orm/postgres-js';

import { connect } from '../../src/database/connect.ts';
import { EMPTY_FRONTIER } from '../../src/merkle/frontier.ts';
import { hashLeaf, toDigest } from '../../src/merkle/hash.ts';
import { TILE_WIDTH } from '../../src/merkle/tile-index.ts';
import { proveInclusions } from '../../src/ledger/prove.ts';
import { growTree } from '../../src/ledger/tree.ts';
import type { ReadEdge } from '../../src/ledger/tree.ts';
import type { Hash } from '../../src/merkle/hash.ts';
import type { BenchParts } from './append.ts';
import { measured, row } from './figures.ts';

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const PROOFS = 2_000;
const PAGE = 32 * TILE_WIDTH;

/**
 * Inclusion proofs of random entries in trees of growing size, as the server makes them: from tiles and the ragged edge
 * in the database. The leaves are made up; the entries beside them are as short as the table takes, since no proof reads
 * them.
 */
export async function benchTree({ server, say }: BenchParts): Promise<void> {
  const sql = connect(server.ownerUrl, { max: 4, statementTimeout: 0 });
  const database = drizzle(connect(server.applicationUrl, { max: 4 }));
  await sql`alter table ledger_entry disable trigger user`;
  await sql`alter table ledger_tile disable trigger user`;
  try {
    say('\ninclusion proofs');
    for (const size of SIZES) {
      await fill(sql, size);
      const floor = await timed(PROOFS / 4, () => sql`select 1`);
      const taken = await timed(PROOFS, () =>
        proveInclusions(database, { indexes: [Math.floor(Math.random() * size)], size }),
      );
      const ours = measured(taken, sum(taken));
      const trip = measured(floor, sum(floor));
      say(`  ${String(size).padStart(9)} leaves  ${row(ours)}   a bare round trip ${trip.median.toFixed(2)} ms`);
    }
  } finally {
    await sql`truncate ledger_tile`;
    await sql`delete from ledger_entry`;
    await sql`alter table ledger_entry enable always trigger append_only`;
    await sql`alter table ledger_tile enable always trigger append_only`;
    await sql.end();
    await database.$client.end();
  }
}

/** A tree of so many leaves, in place of the one before. */
async function fill(sql: ReturnType<typeof connect>, size: number): Promise<void> {
  await sql`truncate ledger_tile`;
  await sql`delete from ledger_entry`;
  const roots = new Map<number, Hash[]>();
  const readEdge: ReadEdge = (level, { index, width }) =>
    Promise.resolve((roots.get(level - 1) ?? []).slice(index * TILE_WIDTH, index * TILE_WIDTH + width));
  let frontier = EMPTY_FRONTIER;
  while (frontier.size < size) {
    const first = frontier.size;
    const leaves = Array.from({ length: Math.min(PAGE, size - first) }, (_, at) => toDigest(hashLeaf(`${first + at}`)));
    const growth = await growTree(frontier, leaves, readEdge);
    for (const { level, root } of growth.tiles) roots.set(level, [...(roots.get(level) ?? []), root]);
    const tiles = growth.tiles.map(({ level, index, hashes, root }) => ({ level, index, hashes, root }));
    if (tiles.length > 0) await sql`insert into ledger_tile ${sql(tiles)}`;
    await sql`
      insert into ledger_entry (position, entry, leaf_hash)
      select position, json_build_object('position', position, 'stream', 'x', 'streamPosition', position, 'type', 'x',
        'recordedAt', 'x', 'actor', json_build_object('person', 'x', 'role', 'x'))::text, leaf
      from unnest(${leaves}::text[]) with ordinality as leaves (leaf, place), lateral (select ${first}::bigint + place as position) as at`;
    frontier = growth.frontier;
  }
  await sql`vacuum analyze ledger_entry`;
}

async function timed(times: number, once: () => Promise<unknown>): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const start = performance.now();
    await once();
    taken.push(performance.now() - start);
  }
  return taken;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
