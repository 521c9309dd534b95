import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { bigint, customType, index, integer, jsonb, pgTable, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';

import type { JsonObject } from '../kernel/json.ts';
import { OPEN_END } from './projection.ts';

/** Text compared byte by byte, whatever the locale of the database. */
const textC = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

const member = (name: string): SQL => sql.raw(`(body ->> '${name}')`);

/**
 * A row and the positions [from, to) at which it holds. `body` is the row; the other columns are generated from it for
 * filters and orders, so that they cannot say something else.
 */
const interval = {
  key: textC('key').notNull(),
  fromPosition: bigint('from_position', { mode: 'number' }).notNull(),
  toPosition: bigint('to_position', { mode: 'bigint' }).notNull(),
  body: jsonb('body').$type<JsonObject>().notNull(),
};

const open = sql.raw(`to_position = ${OPEN_END}`);

/**
 * A report in which something passes by time alone: a round, a window or a question that nobody has ended and whose end
 * is not recorded. Of many reports these are few.
 */
export const AWAITS_TIME = `jsonb_path_exists(body, '$ ? (@.stage != "FINAL") ? (
  exists(@.rounds[*] ? (@.resubmittedAt == null && @.closedAt == null))
  || (@.stage == "OBJECTION_WINDOW" && @.objectionWindowClosedAt == null)
  || exists(@.clarifications[*] ? (@.lapsedAt == null && @.messages[last].kind == "QUESTION")))')`;

export const jurisdictionTable = pgTable(
  'jurisdiction',
  { ...interval, kind: textC('kind').generatedAlwaysAs(member('kind')) },
  (table) => [
    primaryKey({ columns: [table.key, table.fromPosition] }),
    uniqueIndex('jurisdiction_open').on(table.key).where(open),
  ],
);

export const organizationTable = pgTable(
  'organization',
  { ...interval, jurisdiction: textC('jurisdiction').generatedAlwaysAs(member('jurisdiction')) },
  (table) => [
    primaryKey({ columns: [table.key, table.fromPosition] }),
    uniqueIndex('organization_open').on(table.key).where(open),
    index('organization_jurisdiction').on(table.jurisdiction, table.toPosition),
  ],
);

export const personTable = pgTable('person', interval, (table) => [
  primaryKey({ columns: [table.key, table.fromPosition] }),
  uniqueIndex('person_open').on(table.key).where(open),
]);

export const instrumentEditionTable = pgTable(
  'instrument_edition',
  { ...interval, instrument: textC('instrument').generatedAlwaysAs(member('instrument')) },
  (table) => [
    primaryKey({ columns: [table.key, table.fromPosition] }),
    uniqueIndex('instrument_edition_open').on(table.key).where(open),
    index('instrument_edition_instrument').on(table.instrument, table.toPosition),
  ],
);

export const calendarTable = pgTable(
  'calendar',
  { ...interval, calendar: textC('calendar').generatedAlwaysAs(member('calendar')) },
  (table) => [
    primaryKey({ columns: [table.key, table.fromPosition] }),
    uniqueIndex('calendar_open').on(table.key).where(open),
  ],
);

export const cycleTable = pgTable(
  'cycle',
  {
    ...interval,
    instrument: textC('instrument').generatedAlwaysAs(member('instrument')),
    cycleYear: integer('cycle_year').generatedAlwaysAs(sql.raw(`(body ->> 'cycleYear')::integer`)),
  },
  (table) => [
    primaryKey({ columns: [table.key, table.fromPosition] }),
    uniqueIndex('cycle_open').on(table.key).where(open),
    index('cycle_instrument_year').on(table.instrument, table.cycleYear, table.toPosition),
  ],
);

export const officialScoreTable = pgTable(
  'official_score',
  {
    ...interval,
    unit: textC('unit').generatedAlwaysAs(member('unit')),
    cycle: textC('cycle').generatedAlwaysAs(member('cycle')),
  },
  (table) => [
    primaryKey({ columns: [table.key, table.fromPosition] }),
    uniqueIndex('official_score_open').on(table.key).where(open),
    index('official_score_cycle').on(table.cycle, table.toPosition),
  ],
);

export const reportTable = pgTable(
  'report',
  {
    ...interval,
    unit: textC('unit').generatedAlwaysAs(member('unit')),
    cycle: textC('cycle').generatedAlwaysAs(member('cycle')),
    instrument: textC('instrument').generatedAlwaysAs(member('instrument')),
    stage: textC('stage').generatedAlwaysAs(member('stage')),
    openedAt: textC('opened_at').generatedAlwaysAs(member('openedAt')),
    finalTotal: textC('final_total').generatedAlwaysAs(sql.raw(`(body #>> '{final,total}')`)),
  },
  (table) => [
    primaryKey({ columns: [table.key, table.fromPosition] }),
    uniqueIndex('report_open').on(table.key).where(open),
    index('report_cycle').on(table.cycle, table.toPosition),
    index('report_unit').on(table.unit, table.toPosition),
    index('report_awaits_time')
      .on(table.key)
      .where(sql.raw(`to_position = ${OPEN_END} and ${AWAITS_TIME}`)),
  ],
);

/**
 * Words of the narrative (A) and of the titles of the documents that count (B), stemmed; null where there are neither, so
 * that rulings on bare answers cost nothing. So many characters of the titles, since a tsvector holds 1 MiB.
 */
const words = sql.raw(
  `nullif(setweight(to_tsvector('indonesian', coalesce(body ->> 'narrative', '')), 'A') || setweight(to_tsvector('indonesian', ` +
    `left(jsonb_path_query_array(body, '$.documents[*] ? (@.status == "ATTACHED").title')::text, 50000)), 'B'), '')`,
);

export const responseTable = pgTable(
  'response',
  {
    ...interval,
    report: textC('report').generatedAlwaysAs(member('report')),
    words: tsvector('words').generatedAlwaysAs(words),
  },
  (table) => [
    primaryKey({ columns: [table.key, table.fromPosition] }),
    uniqueIndex('response_open').on(table.key).where(open),
    index('response_report').on(table.report, table.toPosition),
    index('response_words')
      .using('gin', table.words)
      // KiB: a longer list is merged more rarely, but holds up the append that has to do it for longer.
      .with({ gin_pending_list_limit: 256 })
      .where(sql.raw('words is not null')),
  ],
);

/** Which report refers to which bytes, one row for each digest and report: `<digest> <unit>/<cycle>`. */
export const documentReferenceTable = pgTable(
  'document_reference',
  {
    ...interval,
    digest: textC('digest').generatedAlwaysAs(member('digest')),
    report: textC('report').generatedAlwaysAs(member('report')),
  },
  (table) => [
    primaryKey({ columns: [table.key, table.fromPosition] }),
    uniqueIndex('document_reference_open').on(table.key).where(open),
    index('document_reference_digest').on(table.digest, table.toPosition),
    index('document_reference_report').on(table.report, table.toPosition),
  ],
);

/** Tokens of machines by their id. Of the secret there is a hash only. */
export const apiTokenTable = pgTable(
  'api_token',
  { ...interval, person: textC('person').generatedAlwaysAs(member('person')) },
  (table) => [
    primaryKey({ columns: [table.key, table.fromPosition] }),
    uniqueIndex('api_token_open').on(table.key).where(open),
    index('api_token_person').on(table.person, table.toPosition),
  ],
);

/** The tables of all read models. */
export const intervalTables = [
  jurisdictionTable,
  organizationTable,
  personTable,
  instrumentEditionTable,
  calendarTable,
  cycleTable,
  officialScoreTable,
  reportTable,
  responseTable,
  documentReferenceTable,
  apiTokenTable,
] as const;

export type IntervalTable = (typeof intervalTables)[number];

/** Which version of each read model its table holds: raised by a rebuild, compared with the program's at its start. */
export const projectionVersionTable = pgTable('projection_version', {
  name: textC('name').primaryKey(),
  version: integer('version').notNull(),
});
