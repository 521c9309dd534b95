import type { Sql } from 'postgres';

import { connect } from '../../src/database/connect.ts';
import { rebuild } from '../../src/projection/rebuild/rebuild.ts';
import type { RebuildParts, RebuildReport } from '../../src/projection/rebuild/rebuild.ts';
import { projections } from '../../src/projection/registry.ts';
import { jejakCatalogue } from '../../src/usecase/catalogue.ts';
import type { TestDatabase } from './test-database.ts';

/** Rebuilds every read model as the command does, or as the test wants it. */
export async function rebuildAll(
  { ownerUrl }: Pick<TestDatabase, 'ownerUrl'>,
  parts: Partial<RebuildParts> = {},
): Promise<RebuildReport> {
  const options = { max: 1, statementTimeout: 0 };
  const sql = connect(ownerUrl, { ...options, name: 'rebuild' });
  const reader = connect(ownerUrl, options);
  try {
    return await rebuild({ sql, reader, catalogue: jejakCatalogue, projections, ...parts });
  } finally {
    await Promise.all([sql.end({ timeout: 5 }), reader.end({ timeout: 5 })]);
  }
}

/** Everything about the tables of a database but their rows: columns, indexes, constraints, rights. */
export async function schemaOf(sql: Sql): Promise<readonly unknown[]> {
  return Promise.all([
    sql`
      select attrelid::regclass::text as table, attname,
             row_number() over (partition by attrelid order by attnum) as place, format_type(atttypid, atttypmod) as type, attcollation,
             attnotnull, attgenerated, attstorage, pg_get_expr(adbin, adrelid) as expression
      from pg_attribute join pg_class on pg_class.oid = attrelid
      left join pg_attrdef on adrelid = attrelid and adnum = attnum
      where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped order by 1, 2`,
    sql`select tablename, indexname, indexdef from pg_indexes where schemaname = 'public' order by 1, 2`,
    sql`
      select conrelid::regclass::text as table, conname, contype, pg_get_constraintdef(oid) as definition
      from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`,
    sql`
      select relname, pg_get_userbyid(relowner) as owner, relpersistence, reloptions, right_given
      from pg_class left join lateral (
        select array_agg(item::text order by item::text) as right_given from unnest(relacl) as item) as rights on true
      where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`,
  ]);
}

/** Every row of every read model, as text. */
export async function allRows(sql: Sql): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const tables = projections.map(async ({ name }) => {
    return [name, await sql`select t::text as row from ${sql(name)} as t order by key, from_position`] as const;
  });
  return Object.fromEntries(await Promise.all(tables));
}
