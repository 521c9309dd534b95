import { countEvents, listEvents } from '../view/events.ts';
import type { EventFilter, EventPage, EventsAsked, RecordedEntry } from '../view/events.ts';
import type { GraphqlContext } from './context.ts';
import { badInput } from './errors.ts';
import { eventNode } from './load.ts';
import type { Moment } from './moment.ts';
import { decodeCursor, encodeCursor, notACursor, pageSize } from './paging.ts';
import type { Page } from './paging.ts';
import type { EventNode } from './refs.ts';

type BothWays = Readonly<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;

type Asked = Readonly<{ filter: EventFilter; page: BothWays; stream?: string }>;

/**
 * A page of the ledger's entries up to the moment, in its order: from the front, or with `last` from the end. Of one
 * stream, where it is named.
 */
export async function eventPage(
  context: GraphqlContext,
  at: Moment,
  { filter, page, stream }: Asked,
): Promise<Page<EventNode>> {
  const { list, count } = stream === undefined ? ofLedger(context, at) : ofStream(context, at, stream);
  const viewer = await context.viewer();
  const backwards = isBackwards(page, context);
  const size = pageSize(backwards ? page.last : page.first, context.locale);
  const after = positionOf(page.after, context);
  const before = positionOf(page.before, context);
  const found = await list({ filter, viewer, after, before, backwards, limit: size + 1 });
  const more = found.length > size;
  const entries = backwards ? found.slice(more ? 1 : 0) : found.slice(0, size);
  return {
    edges: entries.map((entry) => edgeOf(entry, at)),
    hasNextPage: backwards ? before !== null : more,
    hasPreviousPage: backwards ? more : after !== null,
    total: () => count({ filter, viewer }),
  };
}

type Entries = Readonly<{
  list: (page: EventPage) => Promise<readonly RecordedEntry[]>;
  count: (asked: EventsAsked) => Promise<number>;
}>;

function ofLedger({ reader }: GraphqlContext, at: Moment): Entries {
  return { list: (page) => listEvents(reader, at, page), count: (asked) => countEvents(reader, at, asked) };
}

function ofStream({ loaders }: GraphqlContext, at: Moment, stream: string): Entries {
  return {
    list: (asked) => loaders.streamPage.load({ at, stream, asked }),
    count: (asked) => loaders.streamCount.load({ at, stream, asked }),
  };
}

/** A page of entries that are at hand as a whole. */
export function eventListPage(
  context: GraphqlContext,
  at: Moment,
  entries: readonly RecordedEntry[],
  page: BothWays,
): Page<EventNode> {
  const size = pageSize(page.first, context.locale);
  const after = positionOf(page.after, context) ?? 0;
  const rest = entries.filter(({ position }) => position > after);
  return {
    edges: rest.slice(0, size).map((entry) => edgeOf(entry, at)),
    hasNextPage: rest.length > size,
    hasPreviousPage: rest.length < entries.length,
    total: () => entries.length,
  };
}

function edgeOf(entry: RecordedEntry, at: Moment): Page<EventNode>['edges'][number] {
  return { node: eventNode(entry, at), cursor: encodeCursor('event', String(entry.position)) };
}

function isBackwards({ first, last }: BothWays, { locale }: GraphqlContext): boolean {
  const asksLast = last !== null && last !== undefined;
  if (!asksLast || first === null || first === undefined) return asksLast;
  throw badInput(
    { id: 'Pilih first atau last, bukan keduanya.', en: 'Ask for first or for last, not for both.' },
    locale,
  );
}

function positionOf(cursor: string | null | undefined, { locale }: GraphqlContext): number | null {
  const key = decodeCursor('event', cursor, locale);
  if (key === null) return null;
  if (/^\d{1,15}$/.test(key)) return Number(key);
  throw notACursor(locale);
}
