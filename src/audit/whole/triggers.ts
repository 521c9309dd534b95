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
  sealed_key: NEVER_REMOVED,
  sealed_value: NEVER_REMOVED,
};

/** What `refuse_change()` does, as the migration made it, with single spaces. */
const REFUSAL =
  "BEGIN RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME; END";

type TriggerRow = Readonly<{ name: string; type: number; source: string }>;

/** The triggers that refuse changes are there, for everybody and always, and do refuse. */
export function createTriggersCheck(sql: Snapshot): Check {
  const end: Check['end'] = async () => {
    const found = new Map((await readTriggers(sql)).map((row) => [row.name, row]));
    const tables = Object.keys(REFUSED);
    const open = tables.find((table) => !refuses(found.get(table), REFUSED[table]));
    return open === undefined ? passed(counted(tables.length, 'append-only table')) : unguarded(open);
  };
  return { name: 'triggers', take: () => Promise.resolve(null), end };
}

/** Those that fire for every change, whatever it is of: neither under a condition nor for some columns only. */
async function readTriggers(sql: Snapshot): Promise<readonly TriggerRow[]> {
  return sql<TriggerRow[]>`
    select relname as name, tgtype as type, prosrc as source
    from pg_trigger
    join pg_class on pg_class.oid = tgrelid
    join pg_proc on pg_proc.oid = tgfoid
    join pg_language on pg_language.oid = prolang
    where relnamespace = 'public'::regnamespace and pronamespace = 'public'::regnamespace
      and tgname = 'append_only' and tgenabled = 'A' and tgqual is null and cardinality(tgattr::int2[]) = 0
      and proname = 'refuse_change' and lanname = 'plpgsql'`;
}

function refuses(trigger: TriggerRow | undefined, type: number | undefined): boolean {
  return trigger?.type === type && trigger?.source.replace(/\s+/g, ' ').trim() === REFUSAL;
}

function unguarded(table: string): Finding {
  return { position: null, table, sentence: `the table ${table} no longer refuses changes to what was recorded` };
}
