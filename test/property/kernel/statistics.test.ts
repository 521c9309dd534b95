import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { add, compare, equals, multiply, rational, sum } from '../../../src/kernel/rational.ts';
import type { Rational } from '../../../src/kernel/rational.ts';
import { inOrder, meanOf, quantileOf } from '../../../src/kernel/statistics.ts';

const value = fc
  .tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 120 }))
  .map(([a, b]) => rational(a, b));
const values = fc.array(value, { minLength: 1, maxLength: 40 });
const share = fc.integer({ min: 0, max: 100 }).map((percent) => rational(percent, 100));

function sameAs(a: Rational | null, b: Rational | null | undefined): boolean {
  return a !== null && b !== null && b !== undefined && equals(a, b);
}

describe('The mean', () => {
  it('times how many there are is their sum, in whatever order', () => {
    fc.assert(
      fc.property(values, (list) => {
        expect(sameAs(multiply(meanOf(list)!, rational(list.length)), sum(list.toReversed()))).toBe(true);
      }),
    );
  });

  it('of nothing is nothing', () => {
    expect(meanOf([])).toBeNull();
  });
});

describe('A quantile', () => {
  it('lies between the smallest and the largest, which are the first and the last of them', () => {
    fc.assert(
      fc.property(values, share, (list, of) => {
        const ordered = inOrder(list);
        const found = quantileOf(ordered, of)!;

        expect(compare(ordered[0]!, found)).toBeLessThanOrEqual(0);
        expect(compare(found, ordered.at(-1)!)).toBeLessThanOrEqual(0);
        expect(sameAs(quantileOf(ordered, rational(0)), ordered[0])).toBe(true);
        expect(sameAs(quantileOf(ordered, rational(1)), ordered.at(-1))).toBe(true);
      }),
    );
  });

  it('never falls as the share grows', () => {
    fc.assert(
      fc.property(values, share, share, (list, a, b) => {
        const [low, high] = compare(a, b) <= 0 ? [a, b] : [b, a];
        const ordered = inOrder(list);

        expect(compare(quantileOf(ordered, low)!, quantileOf(ordered, high)!)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('moves with the values', () => {
    fc.assert(
      fc.property(values, share, value, (list, of, by) => {
        const moved = inOrder(list.map((one) => add(one, by)));

        expect(sameAs(quantileOf(moved, of), add(quantileOf(inOrder(list), of)!, by))).toBe(true);
      }),
    );
  });

  it('is known: the quarter of 1, 2, 3, 4 is 7/4, and half of it 5/2', () => {
    const list = [1, 2, 3, 4].map((one) => rational(one));

    expect(quantileOf(list, rational(1, 4))).toEqual(rational(7, 4));
    expect(quantileOf(list, rational(1, 2))).toEqual(rational(5, 2));
    expect(quantileOf([], rational(1, 2))).toBeNull();
    expect(() => quantileOf(list, rational(11, 10))).toThrow(RangeError);
  });
});
