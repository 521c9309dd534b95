import type { ItemOutcome } from '../domain/decider.ts';
import type { Statements } from './session.ts';

/** What is kept of an accepted command: whose it was, what it asked, and where its entries are. */
export type AcceptedCommand = Readonly<{
  actor: string;
  commandId: string;
  inputDigest: string;
  firstPosition: number;
  lastPosition: number;
  items: readonly ItemOutcome[] | null;
}>;

/** Of a command that was restored from its entries, which do not say what exactly was asked. */
export const UNKNOWN_INPUT = 'unknown';

export type CommandKey = Readonly<{ actor: string; commandId: string }>;

type Row = Readonly<{
  actor: string;
  commandId: string;
  inputDigest: string;
  firstPosition: string;
  lastPosition: string;
  items: readonly ItemOutcome[] | null;
}>;

/**
 * Asked under the lock, so that what another instance accepted a moment ago is seen. The arrays are hidden from the
 * planner by a subselect: knowing their length it would make a new plan every time, which costs more than the lookup.
 */
export function findCommands(sql: Statements, keys: readonly CommandKey[]): Promise<readonly Row[]> {
  return sql<Row[]>`
    select actor, command_id as "commandId", input_digest as "inputDigest",
           first_position as "firstPosition", last_position as "lastPosition", items
    from unnest(
      (select ${keys.map((key) => key.actor)}::text[]),
      (select ${keys.map((key) => key.commandId)}::text[])
    ) as asked (actor, command_id)
    join ledger_command using (actor, command_id)`.execute();
}

export function toCommands(rows: readonly Row[]): ReadonlyMap<string, AcceptedCommand> {
  return new Map(rows.map((row) => [keyOf(row), toCommand(row)]));
}

/** One text for the pair; a person's id holds no line break. */
export function keyOf({ actor, commandId }: CommandKey): string {
  return `${actor}\n${commandId}`;
}

function toCommand(row: Row): AcceptedCommand {
  return { ...row, firstPosition: Number(row.firstPosition), lastPosition: Number(row.lastPosition) };
}
