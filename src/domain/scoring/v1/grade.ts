import { clamp, toRational, ZERO } from '../../../kernel/rational.ts';
import type { Rational } from '../../../kernel/rational.ts';
import type { Edition, Paper, PaperIndicator } from '../../instrument/index.ts';
import { isNotApplicable } from './answer-value.ts';
import { missingEvidence } from './evidence.ts';
import type { GradedResponse, GradedResponses } from './graded.ts';
import { points } from './points.ts';

/** By what an indicator got its points, the strongest reason first: an override wins over everything. */
export type GradeStatus = 'OVERRIDDEN' | 'UNANSWERED' | 'NOT_COUNTED' | 'NOT_APPLICABLE' | 'EVIDENCE_MISSING' | 'RULED';

/** One indicator, graded on its own, before anything is weighted. */
export type Grade = Readonly<{
  indicator: PaperIndicator;
  response: GradedResponse | null;
  status: GradeStatus;
  maximum: Rational;
  points: Rational;
  /** What the rule alone gives, whether or not it counts: shown beside an override. */
  rulePoints: Rational;
  /** Out of the mean: its weight goes to the others. */
  excluded: boolean;
}>;

export type GradedDimension = Readonly<{ dimension: Paper['dimensions'][number]; grades: readonly Grade[] }>;

export function gradePaper(paper: Paper, responses: GradedResponses): readonly GradedDimension[] {
  return paper.dimensions.map((dimension) => ({
    dimension,
    grades: dimension.indicators.map((one) => grade(paper.edition, one, responses.get(one.code) ?? null)),
  }));
}

export function grade(edition: Edition, indicator: PaperIndicator, response: GradedResponse | null): Grade {
  const maximum = toRational(indicator.maximum);
  const status = statusOf(edition, indicator, response);
  const rulePoints = pointsByRule(edition, indicator, response);
  return {
    indicator,
    response,
    status,
    maximum,
    points: pointsInForce({ status, response, rulePoints, maximum }),
    rulePoints,
    excluded: maximum.numerator === 0n || (status === 'NOT_APPLICABLE' && edition.whenNotApplicable.mode === 'EXCLUDE'),
  };
}

function statusOf(edition: Edition, indicator: PaperIndicator, response: GradedResponse | null): GradeStatus {
  if (response?.override) return 'OVERRIDDEN';
  if (!response?.answer) return 'UNANSWERED';
  if (!response.counts) return 'NOT_COUNTED';
  if (isNotApplicable(response.answer)) return 'NOT_APPLICABLE';
  const gated = edition.requiredEvidence.mode === 'GATES' && missingEvidence(indicator, response).length > 0;
  return gated ? 'EVIDENCE_MISSING' : 'RULED';
}

function pointsByRule(edition: Edition, indicator: PaperIndicator, response: GradedResponse | null): Rational {
  if (!response?.answer) return ZERO;
  const maximum = toRational(indicator.maximum);
  if (isNotApplicable(response.answer)) return edition.whenNotApplicable.mode === 'FULL' ? maximum : ZERO;
  return points(indicator.rule, maximum, { indicator, response });
}

function pointsInForce(graded: Pick<Grade, 'status' | 'response' | 'rulePoints' | 'maximum'>): Rational {
  switch (graded.status) {
    case 'OVERRIDDEN':
      return clamp(toRational(graded.response?.override?.points ?? '0'), ZERO, graded.maximum);
    case 'UNANSWERED':
    case 'NOT_COUNTED':
    case 'EVIDENCE_MISSING':
      return ZERO;
    case 'NOT_APPLICABLE':
    case 'RULED':
      return graded.rulePoints;
  }
}
