import { divide, rational, subtract, toRational } from '../../../kernel/rational.ts';
import type { Rational } from '../../../kernel/rational.ts';
import type { Bilingual } from '../../../kernel/locale.ts';
import type { Rule } from '../../instrument/index.ts';
import { checkWords } from './derivation/leaves.ts';
import { say } from './derivation/say.ts';
import { valueWords } from './derivation/value-words.ts';
import { missingEvidence, passes, requiredEvidence } from './evidence.ts';
import { points } from './points.ts';
import type { Given } from './points.ts';

/** Points that a rule did not give, and what stands in their way. */
export type RuleLoss = Readonly<{ check: string | null; evidence: string | null; points: Rational; reason: Bilingual }>;

/** Everything that is lacking to the maximum of a rule; the points add up to what was lost. */
export function ruleLosses(rule: Rule, maximum: Rational, given: Given): readonly RuleLoss[] {
  switch (rule.kind) {
    case 'PARTS':
      return rule.parts.flatMap((part) => ruleLosses(part.rule, toRational(part.weight), given));
    case 'CHECKS':
      return checkLosses(rule, maximum, given);
    case 'EVIDENCE':
      return evidenceLosses(maximum, given);
    case 'OPTIONS':
    case 'BANDS':
    case 'LINEAR':
    case 'POINTS':
      return valueLosses(rule, maximum, given);
  }
}

function checkLosses(rule: Extract<Rule, { kind: 'CHECKS' }>, maximum: Rational, given: Given): readonly RuleLoss[] {
  const failed = rule.checks.filter((check) => !passes(check, given.response));
  return failed.map((check) => ({
    check: check.code,
    evidence: check.evidence,
    points: divide(maximum, rational(rule.checks.length)),
    reason: say`${check.title}: ${checkWords(check, given.response)}`,
  }));
}

function evidenceLosses(maximum: Rational, { indicator, response }: Given): readonly RuleLoss[] {
  const of = requiredEvidence(indicator).length;
  return missingEvidence(indicator, response).map(({ code, title }) => ({
    check: null,
    evidence: code,
    points: divide(maximum, rational(of)),
    reason: say`${title}: ${{ id: 'tidak ada dokumen', en: 'no document' }}`,
  }));
}

function valueLosses(rule: Parameters<typeof valueWords>[0], maximum: Rational, given: Given): readonly RuleLoss[] {
  const earned = points(rule, maximum, given);
  const lost = subtract(maximum, earned);
  if (lost.numerator === 0n) return [];
  const reason = say`${valueWords(rule, maximum, given)} = ${earned} ${{ id: 'dari', en: 'of' }} ${maximum}`;
  return [{ check: null, evidence: null, points: lost, reason }];
}
