import type { Fault } from './fault.ts';
import type { LedgerReport } from './verify-ledger.ts';

/** What was checked, a line each, and how it ended. */
export function printLedgerReport({ checks, fault, entries, root }: LedgerReport): string {
  const width = Math.max(0, ...checks.map(({ name }) => name.length)) + 1;
  const lines = checks.map(
    ({ name, detail, warns }) => `${warns ? '! ' : 'ok'}  ${`${name}:`.padEnd(width)} ${detail}`,
  );
  const verdict = fault ? faultLine(fault) : `verified: ${entries.toLocaleString('en')} entries, tree head ${root}`;
  return [...lines, verdict].map((line) => `${printable(line)}\n`).join('');
}

function faultLine({ check, position, stream, table, sentence }: Fault): string {
  const where = [
    position === null ? null : `position ${position}`,
    stream === null ? null : `stream ${stream}`,
    table === undefined ? null : `table ${table}`,
  ].filter((part) => part !== null);
  return `FAILED ${where.length > 0 ? where.join(', ') : check}: ${sentence}`;
}

/** What the database holds MUST NOT steer the terminal of whoever reads the report. */
function printable(line: string): string {
  return line.replace(/\p{C}/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
