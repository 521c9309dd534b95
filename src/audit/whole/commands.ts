import type { Row } from 'postgres';

import { UNKNOWN_INPUT } from '../../ledger/commands.ts';
import { counted, passed, quoted } from './fault.ts';
import type { Check, CheckedEntry, Finding, Snapshot } from './fault.ts';
import { openRows } from './rows.ts';

type CommandRow = Row &
  Readonly<{ actor: string; command_id: string; input_digest: string; first_position: string; last_position: string }>;

type Range = Readonly<{ row: CommandRow; first: number; last: number }>;

const DIGEST = /^sha256:[0-9a-f]{64}$/;
const IN_COMMANDS = { table: 'ledger_command' };

/** Every entry belongs to exactly one accepted command, and every accepted command to the entries that it names. */
export async function createCommandsCheck(sql: Snapshot): Promise<Check> {
  const rows = await openRows<CommandRow>(sql, {
    name: 'verify_command',
    query: `select actor, command_id, input_digest, first_position, last_position from ledger_command
      order by first_position, last_position, actor, command_id`,
  });
  let current: Range | null = null;
  let size = 0;
  let commands = 0;

  const step = ({ event, command }: CheckedEntry, next: () => CommandRow | undefined): Finding | null => {
    const { position, actor } = event;
    if (!current || current.last < position) {
      const row = next();
      const finding = row ? wrongRange(row, position) : unowned(position);
      if (finding || !row) return finding;
      current = toRange(row);
      commands += 1;
    }
    const same = current.row.actor === actor.person && current.row.command_id === command;
    return same ? null : strange(current.row, position);
  };

  const take: Check['take'] = async (entries) => {
    size = entries.at(-1)?.event.position ?? size;
    const owners = (await rows.takeWhile(({ first_position }) => Number(first_position) <= size)).values();
    for (const entry of entries) {
      const finding = step(entry, () => owners.next().value);
      if (finding) return finding;
    }
    const { value: second } = owners.next();
    return second ? wrongRange(second, size + 1) : null;
  };

  const end: Check['end'] = async () => {
    const [beyond] = await rows.page();
    if (beyond) return wrongRange(beyond, size + 1) ?? outside(beyond);
    if (current && current.last > size) return outside(current.row);
    return passed(counted(commands, 'command'));
  };

  return { name: 'commands', take, end };
}

function toRange(row: CommandRow): Range {
  return { row, first: Number(row.first_position), last: Number(row.last_position) };
}

/** Ranges follow on one another without a gap, and each holds at least one entry. */
function wrongRange(row: CommandRow, position: number): Finding | null {
  const { first, last } = toRange(row);
  if (first > position) return unowned(position);
  if (first < position || last < first)
    return { ...about(row, first), sentence: `the command ${keyOf(row)} names entries of others` };
  if (row.input_digest !== UNKNOWN_INPUT && !DIGEST.test(row.input_digest))
    return { ...about(row, first), sentence: `the command ${keyOf(row)} has no digest of what it asked` };
  return null;
}

function unowned(position: number): Finding {
  return { ...IN_COMMANDS, position, sentence: 'no accepted command names this entry' };
}

function strange(row: CommandRow, position: number): Finding {
  return { ...about(row, position), sentence: `it is not of the command that names it: ${keyOf(row)}` };
}

function outside(row: CommandRow): Finding {
  const sentence = `the command ${keyOf(row)} names entries up to ${row.last_position}, beyond the end of the ledger`;
  return { ...about(row, Number(row.last_position)), stream: null, sentence };
}

function about(row: CommandRow, position: number): Omit<Finding, 'sentence'> {
  return { ...IN_COMMANDS, position, key: keyOf(row) };
}

function keyOf({ actor, command_id }: CommandRow): string {
  return `${quoted(command_id)} of ${quoted(actor)}`;
}
