import type { Bilingual } from '../../../kernel/locale.ts';
import type { Rational } from '../../../kernel/rational.ts';
import type { Predicate } from '../../instrument/index.ts';
import type { GradeStatus } from './grade.ts';

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
