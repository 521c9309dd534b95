import { compare, toRational } from '../../kernel/rational.ts';
import { DecimalText } from '../event.ts';
import type { Answer, AnswerSpec, PaperIndicator } from '../instrument/index.ts';
import type { ReportRefusal } from './facts.ts';

/** Null where the answer is of the kind and within the range that the indicator asks for. */
export function answerRefusal(answer: Answer, indicator: PaperIndicator): ReportRefusal | null {
  if (answer.kind === 'NOT_APPLICABLE' || isRatioOfNothing(answer)) {
    return indicator.mayBeNotApplicable ? null : { code: 'NOT_APPLICABLE_NOT_ALLOWED', path: ['answer'] };
  }
  if (indicator.answer.kind === 'COMPUTED') return { code: 'ANSWER_COMPUTED', path: ['answer'] };
  return fits(answer, indicator.answer, indicator.maximum) ? null : { code: 'ANSWER_DOES_NOT_FIT', path: ['answer'] };
}

/** A ratio with denominator 0 says that there was nothing to count: it is not applicable. */
function isRatioOfNothing(answer: Answer): boolean {
  return answer.kind === 'RATIO' && DecimalText.safeParse(answer.denominator).success && isZero(answer.denominator);
}

function isZero(value: string): boolean {
  return toRational(value).numerator === 0n;
}

function fits(answer: Answer, spec: AnswerSpec, maximum: string): boolean {
  switch (answer.kind) {
    case 'CHOICE':
      return spec.kind === 'CHOICE' && spec.options.some(({ code }) => code === answer.option);
    case 'NUMBER':
      return spec.kind === 'NUMBER' && fitsNumber(answer.value, spec);
    case 'RATIO':
      return (
        spec.kind === 'RATIO' && isAtLeast(answer.numerator, ZERO_TEXT) && isAtLeast(answer.denominator, ZERO_TEXT)
      );
    case 'PERCENT':
      return spec.kind === 'PERCENT' && isBetween(answer.value, ZERO_TEXT, '100');
    case 'POINTS':
      return spec.kind === 'POINTS' && isBetween(answer.value, ZERO_TEXT, maximum);
    case 'NOT_APPLICABLE':
      return false;
  }
}

const ZERO_TEXT = '0';

function fitsNumber(value: string, spec: Extract<AnswerSpec, { kind: 'NUMBER' }>): boolean {
  if (!isAtLeast(value, spec.from) || (spec.to !== null && !isAtLeast(spec.to, value))) return false;
  return !spec.whole || toRational(value).denominator === 1n;
}

/** Are these points between 0 and the maximum of the indicator? */
export function arePointsOf(points: string, maximum: string): boolean {
  return isBetween(points, ZERO_TEXT, maximum);
}

function isBetween(value: string, low: string, high: string): boolean {
  return isAtLeast(value, low) && isAtLeast(high, value);
}

/** False also for what no entry could hold as a number. */
function isAtLeast(value: string, low: string): boolean {
  const decimals = [value, low].every((one) => DecimalText.safeParse(one).success);
  return decimals && compare(toRational(value), toRational(low)) >= 0;
}
