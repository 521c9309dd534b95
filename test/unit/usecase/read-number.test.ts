import { describe, expect, it } from 'vitest';

import { readNumber } from '../../../src/usecase/imports/read-number.ts';

describe('A number in a sheet', () => {
  it.each([
    ['97', '97'],
    ['-3', '-3'],
    [' 97.5 ', '97.5'],
    ['97,5', '97.5'],
    ['0.125', '0.125'],
    ['0,125', '0.125'],
    ['1234,567', '1234.567'],
    ['1.234,5', '1234.5'],
    ['1,234.5', '1234.5'],
    ['1.234.567', '1234567'],
    ['1,234,567.25', '1234567.25'],
  ])('%s is read as %s', (written, decimal) => {
    expect(readNumber(written)).toEqual({ ok: true, value: decimal });
  });

  it.each(['1.234', '12,345', '-1.234'])('%s is refused, since it can be read in two ways', (written) => {
    expect(readNumber(written)).toEqual({ ok: false, error: 'NUMBER_AMBIGUOUS' });
  });

  it.each(['', '97%', '+5', '1e5', '1.23.4', '1,23,4', '5 kg', 'nihil', '٣', '1'.repeat(16), '0,12345678901', '1.5/2'])(
    '%s is no number',
    (written) => {
      expect(readNumber(written)).toEqual({ ok: false, error: 'NUMBER_UNREADABLE' });
    },
  );
});
