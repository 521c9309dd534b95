import { counted, passed } from './fault.ts';
import type { Check, Finding, Snapshot } from './fault.ts';

/** What each table's trigger refuses, as bits of `pg_trigger.tgtype`: before 2, delete 8, update 16, truncate 32. */
const NEVER_CHANGED = 2 + 8 + 16 + 32;
const NEVER_REMOVED = 2 + 8 + 32;

const REFUSED: Readonly<Record<string, number>> = {
  ledger_entry: NEVER_CHANGED,
  ledger_tile: NEVER_CHANGED,
  ledger_command: NEVER_CHANGED,
  ledger_content: NEVER_CHANGED,
  ledger_head: NEVER_REMOVED,
};

/** The triggers that refuse changes are there, for everybody and always. */
export function createTriggersCheck(sql: Snapshot): Check {
  const end: Check['end'] = async () => {
    const rows = await sql<{ name: string; type: number }[]>`
      select tgrelid::regclass::text as name, tgtype as type
      from pg_trigger join pg_proc on pg_proc.oid = tgfoid
      where tgname = 'append_only' and tgenabled = 'A' and proname = 'refuse_change'`;
    const found = new Map(rows.map(({ name, type }) => [name, type]));
    const tables = Object.keys(REFUSED);
    const open = tables.find((table) => found.get(table) !== REFUSED[table]);
    return open === undefined ? passed(counted(tables.length, 'append-only table')) : unguarded(open);
  };
  return { name: 'triggers', take: () => Promise.resolve(null), end };
}

function unguarded(table: string): Finding {
  return { position: null, table, sentence: `the table ${table} no longer refuses changes to what was recorded` };
}
