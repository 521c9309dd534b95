import type { RecordedJejakEvent } from '../domain/catalogue.ts';
import type { JsonObject } from '../kernel/json.ts';

/**
 * One read model. Pure: the rows an event touches, and what such a row becomes. Every event type of its own stream is
 * answered, if only by naming no rows, or it does not compile. Rows are JSON by type and kept as intervals of positions.
 */
export type Projection<Row extends JsonObject = JsonObject> = Readonly<{
  /** The table's name. */
  name: string;
  version: number;
  /** The rows the event touches; one event makes one interval of each. */
  keys: (event: RecordedJejakEvent) => readonly string[];
  /** The row after the event; null: there is none (yet). */
  evolve: (row: Row | null, event: RecordedJejakEvent, key: string) => Row | null;
}>;

/** `to_position` of a row that holds until further notice: the largest bigint of PostgreSQL. */
export const OPEN_END = '9223372036854775807';
