import { setImmediate as turn } from 'node:timers/promises';

import type { Statements } from '../../ledger/session.ts';
import type { JsonObject } from '../../kernel/json.ts';

/** An interval as COPY takes it in. */
export type Interval = Readonly<{ key: string; from: number; to: string; body: JsonObject }>;

/** One line of COPY's text format (PostgreSQL, "COPY", Text Format). */
export function lineOf({ key, from, to, body }: Interval): string {
  return `${escaped(key)}\t${from}\t${to}\t${escaped(JSON.stringify(body))}\n`;
}

/**
 * Adds lines to a table. MUST run inside a transaction: the driver tells nobody when the database refuses the end of a
 * COPY (https://github.com/porsager/postgres/issues/1173), but no statement after it works then.
 */
export async function copyLines(sql: Statements, table: string, lines: string): Promise<void> {
  const stream = await sql`copy ${sql(table)} (key, from_position, to_position, body) from stdin`.writable();
  const reasons: Error[] = [];
  stream.on('error', (error: Error) => reasons.push(error));
  await new Promise((resolve) => stream.write(lines, resolve));
  stream.end();
  // The driver takes no other statement before it has sent the end.
  await turn();
  await sql`select 1`.catch((error: unknown) => {
    throw new Error(`the database refused rows of ${table}`, { cause: reasons[0] ?? error });
  });
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}
