import type { ApiTokenScope } from '../domain/person/index.ts';
import type { Locale } from '../kernel/locale.ts';
import type { Handle } from '../usecase/handle.ts';
import { resolveMoments } from '../view/moment.ts';
import type { AsOf } from '../view/moment.ts';
import type { Heads } from '../view/heads.ts';
import type { At, Reader } from '../view/reader.ts';
import { viewerFrom } from '../view/viewers.ts';
import { ANYONE } from '../view/visibility.ts';
import type { Viewer } from '../view/visibility.ts';
import { badInput } from './errors.ts';
import { createLoaders } from './loaders.ts';
import type { Loaders } from './loaders.ts';
import { problemSentence } from './moment.ts';
import type { AsOfInput, Moment } from './moment.ts';
import type { Seats } from './seats.ts';

/** What follows the ledger, on connections of its own: no question waits for those who only listen. */
export type LiveSource = Readonly<{ reader: Reader; heads: Heads }>;

/** What subscriptions run on. */
export type Live = LiveSource &
  Readonly<{
    seats: Seats;
    /** Aborted when the asker has left, or has to. */
    line: AbortController;
    /** The last event that an EventSource was told of before it came back. */
    lastEventId: string | null;
  }>;

/** Where an operation comes from and what it runs on. `person: null` is anybody. */
export type ContextOptions = Readonly<{
  reader: Reader;
  handle: Handle;
  person: string | null;
  /** What a token of a machine was issued for; null: a person who logged in, or nobody. */
  scopes?: ReadonlySet<ApiTokenScope> | null;
  locale: Locale;
  requestId: string;
  live: Live;
}>;

/** What every resolver is handed. Made anew for each operation: nothing it remembers outlives it. */
export type GraphqlContext = ContextOptions &
  Readonly<{
    /** Who asks, with the grants they hold now: permission is today's, whatever moment is looked at. */
    viewer: () => Promise<Viewer>;
    /** Now, read once per operation, so that all parts of an answer add up. */
    head: () => Promise<Moment>;
    /** The moment asked for; now, where none is. Throws BAD_USER_INPUT where there is no such moment. */
    at: (asOf: AsOfInput | null | undefined) => Promise<Moment>;
    /** Now, after a command moved the ledger to this position: what mutations answer with. */
    after: (position: number) => Promise<Moment>;
    loaders: Loaders;
  }>;

/** `now`: the moment that everything is answered at, where it is known already. */
export function createContext(options: ContextOptions, now?: At): GraphqlContext {
  const { reader, person, locale } = options;
  const loaders = createLoaders(reader);

  const resolve = async (asOf: AsOf | null, pinned: boolean): Promise<Moment> => {
    const answer = await resolveMoments(reader, asOf);
    if (!answer.ok) throw badInput(problemSentence(answer.error), locale);
    heads.adopt({ ...answer.value.head, pinned: false });
    return { ...answer.value.at, pinned };
  };
  const heads = firstOf(now ? { ...now, pinned: false } : null, () => resolve(null, false));
  const moments = memo((key: string) => resolve(parseAsOf(key), true));
  const { head } = heads;
  const viewers = memo(async (id: string): Promise<Viewer> => {
    const at = await head();
    const row = await loaders.person.load({ at, key: id });
    return viewerFrom(reader, at, { person: id, row });
  });

  return {
    ...options,
    loaders,
    head,
    at: (asOf) => (asOf ? moments(JSON.stringify(asOf)) : head()),
    after: (position) => resolve({ position }, false),
    viewer: async () => (person === null ? { ...ANYONE, now: (await head()).time } : viewers(person)),
  };
}

type FirstHead = Readonly<{ head: () => Promise<Moment>; adopt: (head: Moment) => void }>;

/** The first head that anything in the operation met is the head for all of it. */
function firstOf(known: Moment | null, read: () => Promise<Moment>): FirstHead {
  let first: Promise<Moment> | null = known && Promise.resolve(known);
  return {
    head: () => (first ??= read()),
    adopt: (head) => {
      first ??= Promise.resolve(head);
    },
  };
}

function parseAsOf(key: string): AsOf {
  // Written by `at` from the input itself.
  const { position, time } = JSON.parse(key) as AsOfInput;
  return typeof position === 'number' ? { position } : { time: time ?? '' };
}

function memo<Value>(make: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const made = new Map<string, Promise<Value>>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
