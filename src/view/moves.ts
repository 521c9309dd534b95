import { subtract, ZERO } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';

/** What an indicator brings to a total. */
type Contribution = Readonly<{ code: string; dimension: string; contribution: Rational }>;

/** An indicator that brings something else to one total than to another. */
export type Move = Readonly<{
  indicator: string;
  dimension: string;
  /** Null where it is not asked. */
  before: Rational | null;
  after: Rational | null;
  delta: Rational;
}>;

/** Through which indicators one total became another, in the order of the later one. The deltas add up to the difference. */
export function movesBetween(before: Iterable<Contribution>, after: Iterable<Contribution>): readonly Move[] {
  const [earlier, later] = [byCode(before), byCode(after)];
  const all = new Map([...later, ...earlier, ...later]);
  return [...all.values()].flatMap(({ code: indicator, dimension }) => {
    const [was, is] = [brought(earlier, indicator), brought(later, indicator)];
    const delta = subtract(is ?? ZERO, was ?? ZERO);
    return delta.numerator === 0n ? [] : [{ indicator, dimension, before: was, after: is, delta }];
  });
}

type Contributions = ReadonlyMap<string, Contribution>;

function byCode(contributions: Iterable<Contribution>): Contributions {
  return new Map([...contributions].map((one) => [one.code, one]));
}

function brought(contributions: Contributions, code: string): Rational | null {
  return contributions.get(code)?.contribution ?? null;
}
