import { and, asc, gt, inArray, lte } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

import type { JsonObject } from '../kernel/json.ts';
import type { IntervalTable } from '../projection/tables.ts';
import type { At, Reader } from './reader.ts';

/** The one predicate of every interval table: the row that held at this position. */
export function heldAt(table: IntervalTable, { position }: At): SQL | undefined {
  return and(lte(table.fromPosition, position), gt(table.toPosition, BigInt(position)));
}

/** Rows by key as they were at the moment, in one statement; null where there was none. In the order of the keys. */
export async function rowsByKey<Row extends JsonObject>(
  { database }: Reader,
  table: IntervalTable,
  { at, keys }: Readonly<{ at: At; keys: readonly string[] }>,
): Promise<readonly (Row | null)[]> {
  if (keys.length === 0) return [];
  const found = await database
    .select({ key: table.key, body: table.body })
    .from(table)
    .where(and(inArray(table.key, [...keys]), heldAt(table, at)));
  // A table's bodies were written by its own projection.
  const byKey = new Map(found.map(({ key, body }) => [key, body as Row]));
  return keys.map((key) => byKey.get(key) ?? null);
}

/** All rows at the moment that satisfy a condition, in the order of a column. */
export async function rowsWhere<Row extends JsonObject>(
  { database }: Reader,
  table: IntervalTable,
  { at, where, orderBy }: Readonly<{ at: At; where?: SQL | undefined; orderBy?: PgColumn }>,
): Promise<readonly Row[]> {
  const found = await database
    .select({ body: table.body })
    .from(table)
    .where(and(where, heldAt(table, at)))
    .orderBy(asc(orderBy ?? table.key));
  // A table's bodies were written by its own projection.
  return found.map(({ body }) => body as Row);
}
