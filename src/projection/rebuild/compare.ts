import type { Statements } from '../../ledger/session.ts';
import { OPEN_END } from '../projection.ts';
import type { Beside } from './beside.ts';

/** What a table says about the ledger up to a position: so many rows, and SHA-256 over the digests of its keys in order. */
export type Contents = Readonly<{ rows: number; digest: string }>;

/** A row of the live table that the ledger does not bear out. */
export type Difference = Readonly<{ key: string; from: number; fault: Fault }>;

export type Differences = Readonly<{ count: number; first: readonly Difference[] }>;

type Fault = 'MISSING' | 'EXTRA' | 'OTHER_BODY' | 'OTHER_INTERVAL';

/** So many rows are named; how many more there are is said. */
const NAMED = 5;

/**
 * A table MUST be at the position or beyond it: rows that end later count as open, those that begin later do not count.
 * So a table that is written meanwhile can be compared without any lock.
 */
export async function contentsAt(sql: Statements, table: string, position: number): Promise<Contents> {
  const [row] = await sql<{ rows: string; digest: string }[]>`
    select coalesce(sum(rows), 0) as rows,
           'sha256:' || encode(sha256(coalesce(string_agg(digest, ''::bytea order by key), ''::bytea)), 'hex') as digest
    from (
      select key, count(*) as rows, sha256(convert_to(
        string_agg(json_build_array(key, since, until, body)::text, e'\n' order by since), 'UTF8')) as digest
      from (${rowsAt(sql, table, position)}) as held
      group by key) as by_key`;
  if (!row) throw new Error('an aggregate without a row');
  return { rows: Number(row.rows), digest: row.digest };
}

/** Which rows differ, by key and position; `EXTRA` are those that only the live table has. */
export async function differencesAt(sql: Statements, { live, table }: Beside, position: number): Promise<Differences> {
  const found = await sql<{ key: string; since: string; fault: Fault; count: string }[]>`
    select key, since, count(*) over () as count, case
      when rebuilt.body is null then 'EXTRA'
      when found.body is null then 'MISSING'
      when found.body::text <> rebuilt.body::text then 'OTHER_BODY'
      else 'OTHER_INTERVAL' end as fault
    from (${rowsAt(sql, live, position)}) as found
    full join (${rowsAt(sql, table, position)}) as rebuilt using (key, since)
    where found.body is null or rebuilt.body is null
      or found.body::text <> rebuilt.body::text or found.until <> rebuilt.until
    order by key, since limit ${NAMED}`;
  const first = found.map(({ key, since, fault }) => ({ key, from: Number(since), fault }));
  return { count: Number(found[0]?.count ?? 0), first };
}

function rowsAt(sql: Statements, table: string, position: number) {
  const end = sql.unsafe(OPEN_END);
  return sql`
    select key, from_position as since, body,
           case when to_position > ${position}::bigint then ${end} else to_position end as until
    from ${sql(table)} where from_position <= ${position}::bigint`;
}
