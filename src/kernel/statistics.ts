import { add, compare, divide, multiply, ONE, rational, subtract, sum, ZERO } from './rational.ts';
import type { Rational } from './rational.ts';

/** The arithmetic mean, exact; null of nothing. */
export function meanOf(values: readonly Rational[]): Rational | null {
  return values.length === 0 ? null : divide(sum(values), rational(values.length));
}

/** The smallest first. */
export function inOrder(values: readonly Rational[]): readonly Rational[] {
  return values.toSorted(compare);
}

/**
 * The value below which the share `of` (0 to 1) of the values lies, exact: between two neighbours in proportion, as SQL's
 * `percentile_cont` does (method 7 of Hyndman and Fan, 1996). `ordered` MUST have the smallest first. Null of nothing.
 */
export function quantileOf(ordered: readonly Rational[], of: Rational): Rational | null {
  if (compare(of, ZERO) < 0 || compare(of, ONE) > 0) throw new RangeError('a quantile lies between 0 and 1');
  const place = multiply(rational(Math.max(0, ordered.length - 1)), of);
  const before = Number(place.numerator / place.denominator);
  const low = ordered[before];
  if (!low) return null;
  const high = ordered[before + 1] ?? low;
  return add(low, multiply(subtract(high, low), subtract(place, rational(before))));
}
