import type { Statements } from '../../ledger/session.ts';
import type { Projection } from '../projection.ts';
import { projections } from '../registry.ts';

/** A read model that is built anew: the table that is read and written all the while, and the one beside it. */
export type Beside = Readonly<{ projection: Projection; live: string; table: string }>;

export type LiveIndex = Readonly<{
  name: string;
  unique: boolean;
  /** What follows the table in its definition: method, columns, condition. */
  definition: string;
  constraint: 'PRIMARY KEY' | 'UNIQUE' | null;
}>;

/** `<name>_v<version>`: nobody but a rebuild uses such a table. */
export function besideOf(projection: Projection): Beside {
  const { name, version } = projection;
  return { projection, live: name, table: `${name}_v${version}` };
}

/** What an index is called until it takes the place, and the name, of the live one. */
export function indexBeside({ live, table }: Beside, index: string): string {
  return `${index}${table.slice(live.length)}`;
}

/** Removes what a rebuild that was interrupted left behind, of whatever version. The live tables are not touched. */
export async function dropLeftovers(sql: Statements): Promise<void> {
  const names = projections.map(({ name }) => name);
  const found = await sql<{ table: string }[]>`
    select relname as table from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r'
      and substring(relname from '^(.+)_v[0-9]+$') = any(${names}::text[])`;
  for (const { table } of found) await sql`drop table ${sql(table)}`;
}

/** An empty table like the live one. It gets its indexes once it is filled, which is faster, and its rights at the switch. */
export async function createBeside(sql: Statements, { live, table }: Beside): Promise<void> {
  await sql`create table ${sql(table)} (like ${sql(live)} including all excluding indexes)`;
}

/** Gives the filled table the indexes of the live one, and the planner what it must know to use them. */
export async function indexTable(sql: Statements, model: Beside): Promise<void> {
  const table = sql(model.table);
  for (const { name, unique, definition, constraint } of await liveIndexes(sql, model.live)) {
    const index = sql(indexBeside(model, name));
    await sql`create ${unique ? sql`unique` : sql``} index ${index} on ${table} ${sql.unsafe(definition)}`;
    if (constraint === null) continue;
    await sql`alter table ${table} add constraint ${index} ${sql.unsafe(constraint)} using index ${index}`;
  }
  await sql`vacuum (analyze) ${table}`;
}

export function liveIndexes(sql: Statements, live: string): Promise<readonly LiveIndex[]> {
  return sql<LiveIndex[]>`
    select relname as name, indisunique as unique,
           substring(pg_get_indexdef(indexrelid) from 'USING .*$') as definition,
           case contype when 'p' then 'PRIMARY KEY' when 'u' then 'UNIQUE' end as constraint
    from pg_index
    join pg_class on pg_class.oid = indexrelid
    left join pg_constraint on conindid = indexrelid and conrelid = indrelid and contype in ('p', 'u')
    where indrelid = ${live}::regclass
    order by relname`.execute();
}
