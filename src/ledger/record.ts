import { encodeFrontier } from '../merkle/frontier.ts';
import { hexOf } from './bytes.ts';
import { insertContents } from './content.ts';
import type { Draft } from './draft.ts';
import { sendSealed } from './sealed/write.ts';
import type { Statements } from './session.ts';
import { insertTiles } from './tiles.ts';
import type { Growth } from './tree.ts';

/** Wakes the readers of the tail. It carries nothing: the truth is in the table. */
export const CHANNEL = 'jejak_ledger';

/** Sends everything a batch writes without waiting for any of it. */
export function sendDraft(sql: Statements, draft: Draft, growth: Growth): readonly Promise<unknown>[] {
  const contents = draft.contents.length === 0 ? [] : [insertContents(sql, draft.contents)];
  const tiles = growth.tiles.length === 0 ? [] : [insertTiles(sql, growth.tiles)];
  return [...contents, ...tiles, ...sendSealed(sql, draft.sealed), writeLedger(sql, draft, growth)];
}

/** Every table is written once; together in one statement, since each statement of its own costs a lone caller time. */
function writeLedger(
  sql: Statements,
  { entries, commands, position, now }: Draft,
  { frontier }: Growth,
): Promise<unknown> {
  const items = commands.map((command) => (command.items === null ? null : JSON.stringify(command.items)));
  return sql`
    with entries as (
      insert into ledger_entry (position, entry, leaf_hash)
      select * from unnest(
        ${entries.map((entry) => entry.position)}::bigint[],
        ${entries.map((entry) => entry.entry)}::text[],
        ${entries.map((entry) => entry.leafHash)}::text[])
    ), commands as (
      insert into ledger_command (actor, command_id, input_digest, first_position, last_position, items)
      select * from unnest(
        ${commands.map((command) => command.actor)}::text[],
        ${commands.map((command) => command.commandId)}::text[],
        ${commands.map((command) => command.inputDigest)}::text[],
        ${commands.map((command) => command.firstPosition)}::bigint[],
        ${commands.map((command) => command.lastPosition)}::bigint[],
        ${items}::jsonb[])
    ), head as (
      update ledger_head
      set position = ${position}, recorded_at = ${now}, frontier = decode(${hexOf(encodeFrontier(frontier))}, 'hex')
    )
    select pg_notify(${CHANNEL}, '')`.execute();
}
