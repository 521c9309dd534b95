import type { Statements } from '../ledger/session.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Changes, OpenRow } from './intervals.ts';
import { OPEN_END } from './projection.ts';

/** Open rows that are kept at most per table: a few hundred reports at work, at a few KiB a row. */
const KEPT = 20_000;

/**
 * The open rows of one table as this writer knows them. A shortcut only: it is emptied whenever somebody else may have
 * written, and learns of a batch only after its COMMIT.
 */
export type OpenRows = Readonly<{
  read: (sql: Statements, keys: readonly string[]) => Promise<ReadonlyMap<string, OpenRow>>;
  adopt: (changes: Changes) => void;
  forget: () => void;
}>;

export function createOpenRows(table: string): OpenRows {
  const known = new Map<string, OpenRow | null>();
  return {
    read: async (sql, keys) => {
      const unknown = keys.filter((key) => !known.has(key));
      if (unknown.length > 0) {
        // Nothing is known of a key before the answer is there: the statement may fail, and the batch with it.
        const selected = await selectOpen(sql, table, unknown);
        for (const key of unknown) known.set(key, null);
        for (const { key, from, body } of selected) known.set(key, { from, body });
      }
      return new Map(keys.flatMap((key) => entryOf(key, known.get(key))));
    },
    adopt: ({ open }) => {
      for (const [key, row] of open) {
        known.delete(key);
        known.set(key, row);
      }
      for (const key of known.keys()) {
        if (known.size <= KEPT) break;
        known.delete(key);
      }
    },
    forget: () => {
      known.clear();
    },
  };
}

function entryOf(key: string, row: OpenRow | null | undefined): readonly (readonly [string, OpenRow])[] {
  return row ? [[key, row]] : [];
}

type SelectedRow = Readonly<{ key: string; from: number; body: JsonObject }>;

async function selectOpen(sql: Statements, table: string, keys: readonly string[]): Promise<readonly SelectedRow[]> {
  const rows = await sql<{ key: string; from_position: string; body: string }[]>`
    select key, from_position::text, body::text from ${sql(table)}
    where key = any(${[...keys]}::text[]) and to_position = ${sql.unsafe(OPEN_END)}`;
  return rows.map(({ key, from_position, body }) => ({
    key,
    from: Number(from_position),
    // The body was written by this table's projection, as JSON.
    body: JSON.parse(body) as JsonObject,
  }));
}
