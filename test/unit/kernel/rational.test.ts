import { describe, expect, it } from 'vitest';

import { parseRational, rational, roundTo, sum, toDecimal, toExact, toRational } from '../../../src/kernel/rational.ts';
import type { RoundingMode } from '../../../src/kernel/rational.ts';

describe('a rational', () => {
  it.each([
    [6, 4, '3/2'],
    [-6, 4, '-3/2'],
    [6, -4, '-3/2'],
    [-6, -4, '3/2'],
    [0, -7, '0'],
    [8, 2, '4'],
  ])('%i / %i is %s, reduced and its denominator positive', (top, bottom, exact) => {
    expect(toExact(rational(top, bottom))).toBe(exact);
    expect(rational(top, bottom).denominator).toBeGreaterThan(0n);
  });

  it('has no denominator 0', () => {
    expect(() => rational(1, 0)).toThrow(RangeError);
  });

  it('is made of whole numbers', () => {
    expect(() => rational(0.5)).toThrow(RangeError);
  });

  it('keeps 90 of 120 equal indicators at 75, in whatever order', () => {
    const each = rational(100, 120);

    expect(toExact(sum(Array.from({ length: 90 }, () => each)))).toBe('75');
  });
});

describe('reading a rational', () => {
  it.each([
    ['12', '12'],
    ['-0.50', '-1/2'],
    ['-0', '0'],
    ['007', '7'],
    ['63/70', '9/10'],
    ['-63/70', '-9/10'],
    ['0.1', '1/10'],
    ['123456789012345.0123456789', '1234567890123450123456789/10000000000'],
  ])('%s is %s', (text, exact) => {
    expect(toExact(toRational(text))).toBe(exact);
  });

  it.each([
    '',
    ' 1',
    '1 ',
    '.5',
    '5.',
    '+1',
    '1e2',
    '1,5',
    '1/0',
    '1/00',
    '1/-2',
    '--1',
    '0x10',
    'NaN',
    'nihil',
    '1\n',
  ])('%o is none', (text) => {
    expect(parseRational(text)).toBeNull();
    expect(() => toRational(text)).toThrow(TypeError);
  });
});

describe('rounding', () => {
  const half: readonly [string, RoundingMode, string][] = [
    ['0.5', 'HALF_UP', '1'],
    ['1.5', 'HALF_UP', '2'],
    ['-0.5', 'HALF_UP', '-1'],
    ['0.5', 'HALF_EVEN', '0'],
    ['1.5', 'HALF_EVEN', '2'],
    ['2.5', 'HALF_EVEN', '2'],
    ['-1.5', 'HALF_EVEN', '-2'],
    ['0.5', 'DOWN', '0'],
    ['-0.9', 'DOWN', '0'],
    ['0.1', 'UP', '1'],
    ['-0.1', 'UP', '-1'],
    ['3', 'UP', '3'],
    ['1/3', 'HALF_UP', '0'],
    ['2/3', 'HALF_EVEN', '1'],
  ];

  it.each(half)('%s goes %s to %s', (text, mode, rounded) => {
    expect(toExact(roundTo(toRational(text), 0, mode))).toBe(rounded);
  });

  it('happens at the decimal that is asked', () => {
    expect(toExact(roundTo(toRational('74.995'), 2, 'HALF_UP'))).toBe('75');
    expect(toExact(roundTo(toRational('74.9949'), 2, 'HALF_UP'))).toBe('7499/100');
    expect(toExact(roundTo(toRational('425/6'), 4, 'DOWN'))).toBe('708333/10000');
  });
});

describe('decimals', () => {
  it.each([
    ['97', 2, '97.00'],
    ['425/6', 2, '70.83'],
    ['-1/3', 2, '-0.33'],
    ['1/200', 2, '0.01'],
    ['-1/1000', 2, '0.00'],
    ['0.04', 1, '0.0'],
    ['97.5', 0, '98'],
    ['-97.5', 0, '-98'],
  ])('of %s to %i places are %s', (text, scale, decimals) => {
    expect(toDecimal(toRational(text), scale)).toBe(decimals);
  });
});
