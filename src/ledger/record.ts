import { insertCommands } from './commands.ts';
import { insertContents } from './content.ts';
import type { Draft } from './draft.ts';
import type { RecordedEntry } from './entry.ts';
import type { Statements } from './session.ts';

/** Wakes the readers of the tail. It carries nothing: the truth is in the table. */
export const CHANNEL = 'jejak_ledger';

/** Sends everything a batch writes, one statement per table, without waiting for any. */
export function sendDraft(sql: Statements, draft: Draft): readonly Promise<unknown>[] {
  const contents = draft.contents.length === 0 ? [] : [insertContents(sql, draft.contents)];
  return [
    insertEntries(sql, draft.entries),
    insertCommands(sql, draft.commands),
    ...contents,
    sql`update ledger_head set position = ${draft.position}, recorded_at = ${draft.now}`.execute(),
    sql`select pg_notify(${CHANNEL}, '')`.execute(),
  ];
}

function insertEntries(sql: Statements, entries: readonly RecordedEntry[]): Promise<unknown> {
  return sql`
    insert into ledger_entry (position, entry, leaf_hash)
    select * from unnest(
      ${entries.map((entry) => entry.position)}::bigint[],
      ${entries.map((entry) => entry.entry)}::text[],
      ${entries.map((entry) => entry.leafHash)}::text[])`.execute();
}
