import { divide, multiply, rational, sum, toRational, ZERO } from '../../../kernel/rational.ts';
import type { Rational } from '../../../kernel/rational.ts';
import type { Edition } from '../../instrument/index.ts';
import type { Grade, GradedDimension } from './grade.ts';
import type { DimensionScore, IndicatorScore, Score } from './scored.ts';

type Weighed = Readonly<{ dimension: DimensionScore; indicators: readonly IndicatorScore[] }>;

const HUNDRED = rational(100);

/** Grades become shares of dimensions, and dimensions shares of 100; what is excluded leaves its weight to the rest. */
export function weigh(
  edition: Edition,
  graded: readonly GradedDimension[],
): Pick<Score, 'dimensions' | 'indicators' | 'applicable'> {
  const weights = graded.map((one) => weightInForce(edition, one));
  const total = sum(weights);
  const weighed = graded.map((one, index) => {
    const weight = weights[index] ?? ZERO;
    const effective = total.numerator === 0n ? ZERO : divide(multiply(weight, HUNDRED), total);
    return weighDimension(edition, one, effective);
  });
  return {
    dimensions: weighed.map(({ dimension }) => dimension),
    indicators: new Map(weighed.flatMap(({ indicators }) => indicators).map((one) => [one.code, one])),
    applicable: total.numerator !== 0n,
  };
}

/** By what an indicator weighs inside its dimension: its weight, or its maximum where points are summed; 0 if excluded. */
export function indicatorWeight(edition: Edition, { excluded, indicator, maximum }: Grade): Rational {
  if (excluded) return ZERO;
  return edition.aggregation.dimension === 'SUM_OF_POINTS' ? maximum : toRational(indicator.weight);
}

function weightInForce(edition: Edition, { dimension, grades }: GradedDimension): Rational {
  const inForce = grades.some((one) => indicatorWeight(edition, one).numerator !== 0n);
  return inForce ? toRational(dimension.weight) : ZERO;
}

function weighDimension(edition: Edition, { dimension, grades }: GradedDimension, effectiveWeight: Rational): Weighed {
  const weights = grades.map((one) => indicatorWeight(edition, one));
  const total = sum(weights);
  const unit = total.numerator === 0n ? ZERO : divide(effectiveWeight, total);
  const indicators = grades.map((one, index) => weighIndicator(one, multiply(weights[index] ?? ZERO, unit)));
  const share = total.numerator === 0n ? null : divide(weightedSum(grades, weights), total);
  return {
    dimension: {
      code: dimension.code,
      title: dimension.title,
      weight: toRational(dimension.weight),
      effectiveWeight,
      share,
      points: share && multiply(share, HUNDRED),
      contribution: share ? multiply(share, effectiveWeight) : ZERO,
    },
    indicators,
  };
}

function weightedSum(grades: readonly Grade[], weights: readonly Rational[]): Rational {
  return sum(grades.map((one, index) => multiply(weights[index] ?? ZERO, shareOf(one) ?? ZERO)));
}

function weighIndicator(graded: Grade, worth: Rational): IndicatorScore {
  const { indicator, status, points, maximum, rulePoints, excluded } = graded;
  const share = shareOf(graded);
  return {
    code: indicator.code,
    dimension: indicator.dimension,
    status,
    points: excluded ? ZERO : points,
    maximum,
    rulePoints,
    share,
    excluded,
    worth,
    contribution: share ? multiply(worth, share) : ZERO,
  };
}

function shareOf({ excluded, points, maximum }: Grade): Rational | null {
  return excluded ? null : divide(points, maximum);
}
