import { generatedColumns } from '../../ledger/generated-columns.ts';
import type { GeneratedColumn } from '../../ledger/generated-columns.ts';
import { ledgerEntry } from '../../ledger/tables.ts';
import { intervalTables } from '../../projection/tables.ts';
import { counted, passed, quoted } from './fault.ts';
import type { Check, Finding, Snapshot } from './fault.ts';

/**
 * The generated columns of the read models say what their bodies say, by our own definitions of them, and the database
 * still generates every column that it should. Those of the entries were compared one by one.
 */
export function createColumnsCheck(sql: Snapshot): Check {
  const generated = intervalTables.flatMap(generatedColumns);
  const all = [...generated, ...generatedColumns(ledgerEntry)];
  const end: Check['end'] = async () => {
    for (const one of generated) {
      const finding = await wrongValue(sql, one);
      if (finding) return finding;
    }
    return (await notGenerated(sql, all)) ?? passed(counted(all.length, 'generated column'));
  };
  return { name: 'columns', take: () => Promise.resolve(null), end };
}

async function wrongValue(sql: Snapshot, { table, column, expression }: GeneratedColumn): Promise<Finding | null> {
  const [row] = await sql.unsafe<{ key: string; from_position: string }[]>(
    `select key, from_position from "${table}" where "${column}" is distinct from (${expression})
     order by from_position, key limit 1`,
  );
  if (!row) return null;
  const { key, from_position: from } = row;
  const sentence = `the column ${column} of the ${table} row ${quoted(key)} from ${from} says something else than its body`;
  return { position: Number(from), table, key, sentence };
}

async function notGenerated(sql: Snapshot, all: readonly GeneratedColumn[]): Promise<Finding | null> {
  const rows = await sql<{ name: string }[]>`
    select attrelid::regclass || '.' || attname as name from pg_attribute
    where attgenerated = 's' and attrelid::regclass::text = any(${[...new Set(all.map(({ table }) => table))]})`;
  const names = new Set(rows.map(({ name }) => name));
  const free = all.find(({ table, column }) => !names.has(`${table}.${column}`));
  if (!free) return null;
  const { table, column } = free;
  const sentence = `the database no longer generates the column ${column} of ${table}, so that it may say anything`;
  return { position: null, table, sentence };
}
