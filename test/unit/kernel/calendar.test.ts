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
import type { Calendar, DayOff, DayOffKind, WorkingTime } from '../../../src/kernel/calendar.ts';
import { ok } from '../../../src/kernel/result.ts';

const HOUR = 3_600_000;

function day(date: string, kind: DayOffKind): DayOff {
  return { date, kind, title: { id: date, en: date } };
}

/** Around Eid al-Fitr 2025: Friday before joint leave, Monday and Tuesday holidays, joint leave until the next Monday. */
const EID = [
  day('2025-03-28', 'JOINT_LEAVE'),
  day('2025-03-29', 'HOLIDAY'),
  day('2025-03-31', 'HOLIDAY'),
  day('2025-04-01', 'HOLIDAY'),
  ...['2025-04-02', '2025-04-03', '2025-04-04', '2025-04-07'].map((date) => day(date, 'JOINT_LEAVE')),
];

const CALENDAR: Calendar = new Map([
  [2025, EID],
  [2026, [day('2026-01-01', 'HOLIDAY')]],
]);

const MAKASSAR: WorkingTime = { offset: 8, calendar: CALENDAR, off: DAY_OFF_KINDS };

describe('the local day of a moment', () => {
  it('begins earlier the further east one is', () => {
    expect(localDay('2025-03-27T15:59:59.999Z', 8)).toBe('2025-03-27');
    expect(localDay('2025-03-27T16:00:00.000Z', 8)).toBe('2025-03-28');
    expect(localDay('2025-03-27T16:00:00.000Z', 7)).toBe('2025-03-27');
    expect(localDay('2025-12-31T15:00:00.000Z', 9)).toBe('2026-01-01');
  });

  it('begins at its midnight', () => {
    expect(startOfDay('2025-03-28', 8)).toBe('2025-03-27T16:00:00.000Z');
    expect(startOfDay('2025-03-28', 0)).toBe('2025-03-28T00:00:00.000Z');
  });
});

describe('a working day', () => {
  it.each([
    ['2025-03-27', true],
    ['2025-03-28', false],
    ['2025-03-29', false],
    ['2025-03-30', false],
    ['2025-03-31', false],
    ['2025-04-08', true],
  ])('%s: %s', (date, working) => {
    expect(isWorkingDay(date, MAKASSAR)).toEqual(ok(working));
  });

  it('is judged by the kinds of day that count', () => {
    expect(isWorkingDay('2025-04-04', { ...MAKASSAR, off: ['HOLIDAY'] })).toEqual(ok(true));
    expect(isWorkingDay('2025-04-01', { ...MAKASSAR, off: ['HOLIDAY'] })).toEqual(ok(false));
    expect(isWorkingDay('2025-04-01', { ...MAKASSAR, off: [] })).toEqual(ok(true));
    expect(isWorkingDay('2025-04-05', { ...MAKASSAR, off: [] })).toEqual(ok(false));
  });
});

describe('working time', () => {
  it('leaves out a weekend', () => {
    const from = '2025-05-09T08:00:00.000Z';
    const to = '2025-05-12T08:00:00.000Z';

    expect(workingMilliseconds(from, to, MAKASSAR)).toEqual(ok(24 * HOUR));
  });

  it('leaves out holidays and joint leave, of which some lie on a weekend', () => {
    const from = '2025-03-27T08:00:00.000Z';
    const to = '2025-04-08T02:00:00.000Z';

    expect(workingMilliseconds(from, to, MAKASSAR)).toEqual(ok((8 + 10) * HOUR));
  });

  it('counts joint leave where the rule does', () => {
    const from = '2025-03-27T08:00:00.000Z';
    const to = '2025-04-08T02:00:00.000Z';

    expect(workingMilliseconds(from, to, { ...MAKASSAR, off: ['HOLIDAY'] })).toEqual(ok((8 + 10 + 5 * 24) * HOUR));
  });

  it('is of the local days: an evening in Makassar is the next morning in Jayapura', () => {
    const from = '2025-05-09T15:00:00.000Z';
    const to = '2025-05-09T16:00:00.000Z';

    expect(workingMilliseconds(from, to, MAKASSAR)).toEqual(ok(HOUR));
    expect(workingMilliseconds(from, to, { ...MAKASSAR, offset: 9 })).toEqual(ok(0));
  });

  it('is exact to the millisecond', () => {
    const to = '2025-03-27T16:00:00.001Z';

    expect(workingMilliseconds('2025-03-27T15:59:59.998Z', to, MAKASSAR)).toEqual(ok(2));
  });

  it('is told for days before 1970 as well', () => {
    const calendar: Calendar = new Map([[1969, []]]);

    expect(
      workingMilliseconds('1969-12-26T00:00:00.000Z', '1969-12-30T00:00:00.000Z', { offset: 0, calendar, off: [] }),
    ).toEqual(ok(48 * HOUR));
  });

  it('is not told where a year it reaches into has no calendar', () => {
    const unknown = { ok: false, error: { code: 'CALENDAR_UNKNOWN', year: 2027 } };

    expect(workingMilliseconds('2026-12-31T00:00:00.000Z', '2026-12-31T16:00:00.001Z', MAKASSAR)).toEqual(unknown);
    expect(workingMilliseconds('2026-12-31T00:00:00.000Z', '2026-12-31T16:00:00.000Z', MAKASSAR)).toEqual(
      ok(16 * HOUR),
    );
    expect(workingMilliseconds('2030-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z', MAKASSAR)).toEqual(unknown);
  });
});

describe('time off', () => {
  it('is named day by day, with how much of the stretch lies on it', () => {
    const off = timeOff('2025-03-28T04:00:00.000Z', '2025-03-31T10:00:00.000Z', MAKASSAR);

    expect(off).toEqual(
      ok([
        { date: '2025-03-28', day: EID[0], milliseconds: 12 * HOUR },
        { date: '2025-03-29', day: EID[1], milliseconds: 24 * HOUR },
        { date: '2025-03-30', day: null, milliseconds: 24 * HOUR },
        { date: '2025-03-31', day: EID[2], milliseconds: 18 * HOUR },
      ]),
    );
  });

  it('is not told where the calendar is not known', () => {
    expect(timeOff('2027-01-04T00:00:00.000Z', '2027-01-05T00:00:00.000Z', MAKASSAR)).toMatchObject({
      error: { code: 'CALENDAR_UNKNOWN', year: 2027 },
    });
  });
});

describe('a deadline of working days', () => {
  it('is counted from the day after and lasts to the end of the last day', () => {
    expect(plusWorkingDays('2025-05-05T01:00:00.000Z', 3, MAKASSAR)).toEqual(ok('2025-05-08T16:00:00.000Z'));
    expect(plusWorkingDays('2025-05-05T15:59:00.000Z', 3, MAKASSAR)).toEqual(ok('2025-05-08T16:00:00.000Z'));
    expect(plusWorkingDays('2025-05-05T16:00:00.000Z', 3, MAKASSAR)).toEqual(ok('2025-05-09T16:00:00.000Z'));
  });

  it('waits over weekends, holidays and joint leave', () => {
    expect(plusWorkingDays('2025-03-26T01:00:00.000Z', 1, MAKASSAR)).toEqual(ok('2025-03-27T16:00:00.000Z'));
    expect(plusWorkingDays('2025-03-26T01:00:00.000Z', 2, MAKASSAR)).toEqual(ok('2025-04-08T16:00:00.000Z'));
    expect(plusWorkingDays('2025-03-26T01:00:00.000Z', 2, { ...MAKASSAR, off: ['HOLIDAY'] })).toEqual(
      ok('2025-03-28T16:00:00.000Z'),
    );
  });

  it('of none ends with the day itself', () => {
    expect(plusWorkingDays('2025-04-05T01:00:00.000Z', 0, MAKASSAR)).toEqual(ok('2025-04-05T16:00:00.000Z'));
  });

  it('is not told where it would reach into a year without a calendar', () => {
    expect(plusWorkingDays('2026-12-30T01:00:00.000Z', 1, MAKASSAR)).toEqual(ok('2026-12-31T16:00:00.000Z'));
    expect(plusWorkingDays('2026-12-30T01:00:00.000Z', 2, MAKASSAR)).toEqual({
      ok: false,
      error: { code: 'CALENDAR_UNKNOWN', year: 2027 },
    });
  });
});
