import {
  clamp,
  compare,
  divide,
  multiply,
  ONE,
  rational,
  roundTo,
  subtract,
  sum,
  toRational,
  ZERO,
} from '../../../kernel/rational.ts';
import type { Rational } from '../../../kernel/rational.ts';
import type { Band, PaperIndicator, Rule, SimpleRule } from '../../instrument/index.ts';
import { answerValue } from './answer-value.ts';
import { missingEvidence, passes, requiredEvidence } from './evidence.ts';
import type { GradedResponse } from './graded.ts';
import { holds } from './interval.ts';

/** What a rule looks at. */
export type Given = Readonly<{ indicator: PaperIndicator; response: GradedResponse }>;

type RuleOf<Kind extends Rule['kind']> = Extract<Rule, { kind: Kind }>;

/** The points a rule gives, always between 0 and `maximum`: for a part of a rule that is the weight of the part. */
export function points(rule: Rule, maximum: Rational, given: Given): Rational {
  if (rule.kind !== 'PARTS') return clamp(simplePoints(rule, maximum, given), ZERO, maximum);
  const earned = rule.parts.map((part) => points(part.rule, toRational(part.weight), given));
  return clamp(sum(earned), ZERO, maximum);
}

/** The value as the bands see it, rounded first where the edition says so. */
export function bandValue(rule: RuleOf<'BANDS'>, value: Rational): Rational {
  return rule.roundBefore === null ? value : roundTo(value, rule.roundBefore.scale, rule.roundBefore.mode);
}

export function bandOf(rule: RuleOf<'BANDS'>, value: Rational): Band | null {
  return rule.bands.find((band) => holds(band, bandValue(rule, value))) ?? null;
}

function simplePoints(rule: SimpleRule, maximum: Rational, given: Given): Rational {
  switch (rule.kind) {
    case 'CHECKS':
      return shareOf(rule.checks.filter((check) => passes(check, given.response)).length, rule.checks.length, maximum);
    case 'EVIDENCE':
      return evidencePoints(maximum, given);
    case 'OPTIONS':
      return optionPoints(rule, given);
    case 'BANDS':
    case 'LINEAR':
    case 'POINTS':
      return valuePoints(rule, maximum, given);
  }
}

function evidencePoints(maximum: Rational, { indicator, response }: Given): Rational {
  const required = requiredEvidence(indicator).length;
  return shareOf(required - missingEvidence(indicator, response).length, required, maximum);
}

/** A period that asks for nothing has nothing to miss: the share of none is the whole. */
function shareOf(count: number, of: number, maximum: Rational): Rational {
  return of === 0 ? maximum : multiply(maximum, rational(count, of));
}

function optionPoints(rule: RuleOf<'OPTIONS'>, { response }: Given): Rational {
  const option = response.answer?.kind === 'CHOICE' ? rule.points[response.answer.option] : undefined;
  return option === undefined ? ZERO : toRational(option);
}

function valuePoints(rule: RuleOf<'BANDS' | 'LINEAR' | 'POINTS'>, maximum: Rational, given: Given): Rational {
  const value = given.response.answer && answerValue(given.response.answer, given.indicator.answer);
  if (value === null) return ZERO;
  switch (rule.kind) {
    case 'BANDS':
      return toRational(bandOf(rule, value)?.points ?? '0');
    case 'LINEAR':
      return multiply(maximum, linearShare(rule, value));
    case 'POINTS':
      return value;
  }
}

/** Between 0 and 1. Where both ends are one value it is a threshold: reached or not. */
export function linearShare(rule: RuleOf<'LINEAR'>, value: Rational): Rational {
  const from = toRational(rule.from);
  const to = toRational(rule.to);
  if (compare(from, to) === 0) return compare(value, to) >= 0 ? ONE : ZERO;
  return clamp(divide(subtract(value, from), subtract(to, from)), ZERO, ONE);
}
