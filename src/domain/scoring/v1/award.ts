import { compare, ONE, rational, toRational, ZERO } from '../../../kernel/rational.ts';
import type { Rational } from '../../../kernel/rational.ts';
import type { Bilingual } from '../../../kernel/locale.ts';
import type { Edition } from '../../instrument/index.ts';
import { derivationNode } from './derivation/node.ts';
import type { DerivationNode } from './derivation/node.ts';
import { result, say } from './derivation/say.ts';

/** One regency or city of the province; the predicate is null where it holds none or never reported. */
export type AwardMember = Readonly<{ unit: string; predicate: string | null }>;

export type ProvinceAward = Readonly<{
  awarded: boolean;
  /** 0 to 1. */
  share: Rational;
  count: number;
  of: number;
  derivation: readonly DerivationNode[];
}>;

type AwardRule = NonNullable<Edition['provinceAward']>;

/**
 * Whether strictly more than the edition's share of ALL regencies and cities of a province hold the predicate. Members
 * MUST be all of them, reported or not: leaving one out would raise the share. Null where the edition awards none.
 */
export function provinceAward(edition: Edition, members: readonly AwardMember[]): ProvinceAward | null {
  const rule = edition.provinceAward;
  if (!rule) return null;
  const count = members.filter(({ predicate }) => predicate === rule.predicate).length;
  const of = members.length;
  const awarded = compare(percent(count, of), toRational(rule.moreThanPercent)) > 0;
  const root = rootNode(edition, rule, { count, of, awarded });
  const derivation = [root, ...members.map((member) => memberNode(rule, member))];
  return { awarded, share: of === 0 ? ZERO : rational(count, of), count, of, derivation };
}

function percent(count: number, of: number): Rational {
  return of === 0 ? ZERO : rational(100 * count, of);
}

function rootNode(
  edition: Edition,
  rule: AwardRule,
  { count, of, awarded }: Pick<ProvinceAward, 'count' | 'of' | 'awarded'>,
): DerivationNode {
  const value = percent(count, of);
  const verdict = awarded
    ? say`${{ id: 'lebih dari', en: 'more than' }} ${toRational(rule.moreThanPercent)} %`
    : say`${{ id: 'tidak lebih dari', en: 'not more than' }} ${toRational(rule.moreThanPercent)} %`;
  const words = { id: 'Bagian kabupaten/kota dengan predikat', en: 'Share of regencies and cities holding' };
  return derivationNode(null, 'award', {
    label: { id: 'Penghargaan provinsi', en: 'Province award' },
    formula: say`${words} ${predicateTitle(edition, rule)}: ${count} / ${of} × 100 = ${result(value)}; ${verdict}`,
    value,
    provenance: rule.provenance,
  });
}

function memberNode(rule: AwardRule, { unit, predicate }: AwardMember): DerivationNode {
  const held = predicate === rule.predicate;
  const none = { id: 'tanpa predikat', en: 'no predicate' };
  return derivationNode('award', unit, {
    label: { id: unit, en: unit },
    formula: say`${predicate ?? none}: ${held ? 1 : 0}`,
    value: held ? ONE : ZERO,
    weight: ONE,
  });
}

function predicateTitle(edition: Edition, rule: AwardRule): Bilingual | string {
  return edition.predicates.find(({ code }) => code === rule.predicate)?.title ?? rule.predicate;
}
