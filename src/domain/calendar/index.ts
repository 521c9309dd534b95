import type { Asking } from '../access.ts';
import type { Decider } from '../decider.ts';
import type { CalendarCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { CalendarEvent } from './events.ts';
import { evolve, initialState } from './state.ts';
import type { CalendarState } from './state.ts';

export type { CalendarCommand } from './commands.ts';
export { calendarEvents } from './events.ts';
export type { CalendarEvent } from './events.ts';
export { calendarRefusals } from './refusals.ts';
export { calendarSentences } from './sentences.ts';
export type { CalendarState } from './state.ts';
export { calendarUpcasts } from './upcasts.ts';
export {
  CalendarFile,
  CalendarName,
  CalendarYearNumber,
  DayOffKind,
  DayTitle,
  MOST_DAYS,
  NATIONAL_CALENDAR,
} from './values.ts';

export const calendar: Decider<CalendarCommand, CalendarEvent, CalendarState, Asking> = {
  initialState,
  decide,
  evolve,
};
