import { sql } from 'drizzle-orm';

import { consistencySpans } from '../merkle/consistency.ts';
import { frontierRoot } from '../merkle/frontier.ts';
import type { Hash } from '../merkle/hash.ts';
import { inclusionSpans } from '../merkle/inclusion.ts';
import { nodesOf, spanHash } from '../merkle/subtree.ts';
import type { Span } from '../merkle/subtree.ts';
import { toFrontier } from './head.ts';
import type { Database } from './read.ts';
import { readNodes } from './tree-nodes.ts';

/** The tree over all entries: how many, and its root. */
export type TreeHead = Readonly<{ size: number; root: Hash }>;

type Path = readonly Hash[];

export async function readTreeHead(database: Pick<Database, 'execute'>): Promise<TreeHead> {
  const [row] = await database.execute<{ position: string; frontier: string }>(
    sql`select position, encode(frontier, 'hex') as frontier from ledger_head`,
  );
  if (!row) throw new Error('the ledger has no head row: the migrations did not run');
  const size = Number(row.position);
  return { size, root: frontierRoot(toFrontier(size, row.frontier)) };
}

/** The root of the tree when it had so many leaves; MUST NOT be asked beyond the head. */
export async function rootAt(database: Pick<Database, 'execute'>, size: number): Promise<Hash> {
  const everything = { start: 0, end: size };
  const hashOf = await readNodes(database, nodesOf(everything), size);
  return spanHash(everything, hashOf);
}

/** The audit path of each leaf in the tree of that size (RFC 6962 §2.1.1), all of them with three statements at most. */
export async function proveInclusions(
  database: Pick<Database, 'execute'>,
  { indexes, size }: Readonly<{ indexes: readonly number[]; size: number }>,
): Promise<readonly Path[]> {
  return paths(
    database,
    indexes.map((index) => inclusionSpans(index, size)),
    size,
  );
}

/** That the tree of `to` leaves is the one of `from` leaves with more appended (RFC 6962 §2.1.2). */
export async function proveConsistency(
  database: Pick<Database, 'execute'>,
  { from, to }: Readonly<{ from: number; to: number }>,
): Promise<Path> {
  const [path = []] = await paths(database, [consistencySpans(from, to)], to);
  return path;
}

async function paths(
  database: Pick<Database, 'execute'>,
  plans: readonly (readonly Span[])[],
  size: number,
): Promise<readonly Path[]> {
  const hashOf = await readNodes(
    database,
    plans.flat().flatMap((span) => nodesOf(span)),
    size,
  );
  return plans.map((spans) => spans.map((span) => spanHash(span, hashOf)));
}
