import { z } from 'zod';

import { DAY_OFF_KINDS } from '../../kernel/calendar.ts';
import { text } from '../event.ts';
import { Provenance } from '../instrument/index.ts';

/** By country, as ISO 3166 names it: `ID`. Appears in streams and keys. */
export const CalendarName = z.string().regex(/^[A-Z]{2,16}$/);

/** The calendar of the republic. */
export const NATIONAL_CALENDAR = 'ID';

export const CalendarYearNumber = z.int().min(1945).max(9999);

/** Short, so that the days of a year fit one entry. */
export const DayTitle = z.strictObject({ id: text(120), en: text(120) });

export const DayOffKind = z.enum(DAY_OFF_KINDS);

/** A day on which nobody has to work, beside Saturdays and Sundays. */
export const CalendarDay = z.strictObject({ date: z.iso.date(), kind: DayOffKind, title: DayTitle });

/** Twice as many as a year has had so far; with the longest titles they still fit one entry. */
export const MOST_DAYS = 60;

/** The days off of one year: never part of them, since a day that is not named is a working day. */
const published = {
  calendar: CalendarName,
  year: CalendarYearNumber,
  days: z.array(CalendarDay).min(1).max(MOST_DAYS),
  /** The decrees that name the days. */
  source: text(1000),
  /** Where these decrees, and what they say, were found. */
  provenance: Provenance,
};

export const PublishedYear = z.strictObject(published);

/** One year as a file: `reason` says why its list reads as it does, where it takes the place of another one. */
export const CalendarFile = z.strictObject({ ...published, reason: text(500) });

export type CalendarDay = z.infer<typeof CalendarDay>;
export type PublishedYear = z.infer<typeof PublishedYear>;
export type CalendarFile = z.infer<typeof CalendarFile>;
