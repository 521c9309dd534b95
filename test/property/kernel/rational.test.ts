import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  add,
  clamp,
  compare,
  divide,
  equals,
  multiply,
  negate,
  ONE,
  rational,
  roundTo,
  subtract,
  sum,
  toDecimal,
  toExact,
  toRational,
  ZERO,
} from '../../../src/kernel/rational.ts';
import type { Rational, RoundingMode } from '../../../src/kernel/rational.ts';

const whole = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
const positive = fc.bigInt({ min: 1n, max: 10n ** 20n });
/** Small ones too, so that equal values, halves and cancelling meet. */
const value = fc.oneof(
  fc.tuple(whole, positive).map(([top, bottom]) => rational(top, bottom)),
  fc
    .tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 40 }))
    .map(([top, bottom]) => rational(top, bottom)),
);
const nonZero = value.filter(({ numerator }) => numerator !== 0n);
const scale = fc.nat(6);
const mode = fc.constantFrom<RoundingMode[]>('HALF_UP', 'DOWN', 'UP', 'HALF_EVEN');

function law<Values extends [unknown, ...unknown[]]>(
  arbitraries: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  check: (...values: Values) => void,
): void {
  fc.assert(fc.property(fc.tuple(...arbitraries), (values) => check(...(values as Values))));
}

describe('rationals are a field', () => {
  it('adding and multiplying take their operands in any order and grouping', () => {
    law<[Rational, Rational, Rational]>([value, value, value], (a, b, c) => {
      expect(add(a, b)).toEqual(add(b, a));
      expect(multiply(a, b)).toEqual(multiply(b, a));
      expect(add(add(a, b), c)).toEqual(add(a, add(b, c)));
      expect(multiply(multiply(a, b), c)).toEqual(multiply(a, multiply(b, c)));
      expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
    });
  });

  it('0 and 1 change nothing, and everything can be undone', () => {
    law<[Rational, Rational]>([value, nonZero], (a, b) => {
      expect(add(a, ZERO)).toEqual(a);
      expect(multiply(a, ONE)).toEqual(a);
      expect(add(a, negate(a))).toEqual(ZERO);
      expect(subtract(add(a, b), b)).toEqual(a);
      expect(divide(multiply(a, b), b)).toEqual(a);
    });
  });

  it('a sum does not depend on the order of its terms', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 12 }), (values) => {
        expect(sum(values.toReversed())).toEqual(sum(values));
        expect(sum(values)).toEqual(values.reduce(add, ZERO));
      }),
    );
  });
});

describe('rationals', () => {
  it('are always reduced: equal values are equal member by member', () => {
    law<[Rational, bigint]>([value, positive], (a, factor) => {
      expect(rational(a.numerator * factor, a.denominator * factor)).toEqual(a);
      expect(rational(-a.numerator * factor, -a.denominator * factor)).toEqual(a);
      expect(equals(a, rational(a.numerator * factor, a.denominator * factor))).toBe(true);
    });
  });

  it('are ordered like their difference', () => {
    law<[Rational, Rational]>([value, value], (a, b) => {
      const difference = subtract(a, b).numerator;

      expect(compare(a, b)).toBe(difference === 0n ? 0 : difference < 0n ? -1 : 1);
      expect(compare(a, b) === 0).toBe(equals(a, b));
    });
  });

  it('are kept between their bounds', () => {
    law<[Rational, Rational, Rational]>([value, value, value], (a, b, c) => {
      const [low, high] = compare(b, c) <= 0 ? [b, c] : [c, b];
      const kept = clamp(a, low, high);

      expect(compare(kept, low)).toBeGreaterThanOrEqual(0);
      expect(compare(kept, high)).toBeLessThanOrEqual(0);
      expect([a, low, high]).toContainEqual(kept);
    });
  });

  it('are read back as they were printed', () => {
    law<[Rational]>([value], (a) => {
      expect(toRational(toExact(a))).toEqual(a);
    });
  });
});

describe('rounding', () => {
  /** The neighbours of `a` on the grid of `places` decimals, by floor division of BigInts. */
  function neighbours(a: Rational, places: number): readonly [Rational, Rational] {
    const unit = 10n ** BigInt(places);
    const top = a.numerator * unit;
    const rest = ((top % a.denominator) + a.denominator) % a.denominator;
    const below = (top - rest) / a.denominator;
    return [rational(below, unit), rational(rest === 0n ? below : below + 1n, unit)];
  }

  function expected(a: Rational, places: number, how: RoundingMode): Rational {
    const [below, above] = neighbours(a, places);
    const [near, far] = a.numerator < 0n ? [above, below] : [below, above];
    if (how === 'DOWN') return near;
    if (how === 'UP') return far;
    const order = compare(subtract(a, below), subtract(above, a));
    if (order !== 0) return order < 0 ? below : above;
    if (how === 'HALF_UP') return far;
    return multiply(below, rational(10n ** BigInt(places))).numerator % 2n === 0n ? below : above;
  }

  it('goes to the neighbour that its mode names', () => {
    law<[Rational, number, RoundingMode]>([value, scale, mode], (a, places, how) => {
      expect(roundTo(a, places, how)).toEqual(expected(a, places, how));
    });
  });

  it('meets halves, too', () => {
    law<[number, number, RoundingMode]>([fc.integer({ min: -999, max: 999 }), scale, mode], (odd, places, how) => {
      const half = rational(BigInt(odd) * 2n + 1n, 2n * 10n ** BigInt(places));

      expect(roundTo(half, places, how)).toEqual(expected(half, places, how));
    });
  });

  it('treats a value and its negative alike', () => {
    law<[Rational, number, RoundingMode]>([value, scale, mode], (a, places, how) => {
      expect(roundTo(negate(a), places, how)).toEqual(negate(roundTo(a, places, how)));
    });
  });

  it('twice is rounding once', () => {
    law<[Rational, number, RoundingMode]>([value, scale, mode], (a, places, how) => {
      const once = roundTo(a, places, how);

      expect(roundTo(once, places, how)).toEqual(once);
    });
  });

  it('is what decimals print', () => {
    law<[Rational, number, RoundingMode]>([value, scale, mode], (a, places, how) => {
      const text = toDecimal(a, places, how);

      expect(text).toMatch(places === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${String(places)}}$`));
      expect(toRational(text)).toEqual(roundTo(a, places, how));
    });
  });
});
