import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Json } from '../../kernel/json.ts';
import type { Entry } from '../../ledger/entry.ts';
import { quoted } from './fault.ts';

/** A row of the ledger as the driver gives it: bigint as text. */
export type EntryRow = Readonly<{
  position: string;
  entry: string;
  leaf_hash: string;
  stream: string;
  stream_position: string;
  type: string;
  recorded_at: string;
  person: string;
  role: string;
  unit: string | null;
  cycle: string | null;
  indicator: string | null;
}>;

/** What the name of a stream says of the place and the cycle it belongs to. */
export type StreamPlace = Readonly<{ unit: string | null; cycle: string | null }>;

type Derive = (entry: Entry, place: StreamPlace) => string | null;

/** The columns beside an entry, derived a second time and independently: the SQL twin is in `ledger/tables.ts`. */
const DERIVED = {
  stream: ({ stream }) => stream,
  stream_position: ({ streamPosition }) => String(streamPosition),
  type: ({ type }) => type,
  recorded_at: ({ recordedAt }) => recordedAt,
  person: ({ actor }) => actor.person,
  role: ({ actor }) => actor.role,
  unit: (_, { unit }) => unit,
  cycle: (_, { cycle }) => cycle,
  indicator: ({ data }) => asText(data['indicator'] ?? null),
} as const satisfies Partial<Record<keyof EntryRow, Derive>>;

// The keys of an object are what its type says where it was written down as a whole.
const NAMES = Object.keys(DERIVED) as (keyof typeof DERIVED)[];

export const ENTRY_COLUMNS: readonly string[] = ['position', 'entry', 'leaf_hash', ...NAMES];

/** What the first column says that the entry does not, as a sentence; null where all say the same. */
export function wrongColumn(row: EntryRow, entry: Entry, place: StreamPlace): string | null {
  for (const name of NAMES) {
    const derive: Derive = DERIVED[name];
    const expected = derive(entry, place);
    if (row[name] !== expected) return `the column ${name} says ${quoted(row[name])}, its entry ${quoted(expected)}`;
  }
  return null;
}

/** `report/<unit>/<cycle>`, where the unit may hold a slash; `jurisdiction/<unit>`; `cycle/<cycle>`. */
export function placeOf(stream: string): StreamPlace {
  const [, unit = null, cycle = null] = /^report\/(.+)\/([^/]+)$/s.exec(stream) ?? [];
  const [, jurisdiction = null] = /^jurisdiction\/(.+)$/s.exec(stream) ?? [];
  const [, own = null] = /^cycle\/([^/]+)$/.exec(stream) ?? [];
  return { unit: unit ?? jurisdiction, cycle: cycle ?? own };
}

/** As `#>>` writes a member: a text without its quotes, anything else as JSON. */
function asText(value: Json): string | null {
  return typeof value === 'string' || value === null ? value : canonicalJson(value);
}
