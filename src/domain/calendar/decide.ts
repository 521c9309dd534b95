import { canonicalJson } from '../../kernel/canonical-json.ts';
import { err, ok } from '../../kernel/result.ts';
import { authorize } from '../access.ts';
import type { Asking } from '../access.ts';
import type { Outcome, Refusal } from '../decider.ts';
import type { GeneralRefusalCode } from '../refusals.ts';
import type { CalendarCommand } from './commands.ts';
import type { CalendarEvent } from './events.ts';
import type { calendarRefusals } from './refusals.ts';
import type { CalendarState } from './state.ts';
import type { PublishedYear } from './values.ts';

type Code = GeneralRefusalCode | keyof typeof calendarRefusals;

export function decide(command: CalendarCommand, state: CalendarState, facts: Asking): Outcome<CalendarEvent, Code> {
  const under = authorize({ roles: ['ADMINISTRATOR', 'SYSTEM'], unit: null }, facts);
  if (!under) return err({ code: 'NOT_ALLOWED' });
  const before = state.years[command.year] ?? null;
  const year = yearOf(command);
  const refusal = faultOf(year) ?? conflict(command, year, before);
  if (refusal) return err(refusal);
  const data = { ...year, revision: (before?.revision ?? 0) + 1, reason: command.reason };
  return ok({ under, events: [{ type: 'CalendarYearPublished', data }] });
}

/** What keeps the year from taking the place of the one before. */
function conflict(
  { expectedRevision, reason }: CalendarCommand,
  year: PublishedYear,
  before: CalendarEvent['data'] | null,
): Refusal<Code> | null {
  const currentRevision = before?.revision ?? 0;
  if (expectedRevision !== null && expectedRevision !== currentRevision) {
    return { code: 'CALENDAR_REVISED', currentRevision };
  }
  if (!before) return null;
  if (sameText(yearOf(before), year)) return { code: 'NOTHING_CHANGED' };
  return reason === null ? { code: 'CALENDAR_REASON_MISSING', path: ['reason'] } : null;
}

/** What a year says, the days in their order. */
function yearOf({
  calendar,
  year,
  days,
  source,
  provenance,
}: Pick<CalendarCommand, keyof PublishedYear>): PublishedYear {
  return { calendar, year, days: days.toSorted((a, b) => (a.date < b.date ? -1 : 1)), source, provenance };
}

function faultOf({ year, days }: PublishedYear): Refusal<Code> | null {
  const outside = days.find(({ date }) => Number(date.slice(0, 4)) !== year);
  if (outside) return { code: 'CALENDAR_DATE_OUTSIDE_YEAR', path: ['days', outside.date] };
  const repeated = days.find(({ date }, index) => days[index - 1]?.date === date);
  return repeated ? { code: 'CALENDAR_DATE_REPEATED', path: ['days', repeated.date] } : null;
}

function sameText(a: PublishedYear, b: PublishedYear): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
