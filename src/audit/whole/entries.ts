import { isJejakEvent } from '../../domain/catalogue.ts';
import type { RecordedJejakEvent } from '../../domain/catalogue.ts';
import { UnknownEvent } from '../../domain/upcast.ts';
import type { Digest } from '../../kernel/digest.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import type { Catalogue } from '../../ledger/catalogue.ts';
import { recordedEntry } from '../../ledger/entry.ts';
import type { Entry, RecordedEntry } from '../../ledger/entry.ts';
import { hashLeaf, toDigest } from '../../merkle/hash.ts';
import { placeOf, wrongColumn } from './entry-columns.ts';
import type { EntryRow, StreamPlace } from './entry-columns.ts';
import { readEntryText } from './entry-text.ts';
import { counted, quoted } from './fault.ts';
import type { CheckedEntry, Finding } from './fault.ts';
import { rememberGrant, wrongGrant } from './grants.ts';
import type { Grants } from './grants.ts';

/** The check of every entry in itself and with those before it. What it lets through is what the others see. */
export type EntriesCheck = Readonly<{
  /** The sound rows up to the first that is not, which is the finding. */
  inspect: (rows: readonly EntryRow[]) => Readonly<{ entries: readonly CheckedEntry[]; finding: Finding | null }>;
  detail: () => string;
}>;

type StreamEnd = StreamPlace & { position: number; streamPosition: number; leafHash: Digest | null };

/** What is remembered of the entries before: the end of every stream, and who was granted what. */
type Memory = {
  position: number;
  recordedAt: string;
  readonly streams: Map<string, StreamEnd>;
  readonly grants: Grants;
};

export function createEntriesCheck(catalogue: Catalogue): EntriesCheck {
  const memory: Memory = { position: 0, recordedAt: '', streams: new Map(), grants: new Map() };

  const inspect: EntriesCheck['inspect'] = (rows) => {
    const entries: CheckedEntry[] = [];
    for (const row of rows) {
      const checked = inspectRow(memory, catalogue, row);
      if (!checked.ok) return { entries, finding: checked.error };
      entries.push(checked.value);
    }
    return { entries, finding: null };
  };

  const detail = (): string =>
    `${counted(memory.position, 'entry', 'entries')}, ${counted(memory.streams.size, 'stream')}`;
  return { inspect, detail };
}

function inspectRow(memory: Memory, catalogue: Catalogue, row: EntryRow): Result<CheckedEntry, Finding> {
  const position = Number(row.position);
  const expected = memory.position + 1;
  if (position !== expected)
    return err({ position: expected, stream: null, sentence: gapSentence(expected, position) });
  const read = readEntryText(row.entry);
  if (!read.ok) return err({ position, stream: row.stream, sentence: read.error });
  const checked = inspectEntry(memory, catalogue, { row, entry: read.value });
  return checked.ok ? checked : err({ position, stream: read.value.stream, sentence: checked.error });
}

function inspectEntry(
  memory: Memory,
  catalogue: Catalogue,
  { row, entry }: Readonly<{ row: EntryRow; entry: Entry }>,
): Result<CheckedEntry, string> {
  const hash = hashLeaf(row.entry);
  const leafHash = toDigest(hash);
  const end = memory.streams.get(entry.stream) ?? {
    position: 0,
    streamPosition: 0,
    leafHash: null,
    ...placeOf(entry.stream),
  };
  const misplaced = wrongPlace(row, entry, leafHash) ?? wrongChain(memory, entry, end);
  if (misplaced !== null) return err(misplaced);

  const event = readEvent(catalogue, entry, { entry: row.entry, leafHash });
  if (!event.ok) return event;
  const wrong = wrongGrant(memory.grants, event.value) ?? wrongColumn(row, entry, end);
  if (wrong !== null) return err(wrong);

  remember(memory, event.value, { ...end, leafHash, position: entry.position, streamPosition: entry.streamPosition });
  return ok({ event: event.value, command: entry.command, leafHash, hash });
}

function gapSentence(expected: number, found: number): string {
  if (found < expected) return `an entry stands at position ${found}, outside of the order of the ledger`;
  const gone = found - 1 > expected ? `entries ${expected} to ${found - 1} are` : `entry ${expected} is`;
  return `${gone} gone: after ${expected - 1} comes ${found}`;
}

function wrongPlace(row: EntryRow, entry: Entry, leafHash: Digest): string | null {
  if (entry.position !== Number(row.position)) return `its text says that it is entry ${entry.position}`;
  if (row.leaf_hash !== leafHash) return `its text hashes to ${leafHash}, but ${quoted(row.leaf_hash)} was recorded`;
  return null;
}

function wrongChain({ recordedAt }: Memory, entry: Entry, end: StreamEnd): string | null {
  if (entry.streamPosition !== end.streamPosition + 1) {
    return `it says to be entry ${entry.streamPosition} of its stream, which had ${end.streamPosition} before`;
  }
  if (entry.previous !== end.leafHash) {
    const before = end.position === 0 ? 'there is none' : `entry ${end.position} has ${quoted(end.leafHash)}`;
    return `it names ${quoted(entry.previous)} as the leaf hash of the entry before in its stream, but ${before}: one of the two was rewritten`;
  }
  if (entry.recordedAt < recordedAt) return `it was recorded at ${entry.recordedAt}, before the entry before it`;
  return null;
}

/** In its current version; a type or version that nobody knows, and data that do not fit their schema, are faults. */
function readEvent(
  catalogue: Catalogue,
  entry: Entry,
  stored: Pick<RecordedEntry, 'entry' | 'leafHash'>,
): Result<RecordedJejakEvent, string> {
  try {
    const recorded = recordedEntry(stored, entry, catalogue.upcast(entry.type, entry.version, entry.data));
    return isKnown(recorded) ? ok(recorded) : err(`the event type ${quoted(entry.type)} is unknown`);
  } catch (error) {
    const unknown = error instanceof UnknownEvent;
    const what = `${quoted(entry.type)} version ${entry.version}`;
    return err(unknown ? `the event type ${what} is unknown` : `its data do not fit the schema of ${what}`);
  }
}

function isKnown(entry: RecordedEntry): entry is RecordedEntry & RecordedJejakEvent {
  return isJejakEvent(entry);
}

function remember(memory: Memory, event: RecordedJejakEvent, end: StreamEnd): void {
  memory.position = event.position;
  memory.recordedAt = event.recordedAt;
  memory.streams.set(event.stream, end);
  rememberGrant(memory.grants, event);
}
