import { z } from 'zod';

import { CalendarName, CalendarYearNumber, DayOffKind } from '../domain/calendar/index.ts';
import { calendarYear } from '../view/calendars.ts';
import type { CalendarYearRow } from '../view/calendars.ts';
import { asOfArg, AsOfPointRef } from './as-of.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import type { Moment } from './moment.ts';
import { parseArgs } from './parse-args.ts';
import { ProvenanceRef } from './provenance.ts';
import { inWords, localeArg } from './words.ts';

/** A year of a calendar as of a moment. */
type CalendarYearNode = Readonly<{ row: CalendarYearRow; at: Moment }>;

/** The calendar of the republic, which is asked for where none is named. */
const NATIONAL = 'ID';

export const DayOffKindEnum = builder.enumType('DayOffKind', {
  description:
    'HOLIDAY: a national holiday. JOINT_LEAVE: a day that government turned into leave for all (cuti bersama). Saturdays and Sundays are in no calendar.',
  values: DayOffKind.options,
});

const CalendarDayRef = builder.objectRef<CalendarYearRow['days'][number]>('CalendarDay').implement({
  description: 'A day on which nobody has to work, beside Saturdays and Sundays.',
  fields: (t) => ({
    date: t.exposeString('date', { description: 'Of the local calendar: "2025-12-25".' }),
    kind: t.expose('kind', { type: DayOffKindEnum }),
    title: t.string({ args: localeArg, resolve: ({ title }, args, context) => inWords(title, args, context) }),
  }),
});

export const CalendarYearRef = builder.objectRef<CalendarYearNode>('CalendarYear').implement({
  description:
    'The days off of one year, by which working days are counted. A year that is not published is unknown: nothing is counted in it.',
  fields: (t) => ({
    name: t.string({ description: 'Of the calendar: "ID".', resolve: ({ row }) => row.calendar }),
    year: t.int({ resolve: ({ row }) => row.year }),
    revision: t.int({
      description: 'From 1. What an earlier one said is found by `asOf`.',
      resolve: ({ row }) => row.revision,
    }),
    days: t.field({
      type: [CalendarDayRef],
      description: 'In their order; a day that falls on a weekend is listed as well.',
      complexity: { field: 1, multiplier: 30 },
      resolve: ({ row }) => row.days,
    }),
    source: t.string({ description: 'The decrees that name the days.', resolve: ({ row }) => row.source }),
    provenance: t.field({
      type: ProvenanceRef,
      description: 'Where these decrees, and what they say, were found.',
      resolve: ({ row }) => row.provenance,
    }),
    reason: t.string({
      nullable: true,
      description: 'Why the list reads as it does now; null only on a first revision.',
      resolve: ({ row }) => row.reason,
    }),
    publishedAt: t.field({ type: 'DateTime', resolve: ({ row }) => row.publishedAt }),
    asOf: t.field({ type: AsOfPointRef, resolve: ({ at }) => at }),
  }),
});

export async function loadCalendarYear(
  { reader }: GraphqlContext,
  at: Moment,
  asked: Readonly<{ calendar: string; year: number }>,
): Promise<CalendarYearNode | null> {
  const row = await calendarYear(reader, at, asked);
  return row && { row, at };
}

const CalendarArgs = z.object({ name: CalendarName.nullish(), year: CalendarYearNumber });

builder.queryField('calendar', (t) =>
  t.field({
    type: CalendarYearRef,
    nullable: true,
    description: 'The days off of a year; null where no calendar of that year is known.',
    args: {
      name: t.arg.string({ description: 'Default: "ID", the calendar of the republic.' }),
      year: t.arg.int({ required: true }),
      ...asOfArg,
    },
    resolve: async (_root, { asOf, ...asked }, context) => {
      const { name, year } = parseArgs(CalendarArgs, asked, context);
      return loadCalendarYear(context, await context.at(asOf), { calendar: name ?? NATIONAL, year });
    },
  }),
);
