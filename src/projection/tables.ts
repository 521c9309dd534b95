import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { bigint, customType, index, integer, jsonb, pgTable, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';

import type { JsonObject } from '../kernel/json.ts';
import { OPEN_END } from './projection.ts';

/** Text compared byte by byte, whatever the locale of the database. */
const textC = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

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
  ],
);

export const responseTable = pgTable(
  'response',
  { ...interval, report: textC('report').generatedAlwaysAs(member('report')) },
  (table) => [
    primaryKey({ columns: [table.key, table.fromPosition] }),
    uniqueIndex('response_open').on(table.key).where(open),
    index('response_report').on(table.report, table.toPosition),
  ],
);

/** The tables of all read models. */
export const intervalTables = [
  jurisdictionTable,
  organizationTable,
  personTable,
  instrumentEditionTable,
  cycleTable,
  reportTable,
  responseTable,
] as const;

export type IntervalTable = (typeof intervalTables)[number];

/** Which version of each read model its table holds: raised by a rebuild, compared with the program's at its start. */
export const projectionVersionTable = pgTable('projection_version', {
  name: textC('name').primaryKey(),
  version: integer('version').notNull(),
});
