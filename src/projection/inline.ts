import { isJejakEvent } from '../domain/catalogue.ts';
import type { RecordedJejakEvent } from '../domain/catalogue.ts';
import type { Project } from '../ledger/batch.ts';
import type { RecordedEntry } from '../ledger/entry.ts';
import type { Transaction } from '../ledger/session.ts';
import { changesOf, touchedKeys } from './intervals.ts';
import type { Changes } from './intervals.ts';
import { createOpenRows } from './open-rows.ts';
import type { OpenRows } from './open-rows.ts';
import { OPEN_END } from './projection.ts';
import type { Projection } from './projection.ts';
import { projections } from './registry.ts';

type Kept = Readonly<{ projection: Projection; rows: OpenRows }>;

/** Applies every batch to every read model in the batch's own transaction: one statement per table and kind of change. */
export function createInlineProjector(): Project {
  const kept = projections.map((projection) => ({ projection, rows: createOpenRows(projection.name) }));
  let applied = 0;

  return async (transaction, entries) => {
    const events = entries.map(known);
    if (events[0]?.position !== applied + 1) for (const { rows } of kept) rows.forget();
    const changes = await Promise.all(kept.map((one) => applyTo(one, transaction, events)));
    return () => {
      for (const [index, { rows }] of kept.entries()) {
        const change = changes[index];
        if (change) rows.adopt(change);
      }
      applied = events.at(-1)?.position ?? applied;
    };
  };
}

async function applyTo(
  { projection, rows }: Kept,
  transaction: Transaction,
  events: readonly RecordedJejakEvent[],
): Promise<Changes | null> {
  const keys = touchedKeys(projection, events);
  if (keys.length === 0) return null;
  const changes = changesOf(projection, events, await rows.read(transaction.sql, keys));
  sendChanges(transaction, projection.name, changes);
  return changes;
}

/** Sends the changes of one table: first the rows that end, since a key has at most one open row. */
function sendChanges({ sql, send }: Transaction, table: string, { closed, inserted }: Changes): void {
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

/** The catalogue that decoded the entry knows its type; anything else is a bug that must stop the batch. */
function known(entry: RecordedEntry): RecordedJejakEvent {
  if (!isRecordedJejakEvent(entry)) throw new Error(`no projection knows the event type ${entry.type}`);
  return entry;
}

function isRecordedJejakEvent(entry: RecordedEntry): entry is RecordedEntry & RecordedJejakEvent {
  return isJejakEvent(entry);
}
