import { add, subtract, ZERO } from '../../../kernel/rational.ts';
import type { Rational } from '../../../kernel/rational.ts';
import type { Score } from './scored.ts';

/** What one entry did to a score. */
export type ScoreStep = Readonly<{
  position: number;
  indicator: string | null;
  /** Null on the first step of a report. */
  before: Rational | null;
  after: Rational;
  delta: Rational;
}>;

/** The change of a score and the entry that brought it about; no indicator where the whole basis changed. */
export type ScoreChange = Readonly<{
  before: Score | null;
  after: Score;
  cause: Readonly<{ position: number; indicator: string | null }>;
  /** The entry that decided an indicator; asked only where the basis changed. */
  decidedAt: (indicator: string) => number;
}>;

/**
 * Who moved the score. One event is one step; a change of basis is split over the indicators by their contributions, in
 * the order of the entries that decided them, which the steps cite, then of code. The steps telescope: their deltas add
 * up to the exact total.
 */
export function attribute(change: ScoreChange): readonly ScoreStep[] {
  const { before, after, cause } = change;
  if (cause.indicator === null) return perIndicator(change);
  const delta = subtract(after.exact, before?.exact ?? ZERO);
  if (delta.numerator === 0n) return [];
  return [{ ...cause, before: before?.exact ?? null, after: after.exact, delta }];
}

function perIndicator({ before, after, decidedAt }: ScoreChange): readonly ScoreStep[] {
  const steps: ScoreStep[] = [];
  let reached = before?.exact ?? null;
  const codes = codesOf(before, after).toSorted((a, b) => decidedAt(a) - decidedAt(b));
  for (const indicator of codes) {
    const delta = subtract(contribution(after, indicator), contribution(before, indicator));
    if (delta.numerator === 0n) continue;
    const next = add(reached ?? ZERO, delta);
    steps.push({ position: decidedAt(indicator), indicator, before: reached, after: next, delta });
    reached = next;
  }
  return steps;
}

/** Of both scores, since an edition may have been replaced in between. */
function codesOf(before: Score | null, after: Score): readonly string[] {
  return [...new Set([...(before?.indicators.keys() ?? []), ...after.indicators.keys()])].sort();
}

function contribution(score: Score | null, indicator: string): Rational {
  return score?.indicators.get(indicator)?.contribution ?? ZERO;
}
