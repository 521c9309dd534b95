import { isJejakEvent } from '../../src/domain/catalogue.ts';
import { connect } from '../../src/database/connect.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import type { RecordedEntry } from '../../src/ledger/entry.ts';
import type { Projection } from '../../src/projection/projection.ts';

export type Rows = Readonly<Record<string, JsonObject>>;

/** What a read model is by definition: its projection folded over every entry up to a position. */
export function foldedRows(projection: Projection, entries: readonly RecordedEntry[], upTo: number): Rows {
  const rows: Record<string, JsonObject> = {};
  for (const entry of entries) {
    if (entry.position > upTo || !isJejakEvent(entry)) continue;
    for (const key of projection.keys(entry)) {
      const row = projection.evolve(rows[key] ?? null, entry, key);
      if (row) rows[key] = row;
    }
  }
  return rows;
}

/** What its table says was so at a position. */
export async function tableRows(url: string, table: string, position: number): Promise<Rows> {
  const sql = connect(url, { max: 1 });
  try {
    const found = await sql<{ key: string; body: JsonObject }[]>`
      select key, body from ${sql(table)}
      where from_position <= ${position} and to_position > ${position}`;
    return Object.fromEntries(found.map(({ key, body }) => [key, body]));
  } finally {
    await sql.end();
  }
}

/** The keys whose intervals overlap, leave a gap, or do not end open. */
export async function brokenIntervals(url: string, table: string): Promise<readonly string[]> {
  const sql = connect(url, { max: 1 });
  try {
    const found = await sql<{ key: string }[]>`
      select distinct key from (
        select key, to_position, from_position,
               lead(from_position) over (partition by key order by from_position) as next
        from ${sql(table)}) as interval
      where to_position <> coalesce(next, 9223372036854775807) or from_position >= to_position`;
    return found.map(({ key }) => key);
  } finally {
    await sql.end();
  }
}
