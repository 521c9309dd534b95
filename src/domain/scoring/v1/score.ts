import { roundTo, sum } from '../../../kernel/rational.ts';
import type { Rational } from '../../../kernel/rational.ts';
import type { Bilingual } from '../../../kernel/locale.ts';
import type { Paper, Predicate } from '../../instrument/index.ts';
import { weigh } from './aggregate.ts';
import { gradePaper } from './grade.ts';
import type { GradedDimension, GradeStatus } from './grade.ts';
import type { GradedResponses } from './graded.ts';
import { predicateOf } from './predicate.ts';

/** The version of this scoring code, as editions name it. */
export const ENGINE = 'scoring/v1';

export type DimensionScore = Readonly<{
  code: string;
  title: Bilingual;
  weight: Rational;
  /** Its weight out of 100 among the dimensions in force; 0 where it is excluded. */
  effectiveWeight: Rational;
  /** 0 to 1; null where every indicator left the mean, and the dimension with them. */
  share: Rational | null;
  /** The share in percent. */
  points: Rational | null;
  /** Its part of the total. */
  contribution: Rational;
}>;

export type IndicatorScore = Readonly<{
  code: string;
  dimension: string;
  status: GradeStatus;
  points: Rational;
  maximum: Rational;
  /** What the rule alone gives: shown beside an override. */
  rulePoints: Rational;
  /** 0 to 1; null where it is excluded. */
  share: Rational | null;
  excluded: boolean;
  /** The points of the total it brings at full points. */
  worth: Rational;
  /** Its part of the total; all of them add up to the exact total. */
  contribution: Rational;
}>;

export type Score = Readonly<{
  /** 0 to 100, not rounded. */
  exact: Rational;
  /** Rounded as the edition says. */
  total: Rational;
  decimals: number;
  predicate: Predicate | null;
  /** False where nothing is in force: then the total of 0 measures nothing and holds no predicate. */
  applicable: boolean;
  dimensions: readonly DimensionScore[];
  indicators: ReadonlyMap<string, IndicatorScore>;
}>;

/** The score of one paper: exact, and the same whatever the order of anything. */
export function score(paper: Paper, responses: GradedResponses): Score {
  return scoreOf(paper, gradePaper(paper, responses));
}

/** The score of a paper whose indicators are graded already. */
export function scoreOf({ edition }: Paper, graded: readonly GradedDimension[]): Score {
  const weighed = weigh(edition, graded);
  const exact = sum(weighed.dimensions.map(({ contribution }) => contribution));
  const { scale, mode } = edition.rounding;
  const total = roundTo(exact, scale, mode);
  const predicate = weighed.applicable ? predicateOf(edition, { exact, rounded: total }) : null;
  return { exact, total, decimals: scale, predicate, ...weighed };
}
