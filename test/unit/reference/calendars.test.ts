import { describe, expect, it } from 'vitest';

import { isWorkingDay } from '../../../src/kernel/calendar.ts';
import { ok } from '../../../src/kernel/result.ts';
import { loadReference } from '../../../src/usecase/reference.ts';
import { NATIONAL } from '../../support/timeliness-samples.ts';

const years = loadReference().calendars.map(({ year }) => year);

function datesOf(wanted: number, kind: 'HOLIDAY' | 'JOINT_LEAVE'): readonly string[] {
  const days = years.find(({ year }) => year === wanted)?.days ?? [];
  return days.filter((day) => day.kind === kind).map(({ date }) => date.slice(5));
}

describe('the national calendar', () => {
  it.each([
    [2021, 15, 1],
    [2022, 16, 4],
    [2023, 16, 11],
    [2024, 19, 10],
    [2025, 17, 11],
    [2026, 17, 8],
  ])('of %i has %i holidays and %i days of joint leave', (year, holidays, leave) => {
    expect(datesOf(year, 'HOLIDAY')).toHaveLength(holidays);
    expect(datesOf(year, 'JOINT_LEAVE')).toHaveLength(leave);
  });

  it('names its days in their order, and says of every year where it comes from', () => {
    expect(years.map(({ calendar, year }) => `${calendar} ${year}`)).toEqual([
      'ID 2021',
      'ID 2022',
      'ID 2023',
      'ID 2024',
      'ID 2025',
      'ID 2026',
    ]);
    for (const { days, provenance } of years) {
      const dates = days.map(({ date }) => date);
      expect(dates).toEqual([...dates].sort());
      expect(provenance.kind).toBe('FOUND');
    }
  });

  it('takes joint leave only on days that would be worked', () => {
    const wasted = years.flatMap(({ days }) =>
      days.filter(({ date, kind }) => kind === 'JOINT_LEAVE' && [0, 6].includes(new Date(date).getUTCDay())),
    );

    expect(wasted).toEqual([]);
  });

  it('is that of the year as amended', () => {
    expect(datesOf(2021, 'JOINT_LEAVE')).toEqual(['05-12']);
    expect(datesOf(2021, 'HOLIDAY')).toEqual(expect.arrayContaining(['08-11', '10-20']));
    expect(datesOf(2021, 'HOLIDAY')).not.toEqual(expect.arrayContaining(['08-10']));
    expect(datesOf(2022, 'JOINT_LEAVE')).toEqual(['04-29', '05-04', '05-05', '05-06']);
    expect(datesOf(2023, 'JOINT_LEAVE')).toEqual(expect.arrayContaining(['04-19', '06-28', '06-30']));
    expect(datesOf(2023, 'JOINT_LEAVE')).not.toContain('04-26');
    expect(datesOf(2025, 'JOINT_LEAVE')).toContain('08-18');
  });

  it('counts polling days, which decrees of their own make holidays', () => {
    expect(datesOf(2024, 'HOLIDAY')).toEqual(expect.arrayContaining(['02-14', '11-27']));
  });

  it.each(['2025-04-07', '2025-08-17', '2025-12-25', '2026-03-18'])('has no work on %s', (date) => {
    const time = { offset: 8, calendar: NATIONAL, off: ['HOLIDAY', 'JOINT_LEAVE'] } as const;

    expect(isWorkingDay(date, time)).toEqual(ok(false));
  });
});
