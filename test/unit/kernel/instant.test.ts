import { describe, expect, it } from 'vitest';

import { INSTANT_PATTERN, millisecondsOf, parseInstant, plusDays, toInstant } from '../../../src/kernel/instant.ts';

describe('an instant', () => {
  it('is written in UTC with exactly three decimals of a second', () => {
    expect(toInstant(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(toInstant(1_764_727_869_120)).toBe('2025-12-03T02:11:09.120Z');
  });

  it('is read back as the moment it was', () => {
    expect(millisecondsOf('2025-12-03T02:11:09.120Z')).toBe(1_764_727_869_120);
  });

  it.each(['2025-12-03T02:11:09Z', '2025-12-03T02:11:09.12Z', '2025-12-03T10:11:09.120+08:00', '2025-12-03'])(
    'is not written %s',
    (text) => {
      expect(text).not.toMatch(INSTANT_PATTERN);
    },
  );

  it('compares as text as the moments compare', () => {
    expect(toInstant(999) < toInstant(1000)).toBe(true);
    expect(toInstant(Date.UTC(2025, 8, 30)) < toInstant(Date.UTC(2025, 9, 1))).toBe(true);
  });
});

describe('days later', () => {
  it('are 24 hours each, over months, years and leap days', () => {
    expect(plusDays('2025-12-25T08:00:00.000Z', 7)).toBe('2026-01-01T08:00:00.000Z');
    expect(plusDays('2028-02-28T00:00:00.000Z', 1)).toBe('2028-02-29T00:00:00.000Z');
    expect(plusDays('2025-12-25T08:00:00.000Z', 0)).toBe('2025-12-25T08:00:00.000Z');
  });

  it.each([
    ['2025-12-03T10:11:09.12+08:00', '2025-12-03T02:11:09.120Z'],
    ['2025-12-03t02:11:09z', '2025-12-03T02:11:09.000Z'],
    ['2025-02-30T00:00:00Z', null],
    ['2025-12-03', null],
    ['0000-01-01T00:00:00+14:00', null],
  ])('is read from %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });
});
