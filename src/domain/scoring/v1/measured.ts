import { compare } from '../../../kernel/rational.ts';
import type { Rational } from '../../../kernel/rational.ts';

/** By what units are compared. CORRECTION: how long they took to correct what was returned to them. */
export type Measure = 'TOTAL' | 'LEAD' | 'CORRECTION';

/** One figure to be compared. Who was never returned anything has none of its own: `exact` is 0 then. */
export type Measured = Readonly<{ exact: Rational; neverReturned: boolean }>;

/** Negative where `a` is better. Always on exact values: what is only rounded alike is no tie. */
export function compareBy(measure: Measure, a: Measured, b: Measured): number {
  if (measure !== 'CORRECTION') return compare(b.exact, a.exact);
  if (a.neverReturned !== b.neverReturned) return a.neverReturned ? -1 : 1;
  return compare(a.exact, b.exact);
}
