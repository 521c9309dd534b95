import { z } from 'zod';

import { CalendarName, CalendarYearNumber, DayOffKind, DayTitle, MOST_DAYS } from '../../domain/calendar/index.ts';
import { Provenance } from '../../domain/instrument/index.ts';
import { CalendarYearRef, DayOffKindEnum, loadCalendarYear } from '../calendar.ts';
import { ProvenanceKindEnum } from '../provenance.ts';
import { defineMutation } from './define.ts';
import { field, inputObject, list, trimmed } from './field.ts';
import { optionalWords, words } from './members.ts';

const title = inputObject('BilingualTextInput', {
  description: 'A text in both languages.',
  fields: {
    id: trimmed(DayTitle.shape.id, 'In Indonesian.'),
    en: trimmed(DayTitle.shape.en, 'In English.'),
  },
});

const day = inputObject('CalendarDayInput', {
  description: 'A day on which nobody has to work, beside Saturdays and Sundays.',
  fields: {
    date: trimmed(z.iso.date(), 'A day of the year: `2025-12-25`.'),
    kind: field(DayOffKindEnum, DayOffKind, 'Which rules count it as off.'),
    title: field(title.type, title.schema, 'What the day is for.'),
  },
});

const provenance = inputObject('ProvenanceInput', {
  description: 'Where something comes from.',
  fields: {
    kind: field(ProvenanceKindEnum, Provenance.shape.kind, 'How well it is founded.'),
    source: words(2000, 'The address, or in words where it was taken from.'),
  },
});

defineMutation({
  name: 'publishCalendarYear',
  description:
    'Publishes the days off of a whole year, or revises them: a day that is not listed is a working day. Nothing that was published before is overwritten, and nothing that was decided by it changes.',
  fields: {
    calendar: trimmed(CalendarName, 'Name of the calendar: `ID`.'),
    year: field('Int', CalendarYearNumber, 'The year.'),
    days: list(day, { min: 1, max: MOST_DAYS, description: 'All days off of the year.' }),
    source: words(1000, 'The decrees that name the days.'),
    provenance: field(provenance.type, provenance.schema, 'Where these decrees, and what they say, were found.'),
    reason: optionalWords(500, 'Why the list is another one now; needed for a revision.'),
    expectedRevision: field(
      'Int',
      z.int().nonnegative(),
      'The revision on the screen; 0 where the year is not published. Another one now: CALENDAR_REVISED.',
    ),
  },
  command: ({ calendar, year, days, source, provenance, reason, expectedRevision }) => ({
    type: 'PublishCalendarYear',
    calendar,
    year,
    days,
    source,
    provenance,
    reason,
    expectedRevision,
  }),
  answer: (t) => ({
    calendar: t.field({
      type: CalendarYearRef,
      nullable: true,
      description: 'The year after it; null only with `validateOnly`, where there is none yet.',
      resolve: ({ input, at }, _arguments, context) => loadCalendarYear(context, at, input),
    }),
  }),
});
