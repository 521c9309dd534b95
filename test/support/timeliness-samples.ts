import type { LocalTime, PeriodTimes, RoundTimes } from '../../src/domain/scoring/v1/index.ts';
import type { Calendar } from '../../src/kernel/calendar.ts';
import { millisecondsOf, toInstant } from '../../src/kernel/instant.ts';
import { loadReference } from '../../src/usecase/reference.ts';

/** The national calendar as it is shipped. */
export const NATIONAL: Calendar = new Map(loadReference().calendars.map(({ year }) => [year.year, year.days]));

export const MAKASSAR: LocalTime = { offset: 8, calendar: NATIONAL };
export const JAYAPURA: LocalTime = { offset: 9, calendar: NATIONAL };

/** A local time of Makassar: `2025-03-27 16:00`. */
export function wita(local: string): string {
  return toInstant(millisecondsOf(`${local.replace(' ', 'T')}:00.000Z`) - 8 * 3_600_000);
}

/** A round that was resubmitted and accepted, and a return of its own, unless the test says otherwise. */
export function round(openedAt: string, resubmittedAt: string | null, changes: Partial<RoundTimes> = {}): RoundTimes {
  const dueAt = wita('2025-12-31 00:00');
  const { round: number = 1 } = changes;
  const ended = { dueAt, resubmittedAt, closedAt: null, accepted: true };
  return { round: number, openedAt, ...ended, firstRound: number, ...changes };
}

/** A period that was due on 10 May 2025 and complete a day before, without a return. */
export function period(code: string, changes: Partial<PeriodTimes> = {}): PeriodTimes {
  const submissions = [{ at: wita('2025-05-09 00:00'), complete: true, position: 10 }];
  return { period: code, deadline: wita('2025-05-10 00:00'), submissions, rounds: [], ...changes };
}
