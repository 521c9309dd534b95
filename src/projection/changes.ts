import type { Transaction } from '../ledger/session.ts';
import type { Changes } from './intervals.ts';
import { OPEN_END } from './projection.ts';

/** Sends the changes of one table: first the rows that end, since a key has at most one open row. */
export function sendChanges(
  { sql, send }: Pick<Transaction, 'sql' | 'send'>,
  table: string,
  { closed, inserted }: Changes,
): void {
  if (closed.size > 0) {
    const keys = [...closed.keys()];
    // By `any`, not by a join: joined to so few rows, the planner would rather walk through all that are open.
    send(sql`
      update ${sql(table)}
      set to_position = (${[...closed.values()]}::bigint[])[array_position(${keys}::text[], key)]
      where key = any(${keys}::text[]) and to_position = ${sql.unsafe(OPEN_END)}`);
  }
  if (inserted.length > 0) {
    send(sql`
      insert into ${sql(table)} (key, from_position, to_position, body)
      select key, since, until, body::jsonb from unnest(
        ${inserted.map(({ key }) => key)}::text[],
        ${inserted.map(({ from }) => from)}::bigint[],
        ${inserted.map(({ to }) => to)}::bigint[],
        ${inserted.map(({ body }) => JSON.stringify(body))}::text[]) as added (key, since, until, body)`);
  }
}
