import { and, asc, count, desc, eq, gt, gte, inArray, like, lt, lte, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';

import type { Role } from '../domain/access.ts';
import { decodeEntry } from '../ledger/entry.ts';
import type { RecordedEntry } from '../ledger/entry.ts';
import { ledgerEntry } from '../ledger/tables.ts';
import type { Instant } from '../kernel/instant.ts';
import { LISTING_EVENTS } from './cited-events.ts';
import type { At, Reader } from './reader.ts';
import { readableScopes } from './visibility.ts';
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
  /** One stream, whole. */
  stream?: string | null | undefined;
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

/** Entries up to the moment, always answered in the order of the ledger. */
export async function listEvents(
  { database, catalogue }: Reader,
  at: At,
  page: EventPage,
): Promise<readonly RecordedEntry[]> {
  const { after, before, backwards } = page;
  const rows = await database
    .select({ entry: ledgerEntry.entry, leafHash: ledgerEntry.leafHash })
    .from(ledgerEntry)
    .where(
      and(
        matches(page, at),
        after === null ? undefined : gt(ledgerEntry.position, after),
        before === null ? undefined : lt(ledgerEntry.position, before),
      ),
    )
    .orderBy(backwards ? desc(ledgerEntry.position) : asc(ledgerEntry.position))
    .limit(page.limit);
  const entries = rows.map((row) => decodeEntry(row, catalogue));
  return backwards ? entries.reverse() : entries;
}

export async function countEvents(
  { database }: Reader,
  at: At,
  page: Pick<EventPage, 'filter' | 'viewer'>,
): Promise<number> {
  const [row] = await database.select({ found: count() }).from(ledgerEntry).where(matches(page, at));
  return row?.found ?? 0;
}

function matches({ filter, viewer }: Pick<EventPage, 'filter' | 'viewer'>, { position }: At): SQL | undefined {
  return and(
    lte(ledgerEntry.position, position),
    ...places(filter),
    ...moments(filter),
    ...makers(filter),
    readable(viewer),
  );
}

function places({ units, within, cycles, indicators, stream }: EventFilter): readonly (SQL | undefined)[] {
  return [
    units ? or(...units.map(ofUnit)) : undefined,
    within ? withinJurisdiction(within) : undefined,
    cycles ? inArray(ledgerEntry.cycle, [...cycles]) : undefined,
    indicators ? ofIndicators(indicators) : undefined,
    stream ? eq(ledgerEntry.stream, stream) : undefined,
  ];
}

function moments({ recordedFrom, recordedTo, positionFrom, positionTo }: EventFilter): readonly (SQL | undefined)[] {
  return [
    recordedFrom ? gte(ledgerEntry.recordedAt, recordedFrom) : undefined,
    recordedTo ? lte(ledgerEntry.recordedAt, recordedTo) : undefined,
    positionFrom ? gte(ledgerEntry.position, positionFrom) : undefined,
    positionTo ? lte(ledgerEntry.position, positionTo) : undefined,
  ];
}

function makers({ types, persons, roles }: EventFilter): readonly (SQL | undefined)[] {
  return [
    types ? inArray(ledgerEntry.type, [...types]) : undefined,
    persons ? inArray(ledgerEntry.person, [...persons]) : undefined,
    roles ? inArray(ledgerEntry.role, [...roles]) : undefined,
  ];
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

/** Entries of units one holds a grant over; those of no unit are for whoever holds a grant over the nation. */
function readable(viewer: Viewer): SQL | undefined {
  const scopes = readableScopes(viewer);
  if (scopes === null) return undefined;
  if (scopes.length === 0) return sql`false`;
  return or(
    ...scopes.map(({ jurisdiction, role }) =>
      role === 'COORDINATOR' || role === 'REPORTER' ? ofPlace(jurisdiction) : withinJurisdiction(jurisdiction),
    ),
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
