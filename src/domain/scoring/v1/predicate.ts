import type { Rational } from '../../../kernel/rational.ts';
import type { Edition, Predicate } from '../../instrument/index.ts';
import { holds } from './interval.ts';

export type Totals = Readonly<{ exact: Rational; rounded: Rational }>;

/** The predicate a total holds, looked up with the exact or the rounded total as the edition says. */
export function predicateOf(edition: Edition, { exact, rounded }: Totals): Predicate | null {
  const total = edition.predicateOf === 'EXACT' ? exact : rounded;
  return edition.predicates.find((predicate) => holds(predicate, total)) ?? null;
}
