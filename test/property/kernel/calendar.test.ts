import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  DAY_OFF_KINDS,
  isWorkingDay,
  localDay,
  plusWorkingDays,
  startOfDay,
  timeOff,
  workingMilliseconds,
} from '../../../src/kernel/calendar.ts';
import type { DayOff, WorkingTime } from '../../../src/kernel/calendar.ts';
import { millisecondsOf, plusDays, toInstant } from '../../../src/kernel/instant.ts';
import type { Result } from '../../../src/kernel/result.ts';

const DAY = 86_400_000;
const FIRST = Date.UTC(2024, 0, 3);
const LAST = Date.UTC(2026, 11, 29);

const moment = fc.integer({ min: FIRST, max: LAST }).map(toInstant);
/** Often at a midnight, where days meet. */
const instant = fc.oneof(
  moment,
  moment.map((one) => `${one.slice(0, 10)}T16:00:00.000Z`),
);
const offset = fc.constantFrom(0, 7, 8, 9, -5, 5.5);
const date = fc
  .integer({ min: Date.UTC(2024, 0, 1) / DAY, max: Date.UTC(2026, 11, 31) / DAY })
  .map((number) => toInstant(number * DAY).slice(0, 10));
const dayOff = fc.record({
  date,
  kind: fc.constantFrom(...DAY_OFF_KINDS),
  title: fc.constant({ id: 'Libur', en: 'Off' }),
});

const calendar = fc.uniqueArray(dayOff, { maxLength: 60, selector: (one) => one.date }).map(byYear);
const time: fc.Arbitrary<WorkingTime> = fc.record({ offset, calendar, off: fc.subarray([...DAY_OFF_KINDS]) });

function byYear(days: readonly DayOff[]): WorkingTime['calendar'] {
  const years = Map.groupBy(days, (one) => Number(one.date.slice(0, 4)));
  return new Map([2024, 2025, 2026].map((year) => [year, years.get(year) ?? []]));
}

function value<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function worked(from: string, to: string, by: WorkingTime): number {
  return value(workingMilliseconds(from, to, by));
}

describe('working time', () => {
  it('adds up over any split', () => {
    fc.assert(
      fc.property(instant, instant, instant, time, (a, b, c, by) => {
        expect(worked(a, b, by) + worked(b, c, by)).toBe(worked(a, c, by));
      }),
    );
  });

  it('never exceeds the time that passed, and what is missing is named day by day', () => {
    fc.assert(
      fc.property(instant, instant, time, (a, b, by) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const off = value(timeOff(from, to, by)).reduce((sum, { milliseconds }) => sum + milliseconds, 0);

        expect(worked(from, to, by)).toBeGreaterThanOrEqual(0);
        expect(worked(from, to, by) + off).toBe(millisecondsOf(to) - millisecondsOf(from));
      }),
    );
  });

  it('of a local day is all of it or nothing, as the day is a working day or not', () => {
    fc.assert(
      fc.property(date, time, (day, by) => {
        const from = startOfDay(day, by.offset);

        expect(worked(from, plusDays(from, 1), by)).toBe(value(isWorkingDay(day, by)) ? DAY : 0);
      }),
    );
  });

  it('follows the local clock: the same local times give the same', () => {
    fc.assert(
      fc.property(instant, instant, time, fc.integer({ min: -3, max: 3 }), (a, b, by, east) => {
        const moved = (one: string): string => toInstant(millisecondsOf(one) - east * 3_600_000);

        expect(worked(moved(a), moved(b), { ...by, offset: by.offset + east })).toBe(worked(a, b, by));
      }),
    );
  });

  it('only shrinks where more kinds of day are off', () => {
    fc.assert(
      fc.property(instant, instant, time, (a, b, by) => {
        const [from, to] = a < b ? [a, b] : [b, a];

        expect(worked(from, to, { ...by, off: DAY_OFF_KINDS })).toBeLessThanOrEqual(worked(from, to, by));
      }),
    );
  });

  it('is unknown where any day of the stretch is of a year without a calendar', () => {
    fc.assert(
      fc.property(instant, instant, time, (a, b, by) => {
        fc.pre(a < b);
        const known = new Map([...by.calendar].filter(([year]) => year !== 2025));
        const [first, last] = [localDay(a, by.offset), localDay(toInstant(millisecondsOf(b) - 1), by.offset)];
        const touches = first < '2026' && last >= '2025';

        expect(workingMilliseconds(a, b, { ...by, calendar: known }).ok).toBe(!touches);
      }),
    );
  });
});

describe('a deadline of working days', () => {
  const days = fc.integer({ min: 0, max: 20 });
  const early = instant.filter((one) => one < '2026-06');

  it('leaves exactly that many of them after the day it is counted from', () => {
    fc.assert(
      fc.property(early, days, time, (from, count, by) => {
        const nextDay = startOfDay(localDay(plusDays(from, 1), by.offset), by.offset);
        const due = value(plusWorkingDays(from, count, by));

        expect(worked(nextDay, due, by)).toBe(count * DAY);
        expect(startOfDay(localDay(due, by.offset), by.offset)).toBe(due);
      }),
    );
  });

  it('is never earlier for a later moment or for more days', () => {
    fc.assert(
      fc.property(early, early, days, time, (a, b, count, by) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const due = value(plusWorkingDays(from, count, by));

        expect(due <= value(plusWorkingDays(to, count, by))).toBe(true);
        expect(due < value(plusWorkingDays(from, count + 1, by))).toBe(true);
      }),
    );
  });
});
