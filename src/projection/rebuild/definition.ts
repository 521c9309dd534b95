import { getTableName } from 'drizzle-orm';

import { StartupError } from '../../kernel/startup-error.ts';
import { generatedColumns } from '../../ledger/generated-columns.ts';
import type { Statements } from '../../ledger/session.ts';
import { intervalTables } from '../tables.ts';
import type { Beside } from './beside.ts';

/**
 * Throws where a column beside the rows says something else than this program derives from them. The new table takes its
 * columns from the live one: where somebody redefined those, building it anew would make nothing better.
 */
export async function ensureDerived(sql: Statements, { live, table }: Beside): Promise<void> {
  for (const { column, expression } of intervalTables
    .filter((one) => getTableName(one) === live)
    .flatMap(generatedColumns)) {
    const [row] = await sql<{ key: string }[]>`
      select key from ${sql(table)} where ${sql(column)} is distinct from ${sql.unsafe(expression)} limit 1`;
    if (row)
      throw new StartupError(`The column ${column} of the table ${live} is not the one that the migrations made.`);
  }
}

/** What has to be the same of two tables before one takes the place of the other. */
export async function definitionOf(sql: Statements, table: string): Promise<string> {
  const columns = await sql`
    select attname, format_type(atttypid, atttypmod) as type, attcollation, attnotnull, attgenerated,
           pg_get_expr(adbin, adrelid) as expression
    from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
    order by attname`;
  const indexes = await sql`
    select indisunique, indisprimary, substring(pg_get_indexdef(indexrelid) from 'USING .*$') as definition
    from pg_index where indrelid = ${table}::regclass order by definition, indisunique, indisprimary`;
  return JSON.stringify({ columns, indexes });
}
