import { streamKind } from '../domain/streams.ts';
import type { Digest } from '../kernel/digest.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Catalogue } from './catalogue.ts';
import { decodeEntry, parseEntry } from './entry.ts';
import type { RecordedEntry, StoredEntry } from './entry.ts';
import type { Statements } from './session.ts';
import { readRange, readStreamEnd, readStreamPage } from './stored.ts';

/** A stream as it is after `streamPosition`: its folded state, and the leaf that the next entry chains to. */
export type Folded = Readonly<{ state: unknown; streamPosition: number; leafHash: Digest | null }>;

/**
 * An end of the ledger. The time tells it from the same position of a ledger that was set back meanwhile and went on
 * otherwise: what is remembered of that one never happened.
 */
export type Mark = Readonly<{ position: number; recordedAt: Instant | null }>;

/**
 * The folded states that decisions need, kept between batches. Only ever a shortcut: under the lock it is caught up
 * with what others appended, and nothing of a batch enters it before the batch is committed.
 */
export type States = Readonly<{
  get: (stream: string) => Folded | undefined;
  /** Loads and folds what is not here yet, and says how many; done before the lock where the streams are known by then. */
  load: (sql: Statements, streams: readonly string[]) => Promise<number>;
  /** Takes over, under the lock, what other instances appended since; afterwards the streams named are here. */
  catchUp: (sql: Statements, head: Mark, streams: readonly string[]) => Promise<void>;
  /** Takes over what a committed batch appended. */
  adopt: (folded: ReadonlyMap<string, Folded>, head: Mark) => void;
  /** Forgets the states used longest ago. MUST NOT be called while a batch relies on them. */
  trim: () => void;
}>;

const PAGE = 1000;
/** Beyond this it is cheaper to forget everything and to load the few streams that are asked for. */
const LARGEST_GAP = 1000;

export function createStates(catalogue: Catalogue, capacity: number): States {
  const cache = new Map<string, Folded>();
  let known: Mark | null = null;

  const get = (stream: string): Folded | undefined => {
    const folded = cache.get(stream);
    if (folded) touch(cache, stream, folded);
    return folded;
  };

  const load: States['load'] = async (sql, streams) => {
    const missing = [...new Set(streams)].filter((stream) => !cache.has(stream));
    const loaded = await Promise.all(missing.map((stream) => loadStream(sql, catalogue, stream)));
    missing.forEach((stream, index) => cache.set(stream, loaded[index] ?? beginning(catalogue, stream)));
    return missing.length;
  };

  const catchUp = async (sql: Statements, head: Mark, streams: readonly string[]): Promise<void> => {
    if (head.position === known?.position && head.recordedAt === known.recordedAt) return;
    const missed = known && (await readMissed(sql, known, head.position));
    if (missed) {
      for (const entry of missed) evolveCached(cache, catalogue, entry);
    } else {
      cache.clear();
      await load(sql, streams);
    }
    known = head;
  };

  const adopt = (folded: ReadonlyMap<string, Folded>, head: Mark): void => {
    for (const [stream, state] of folded) touch(cache, stream, state);
    known = head;
  };

  const trim = (): void => {
    for (const stream of cache.keys()) {
      if (cache.size <= capacity) return;
      cache.delete(stream);
    }
  };

  return { get, load, catchUp, adopt, trim };
}

export function evolveFolded(catalogue: Catalogue, folded: Folded, entry: RecordedEntry): Folded {
  const { evolve } = catalogue.decider(streamKind(entry.stream));
  return { state: evolve(folded.state, entry), streamPosition: entry.streamPosition, leafHash: entry.leafHash };
}

function beginning(catalogue: Catalogue, stream: string): Folded {
  return { state: catalogue.decider(streamKind(stream)).initialState, streamPosition: 0, leafHash: null };
}

async function loadStream(sql: Statements, catalogue: Catalogue, stream: string): Promise<Folded> {
  let folded = beginning(catalogue, stream);
  if (catalogue.decider(streamKind(stream)).stateless === true) {
    const last = await readStreamEnd(sql, stream);
    return last ? evolveFolded(catalogue, folded, decodeEntry(last, catalogue)) : folded;
  }
  for (;;) {
    const page = await readStreamPage(sql, { stream, after: folded.streamPosition, limit: PAGE });
    for (const stored of page) folded = evolveFolded(catalogue, folded, decodeEntry(stored, catalogue));
    if (page.length < PAGE) return folded;
  }
}

/** Null where there is too much of it, or where the ledger does not go on from what was known. */
async function readMissed(sql: Statements, known: Mark, head: number): Promise<readonly StoredEntry[] | null> {
  const gap = head - known.position;
  if (gap <= 0 || gap > LARGEST_GAP) return null;
  if (known.position === 0) return readRange(sql, { after: 0, upTo: head });
  const [last, ...missed] = await readRange(sql, { after: known.position - 1, upTo: head });
  return last && parseEntry(last.entry).recordedAt === known.recordedAt ? missed : null;
}

/** A stream loaded before the lock may already hold the entry. */
function evolveCached(cache: Map<string, Folded>, catalogue: Catalogue, stored: StoredEntry): void {
  const entry = decodeEntry(stored, catalogue);
  const folded = cache.get(entry.stream);
  if (folded && entry.streamPosition > folded.streamPosition) {
    cache.set(entry.stream, evolveFolded(catalogue, folded, entry));
  }
}

/** A Map remembers the order of insertion: what was touched last stands last. */
function touch(cache: Map<string, Folded>, stream: string, folded: Folded): void {
  cache.delete(stream);
  cache.set(stream, folded);
}
