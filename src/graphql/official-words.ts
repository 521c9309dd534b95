import type { Edition } from '../domain/instrument/index.ts';
import { negate } from '../kernel/rational.ts';
import type { Bilingual } from '../kernel/locale.ts';
import { differenceOf, hasOtherPredicate } from '../view/official-scores.ts';
import type { Beside } from '../view/official-scores.ts';
import { decimalText } from './words.ts';

/** How an official total and the recomputed one agree or differ, as a person would say it. */
export function explanationOf(beside: Beside, edition: Edition): Bilingual {
  const [totals, predicates] = [totalsSaid(beside), predicatesSaid(beside, edition)];
  return { id: `${totals.id}${predicates.id}`, en: `${totals.en}${predicates.en}` };
}

function totalsSaid(beside: Beside): Bilingual {
  const { official, recomputed } = beside;
  const difference = differenceOf(beside);
  if (!recomputed || !difference) {
    return {
      id: `Nilai resmi ${official.total} tidak dapat dibandingkan: tidak ada nilai final unit ini.`,
      en: `The official total ${official.total} cannot be compared: there is no final score of this unit.`,
    };
  }
  const { total } = recomputed;
  if (difference.numerator === 0n) {
    return {
      id: `Nilai resmi ${official.total} sama dengan hasil hitung ulang.`,
      en: `The official total ${official.total} is the recomputed one.`,
    };
  }
  const above = difference.numerator > 0n;
  const by = decimalText(above ? difference : negate(difference));
  return {
    id: `Nilai resmi ${official.total} lebih ${above ? 'tinggi' : 'rendah'} ${by} daripada hasil hitung ulang ${total}.`,
    en: `The official total ${official.total} is ${by} ${above ? 'above' : 'below'} the recomputed ${total}.`,
  };
}

function predicatesSaid(beside: Beside, { predicates }: Edition): Bilingual {
  if (!hasOtherPredicate(beside)) return { id: '', en: '' };
  const { official, recomputed } = beside;
  const [published, own] = [official.predicate, recomputed?.predicate].map((code) => {
    return predicates.find((one) => one.code === code)?.title ?? { id: code ?? '-', en: code ?? '-' };
  });
  return {
    id: ` Predikat resminya ${published?.id}, hasil hitung ulang ${own?.id}.`,
    en: ` Its official predicate is ${published?.en}, the recomputed one ${own?.en}.`,
  };
}
