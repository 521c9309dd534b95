import { divide, multiply, ONE, toRational, ZERO } from '../../../kernel/rational.ts';
import type { Rational } from '../../../kernel/rational.ts';
import type { Answer, AnswerSpec } from '../../instrument/index.ts';

/** The number an answer states; null where it states none (a choice, or not applicable). */
export function answerValue(answer: Answer, spec: AnswerSpec): Rational | null {
  switch (answer.kind) {
    case 'NUMBER':
    case 'PERCENT':
    case 'POINTS':
      return toRational(answer.value);
    case 'RATIO':
      return ratioValue(answer, spec);
    case 'CHOICE':
    case 'NOT_APPLICABLE':
      return null;
  }
}

/** Stated not applicable, or a ratio of nothing: a denominator of 0 leaves no rate to judge. */
export function isNotApplicable(answer: Answer): boolean {
  if (answer.kind === 'NOT_APPLICABLE') return true;
  return answer.kind === 'RATIO' && toRational(answer.denominator).numerator === 0n;
}

/** What the quotient is multiplied by, for example 100000; a ratio counted from the register is the plain quotient. */
export function ratioFactor(spec: AnswerSpec): Rational {
  return spec.kind === 'RATIO' ? toRational(spec.factor) : ONE;
}

function ratioValue(answer: Extract<Answer, { kind: 'RATIO' }>, spec: AnswerSpec): Rational {
  const denominator = toRational(answer.denominator);
  if (denominator.numerator === 0n) return ZERO;
  return multiply(divide(toRational(answer.numerator), denominator), ratioFactor(spec));
}
