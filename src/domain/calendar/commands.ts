import type { Provenance } from '../instrument/index.ts';
import type { CalendarDay } from './values.ts';

/** `expectedRevision`: the one that is in force on the screen, 0 where there is none; null: whichever is in force. */
export type PublishCalendarYear = Readonly<{
  type: 'PublishCalendarYear';
  calendar: string;
  year: number;
  /** All days off of the year: what is not named is a working day. */
  days: readonly CalendarDay[];
  source: string;
  provenance: Provenance;
  reason: string | null;
  expectedRevision: number | null;
}>;

export type CalendarCommand = PublishCalendarYear;
