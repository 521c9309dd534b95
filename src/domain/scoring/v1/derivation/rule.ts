import { compare, divide, multiply, rational, sum, toRational } from '../../../../kernel/rational.ts';
import type { Rational } from '../../../../kernel/rational.ts';
import type { Bilingual } from '../../../../kernel/locale.ts';
import type { Rule } from '../../../instrument/index.ts';
import { hasEvidence, passes, requiredEvidence } from '../evidence.ts';
import { points } from '../points.ts';
import type { Given } from '../points.ts';
import { answerNode, checkNode, evidenceNode } from './leaves.ts';
import { equal } from './mean.ts';
import { derivationNode } from './node.ts';
import type { DerivationNode } from './node.ts';
import { joined, say } from './say.ts';
import { valueWords } from './value-words.ts';

/** What a rule says about its points and what stands below it. */
export type RuleBody = Readonly<{ formula: Bilingual; children: readonly DerivationNode[] }>;

export type Place = Readonly<{ path: string; given: Given }>;

/** The formula of a rule that earns up to `maximum`, and the nodes of what it looks at. */
export function ruleBody(rule: Rule, maximum: Rational, place: Place): RuleBody {
  switch (rule.kind) {
    case 'PARTS':
      return partsBody(rule, maximum, place);
    case 'CHECKS':
      return checksBody(rule, maximum, place);
    case 'EVIDENCE':
      return evidenceBody(maximum, place);
    case 'OPTIONS':
    case 'BANDS':
    case 'LINEAR':
    case 'POINTS':
      return {
        formula: say`${valueWords(rule, maximum, place.given)}${equal(points(rule, maximum, place.given))}`,
        children: [answerNode(place.given, place.path, rule)],
      };
  }
}

function partsBody(rule: Extract<Rule, { kind: 'PARTS' }>, maximum: Rational, { path, given }: Place): RuleBody {
  const earned = rule.parts.map((part) => points(part.rule, toRational(part.weight), given));
  const terms = joined(
    earned.map((one) => say`${one}`),
    ' + ',
  );
  const total = sum(earned);
  const capped = compare(total, maximum) > 0 ? say`; ${{ id: 'paling banyak', en: 'at most' }} ${maximum}` : '';
  return {
    formula: say`${{ id: 'Jumlah bagian', en: 'Sum of the parts' }}: ${terms}${equal(total)}${capped}`,
    children: rule.parts.flatMap((part) => partNodes(part, { path, given })),
  };
}

function partNodes(
  part: Extract<Rule, { kind: 'PARTS' }>['parts'][number],
  { path, given }: Place,
): readonly DerivationNode[] {
  const weight = toRational(part.weight);
  const { formula, children } = ruleBody(part.rule, weight, { path: `${path}/${part.code}`, given });
  const { title: label, provenance } = part;
  const value = points(part.rule, weight, given);
  return [derivationNode(path, part.code, { label, formula, value, weight, provenance }), ...children];
}

function checksBody(rule: Extract<Rule, { kind: 'CHECKS' }>, maximum: Rational, { path, given }: Place): RuleBody {
  const words = { id: 'Pemeriksaan yang lulus', en: 'Checks passed' };
  const count = rule.checks.filter((check) => passes(check, given.response)).length;
  const weight = shareOf(maximum, rule.checks.length);
  return {
    formula: countFormula(words, maximum, { count, of: rule.checks.length }),
    children: rule.checks.map((check) => checkNode(check, given, { path, weight })),
  };
}

function evidenceBody(maximum: Rational, { path, given }: Place): RuleBody {
  const required = requiredEvidence(given.indicator);
  const words = { id: 'Bukti wajib yang ada', en: 'Required evidence that is there' };
  const count = required.filter(({ code }) => hasEvidence(given.response, code)).length;
  const weight = shareOf(maximum, required.length);
  return {
    formula: countFormula(words, maximum, { count, of: required.length }),
    children: required.map((one) => evidenceNode(one, given, { path, weight })),
  };
}

function shareOf(maximum: Rational, of: number): Rational {
  return of === 0 ? maximum : divide(maximum, rational(of));
}

function countFormula(
  words: Bilingual,
  maximum: Rational,
  { count, of }: Readonly<{ count: number; of: number }>,
): Bilingual {
  if (of === 0)
    return say`${{ id: 'Tidak ada yang diminta pada periode ini', en: 'Nothing is asked in this period' }}${equal(maximum)}`;
  return say`${words}: ${maximum} × ${count} / ${of}${equal(divide(multiply(maximum, rational(count)), rational(of)))}`;
}
