import { z } from 'zod';

import { defineEvent, text } from '../event.ts';
import type { EventOf } from '../event.ts';
import { PublishedYear } from './values.ts';

/**
 * The days off of a whole year became known, or were revised: what an earlier revision said stays in the ledger. `reason`
 * says why the list is another one now; it may be null on the first revision only.
 */
const CalendarYearPublished = defineEvent(
  'CalendarYearPublished',
  1,
  z.strictObject({ ...PublishedYear.shape, revision: z.int().positive(), reason: text(500).nullable() }),
);

export const calendarEvents = [CalendarYearPublished] as const;

export type CalendarEvent = EventOf<(typeof calendarEvents)[number]>;
