import { inArray, lte } from 'drizzle-orm';

import type { Calendar } from '../kernel/calendar.ts';
import type { CalendarYearRow } from '../projection/calendar.ts';
import { calendarTable } from '../projection/tables.ts';
import type { At, Reader } from './reader.ts';
import { rowsByKey, rowsWhere } from './rows.ts';

export type { CalendarYearRow };

/** A year of a calendar as it was at the moment; null where it was not published. */
export async function calendarYear(
  reader: Reader,
  at: At,
  { calendar, year }: Readonly<{ calendar: string; year: number }>,
): Promise<CalendarYearRow | null> {
  const [row] = await rowsByKey<CalendarYearRow>(reader, calendarTable, { at, keys: [`${calendar}/${year}`] });
  return row ?? null;
}

/** All years of each calendar that were published at the moment, to count days by. */
export async function calendarsByName(reader: Reader, at: At, names: readonly string[]): Promise<readonly Calendar[]> {
  const where = inArray(calendarTable.calendar, [...names]);
  const rows = await rowsWhere<CalendarYearRow>(reader, calendarTable, { at, where });
  const grouped = Map.groupBy(rows, ({ calendar }) => calendar);
  return names.map((name) => new Map((grouped.get(name) ?? []).map(({ year, days }) => [year, days])));
}

/** Every revision of every year up to the moment, whether it is still in force or not. */
export async function calendarRevisions({ database }: Reader, { position }: At): Promise<readonly CalendarYearRow[]> {
  const rows = await database
    .select({ body: calendarTable.body })
    .from(calendarTable)
    .where(lte(calendarTable.fromPosition, position));
  // Written by the calendar projection.
  return rows.map(({ body }) => body as CalendarYearRow);
}
