import { and, asc, count, desc, eq, gt, gte, inArray, like, lt, lte, notLike, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';

import type { Role } from '../domain/access.ts';
import { disclosureStream } from '../domain/streams.ts';
import { decodeEntry } from '../ledger/entry.ts';
import type { RecordedEntry } from '../ledger/entry.ts';
import { ledgerEntry } from '../ledger/tables.ts';
import type { Instant } from '../kernel/instant.ts';
import { LISTING_EVENTS } from './cited-events.ts';
import { among, given } from './given.ts';
import type { At, Reader } from './reader.ts';
import { PEOPLE } from './streams.ts';
import { oversees, readableScopes } from './visibility.ts';
import type { Viewer } from './visibility.ts';

export type { RecordedEntry };

/** Every given member narrows; lists mean "one of these". Times and positions include their first and their last. */
export type EventFilter = Readonly<{
  units?: readonly string[] | null | undefined;
  within?: string | null | undefined;
  cycles?: readonly string[] | null | undefined;
  indicators?: readonly string[] | null | undefined;
  types?: readonly string[] | null | undefined;
  persons?: readonly string[] | null | undefined;
  roles?: readonly Role[] | null | undefined;
  recordedFrom?: Instant | null | undefined;
  recordedTo?: Instant | null | undefined;
  positionFrom?: number | null | undefined;
  positionTo?: number | null | undefined;
}>;

/** A page forwards (after a position) or backwards (before one). */
export type EventPage = Readonly<{
  filter: EventFilter;
  after: number | null;
  before: number | null;
  limit: number;
  backwards: boolean;
  viewer: Viewer;
}>;

/** Which entries are asked for, and by whom. */
export type EventsAsked = Pick<EventPage, 'filter' | 'viewer'>;

/** Entries up to the moment, always answered in the order of the ledger. */
export async function listEvents(
  { database, catalogue }: Reader,
  at: At,
  page: EventPage,
): Promise<readonly RecordedEntry[]> {
  const rows = await database
    .select({ entry: ledgerEntry.entry, leafHash: ledgerEntry.leafHash })
    .from(ledgerEntry)
    .where(and(matches(page, at), onPage(page)))
    .orderBy(inOrder(page))
    .limit(page.limit);
  const entries = rows.map((row) => decodeEntry(row, catalogue));
  return page.backwards ? entries.reverse() : entries;
}

export async function countEvents({ database }: Reader, at: At, page: EventsAsked): Promise<number> {
  const [row] = await database.select({ found: count() }).from(ledgerEntry).where(matches(page, at));
  return row?.found ?? 0;
}

/** What the filter asks for and the viewer may read, up to the moment. */
export function matches({ filter, viewer }: EventsAsked, { position }: At): SQL | undefined {
  return and(
    lte(ledgerEntry.position, position),
    ...places(filter),
    ...moments(filter),
    ...makers(filter),
    readable(viewer),
  );
}

/** Between the cursors of the page. */
export function onPage({ after, before }: EventPage): SQL | undefined {
  return and(
    given(after, (position) => gt(ledgerEntry.position, position)),
    given(before, (position) => lt(ledgerEntry.position, position)),
  );
}

/** From the end the page begins at. */
export function inOrder({ backwards }: EventPage): SQL {
  return backwards ? desc(ledgerEntry.position) : asc(ledgerEntry.position);
}

function places({ units, within, cycles, indicators }: EventFilter): readonly (SQL | undefined)[] {
  return [
    given(units, (codes) => or(sql`false`, ...codes.map(ofUnit))),
    given(within, withinJurisdiction),
    among(ledgerEntry.cycle, cycles),
    given(indicators, ofIndicators),
  ];
}

function moments({ recordedFrom, recordedTo, positionFrom, positionTo }: EventFilter): readonly (SQL | undefined)[] {
  return [
    given(recordedFrom, (time) => gte(ledgerEntry.recordedAt, time)),
    given(recordedTo, (time) => lte(ledgerEntry.recordedAt, time)),
    given(positionFrom, (position) => gte(ledgerEntry.position, position)),
    given(positionTo, (position) => lte(ledgerEntry.position, position)),
  ];
}

function makers({ types, persons, roles }: EventFilter): readonly (SQL | undefined)[] {
  return [among(ledgerEntry.type, types), among(ledgerEntry.person, persons), among(ledgerEntry.role, roles)];
}

/** Some events are about several indicators at once: they list them. */
function ofIndicators(indicators: readonly string[]): SQL | undefined {
  const list = sql`array[${sql.join(
    indicators.map((one) => sql`${one}`),
    sql`, `,
  )}]::text[]`;
  return or(
    inArray(ledgerEntry.indicator, [...indicators]),
    and(
      inArray(ledgerEntry.type, [...LISTING_EVENTS]),
      sql`(${ledgerEntry.entry}::jsonb #> '{data,indicators}') ?| ${list}`,
    ),
  );
}

/**
 * Entries of units one holds a grant over; those of no unit are for whoever holds one over the nation, and those about
 * people for who oversees it. What one took home oneself one may read. MUST agree with `mayRead`.
 */
function readable(viewer: Viewer): SQL | undefined {
  if (oversees(viewer)) return undefined;
  const scopes = readableScopes(viewer);
  const own = viewer.person === null ? undefined : eq(ledgerEntry.stream, disclosureStream(viewer.person));
  if (scopes === null) return or(and(...PEOPLE.map((prefix) => notLike(ledgerEntry.stream, `${prefix}%`))), own);
  if (scopes.length === 0) return sql`false`;
  return or(
    ...scopes.map(({ jurisdiction, below }) => (below ? withinJurisdiction(jurisdiction) : ofPlace(jurisdiction))),
    own,
  );
}

/** A place itself and its organizations. */
function ofPlace(code: string): SQL | undefined {
  return or(ofUnit(code), like(ledgerEntry.stream, `report/${code}/%/%`));
}

/** By the names of its streams, which are indexed by prefix; a unit of its own has no further slash in its name. */
function ofUnit(unit: string): SQL | undefined {
  return and(
    eq(ledgerEntry.unit, unit),
    or(like(ledgerEntry.stream, `report/${unit}/%`), eq(ledgerEntry.stream, `jurisdiction/${unit}`)),
  );
}

/** Codes hold digits and points only, which LIKE takes as they are. */
function withinJurisdiction(code: string): SQL | undefined {
  return or(
    ofPlace(code),
    like(ledgerEntry.stream, `report/${code}.%`),
    like(ledgerEntry.stream, `jurisdiction/${code}.%`),
  );
}
