import { compare, toRational } from '../../../kernel/rational.ts';
import type { Rational } from '../../../kernel/rational.ts';

/** What bands and predicates share: two edges, null where infinite, open where the edge itself does not belong. */
export type Interval = Readonly<{ from: string | null; to: string | null; fromOpen: boolean; toOpen: boolean }>;

export function holds(interval: Interval, value: Rational): boolean {
  return isAboveLowerEdge(interval, value) && isBelowUpperEdge(interval, value);
}

function isAboveLowerEdge({ from, fromOpen }: Interval, value: Rational): boolean {
  if (from === null) return true;
  const order = compare(value, toRational(from));
  return fromOpen ? order > 0 : order >= 0;
}

function isBelowUpperEdge({ to, toOpen }: Interval, value: Rational): boolean {
  if (to === null) return true;
  const order = compare(value, toRational(to));
  return toOpen ? order < 0 : order <= 0;
}
