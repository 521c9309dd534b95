import type { Actor } from '../domain/access.ts';
import type { Refusal } from '../domain/decider.ts';
import type { DomainEvent, Recorded } from '../domain/event.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import type { Digest } from '../kernel/digest.ts';
import type { Instant } from '../kernel/instant.ts';
import type { JsonObject } from '../kernel/json.ts';
import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { Catalogue } from './catalogue.ts';

/** What is written, hashed and proved. Its members are a published format. */
export type Entry = Readonly<{
  position: number;
  stream: string;
  streamPosition: number;
  type: string;
  version: number;
  recordedAt: Instant;
  actor: Actor;
  command: string;
  previous: Digest | null;
  data: JsonObject;
}>;

/** An entry as it lies in the database: its exact text and that text's leaf hash. */
export type StoredEntry = Readonly<{ entry: string; leafHash: Digest }>;

/** A recorded event in its current version, together with the entry it was read from. `version` is the stored one. */
export type RecordedEntry<Event extends DomainEvent = DomainEvent> = Recorded<Event> &
  StoredEntry &
  Readonly<{ version: number; command: string }>;

/** The reader stops here: an entry that cannot be understood is never skipped. */
export class UnreadableEntry extends Error {
  override readonly name = 'UnreadableEntry';
  readonly position: number;

  constructor(position: number, cause: unknown) {
    super(`the entry at position ${position} cannot be read`, { cause });
    this.position = position;
  }
}

/** The limit of an entry bundle in C2SP tlog-tiles, where the length is a uint16. */
const MAXIMUM_BYTES = 65_535;

/** The canonical text (RFC 8785) that is stored and hashed as written. */
export function encodeEntry(entry: Entry): Result<string, Refusal<'ENTRY_TOO_LARGE'>> {
  const text = canonicalJson(entry);
  return Buffer.byteLength(text) > MAXIMUM_BYTES ? err({ code: 'ENTRY_TOO_LARGE' }) : ok(text);
}

/** What the stored text says, as written, without regard to what its type means. */
export function parseEntry(text: string): Entry {
  // Only entries of the writer come here; `verify` is what doubts them.
  return JSON.parse(text) as Entry;
}

/** Throws `UnreadableEntry` for a type or version that the catalogue does not know. */
export function decodeEntry(stored: StoredEntry, catalogue: Catalogue): RecordedEntry {
  const entry = parseEntry(stored.entry);
  return recordedEntry(stored, entry, currentEvent(entry, catalogue));
}

/** The stored text seen as the event it records. */
export function recordedEntry(stored: StoredEntry, entry: Entry, { type, data }: DomainEvent): RecordedEntry {
  const { position, stream, streamPosition, recordedAt, actor, version, command } = entry;
  const { entry: text, leafHash } = stored;
  return { type, data, position, stream, streamPosition, recordedAt, actor, version, command, entry: text, leafHash };
}

function currentEvent({ position, type, version, data }: Entry, catalogue: Catalogue): DomainEvent {
  try {
    return catalogue.upcast(type, version, data);
  } catch (error) {
    throw new UnreadableEntry(position, error);
  }
}
