import { calendarEvents } from '../domain/calendar/index.ts';
import type { CalendarEvent } from '../domain/calendar/index.ts';
import type { Recorded } from '../domain/event.ts';
import type { Instant } from '../kernel/instant.ts';
import { ownEvents } from './own-events.ts';
import type { Projection } from './projection.ts';

export type CalendarYearRow = CalendarEvent['data'] & Readonly<{ publishedAt: Instant }>;

const isOfCalendar = ownEvents(calendarEvents);

/** Years of calendars by `<calendar>/<year>`, each as its last revision says. */
export const calendarProjection: Projection<CalendarYearRow> = {
  name: 'calendar',
  version: 1,
  keys: (event) => (isOfCalendar(event) ? [`${event.data.calendar}/${event.data.year}`] : []),
  evolve: (row, event) => (isOfCalendar(event) ? published(event) : row),
};

/** It takes the one event of its stream and no other: a second one does not compile until it is answered, too. */
function published({ data, recordedAt }: Recorded<CalendarEvent>): CalendarYearRow {
  return { ...data, publishedAt: recordedAt };
}
