/**
 * Exact fractions. Scores are rationals because a decimal library loses 90/120 = 75 in hundreds of summation orders,
 * and with it the predicate. Always reduced, the denominator positive, so that equal values are equal member by member.
 */
export type Rational = Readonly<{ numerator: bigint; denominator: bigint }>;

export type RoundingMode = 'HALF_UP' | 'DOWN' | 'UP' | 'HALF_EVEN';

const DECIMAL = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/;
const FRACTION = /^(-?\d{1,400})\/(\d{1,400})$/;

export const ZERO: Rational = { numerator: 0n, denominator: 1n };
export const ONE: Rational = { numerator: 1n, denominator: 1n };

export function rational(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
  const top = BigInt(numerator);
  const bottom = BigInt(denominator);
  if (bottom === 0n) throw new RangeError('a rational with denominator 0');
  const sign = bottom < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(top < 0n ? -top : top, bottom * sign);
  return { numerator: (top * sign) / divisor, denominator: (bottom * sign) / divisor };
}

/** Reads `12`, `-0.5` or `63/70`; anything else is `null`. */
export function parseRational(text: string): Rational | null {
  const decimal = DECIMAL.exec(text);
  if (decimal) {
    const [, sign = '', whole = '0', fraction = ''] = decimal;
    const value = rational(BigInt(whole + fraction), 10n ** BigInt(fraction.length));
    return sign === '-' ? negate(value) : value;
  }
  const parts = FRACTION.exec(text);
  if (!parts?.[1] || !parts[2] || /^0+$/.test(parts[2])) return null;
  return rational(BigInt(parts[1]), BigInt(parts[2]));
}

/** Reads a text that was validated before: MUST be a decimal or a fraction, otherwise it throws. */
export function toRational(text: string): Rational {
  const value = parseRational(text);
  if (!value) throw new TypeError(`not a rational: ${JSON.stringify(text)}`);
  return value;
}

export function add(a: Rational, b: Rational): Rational {
  if (a.denominator === b.denominator) return rational(a.numerator + b.numerator, a.denominator);
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, negate(b));
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

export function divide(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator, a.denominator * b.numerator);
}

export function negate(a: Rational): Rational {
  return { numerator: -a.numerator, denominator: a.denominator };
}

export function sum(values: Iterable<Rational>): Rational {
  let total = ZERO;
  for (const value of values) total = add(total, value);
  return total;
}

/** Negative, zero or positive, as `a` is less than, equal to or greater than `b`. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

export function equals(a: Rational, b: Rational): boolean {
  return a.numerator === b.numerator && a.denominator === b.denominator;
}

export function clamp(value: Rational, low: Rational, high: Rational): Rational {
  if (compare(value, low) < 0) return low;
  return compare(value, high) > 0 ? high : value;
}

/** The exact text: `97`, or `425/6` where it is not whole. */
export function toExact(value: Rational): string {
  if (value.denominator === 1n) return value.numerator.toString();
  return `${value.numerator}/${value.denominator}`;
}

/** The value rounded to `scale` decimals, itself exact. */
export function roundTo(value: Rational, scale: number, mode: RoundingMode): Rational {
  const factor = 10n ** BigInt(scale);
  return rational(roundedNumerator(value, factor, mode), factor);
}

/** `scale` decimals, always written out: `97.00`. */
export function toDecimal(value: Rational, scale: number, mode: RoundingMode = 'HALF_UP'): string {
  const units = roundedNumerator(value, 10n ** BigInt(scale), mode);
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const sign = units < 0n ? '-' : '';
  if (scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Rounds the magnitude, so that a value and its negative round alike. */
function roundedNumerator(value: Rational, factor: bigint, mode: RoundingMode): bigint {
  const negative = value.numerator < 0n;
  const top = (negative ? -value.numerator : value.numerator) * factor;
  const whole = top / value.denominator;
  const rest = top % value.denominator;
  const rounded = roundsAway(whole, rest, value.denominator, mode) ? whole + 1n : whole;
  return negative ? -rounded : rounded;
}

function roundsAway(whole: bigint, rest: bigint, denominator: bigint, mode: RoundingMode): boolean {
  if (rest === 0n || mode === 'DOWN') return false;
  if (mode === 'UP') return true;
  const twice = rest * 2n;
  if (twice !== denominator) return twice > denominator;
  return mode === 'HALF_UP' || whole % 2n === 1n;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [left, right] = [a, b];
  while (right !== 0n) [left, right] = [right, left % right];
  return left === 0n ? 1n : left;
}
