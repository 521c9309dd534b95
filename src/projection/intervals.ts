import type { RecordedJejakEvent } from '../domain/catalogue.ts';
import type { JsonObject } from '../kernel/json.ts';
import { OPEN_END } from './projection.ts';
import type { Projection } from './projection.ts';

/** A row as it is open: since which position, and what it says. */
export type OpenRow = Readonly<{ from: number; body: JsonObject }>;

/** What a batch of events does to one table: rows that were open and end, and rows that begin. */
export type Changes = Readonly<{
  /** By key: where the interval that was open before the batch ends. */
  closed: ReadonlyMap<string, number>;
  inserted: readonly Readonly<{ key: string; from: number; to: string; body: JsonObject }>[];
  /** The open rows after the batch, of all keys it touched. */
  open: ReadonlyMap<string, OpenRow>;
}>;

/** The intervals of one table over a batch. `open` MUST hold the open row of every key the events touch, where there is one. */
export function changesOf(
  projection: Projection,
  events: readonly RecordedJejakEvent[],
  open: ReadonlyMap<string, OpenRow>,
): Changes {
  const closed = new Map<string, number>();
  const inserted: { key: string; from: number; to: string; body: JsonObject }[] = [];
  const current = new Map<string, OpenRow>();
  const place = new Map<string, number>();

  const end = (key: string, position: number): void => {
    const index = place.get(key);
    const row = index === undefined ? undefined : inserted[index];
    if (row) row.to = String(position);
    else if (open.has(key)) closed.set(key, position);
  };

  for (const event of events) {
    for (const key of projection.keys(event)) {
      const before = current.get(key) ?? open.get(key) ?? null;
      const body = projection.evolve(before?.body ?? null, event, key);
      if (!body) continue;
      end(key, event.position);
      place.set(key, inserted.length);
      inserted.push({ key, from: event.position, to: OPEN_END, body });
      current.set(key, { from: event.position, body });
    }
  }
  return { closed, inserted, open: current };
}

/** The keys a batch touches in one table. */
export function touchedKeys(projection: Projection, events: readonly RecordedJejakEvent[]): readonly string[] {
  return [...new Set(events.flatMap((event) => projection.keys(event)))];
}
