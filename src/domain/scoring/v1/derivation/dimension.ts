import { divide, multiply, rational, sum, toRational, ZERO } from '../../../../kernel/rational.ts';
import type { Rational } from '../../../../kernel/rational.ts';
import type { Bilingual } from '../../../../kernel/locale.ts';
import type { Edition } from '../../../instrument/index.ts';
import { indicatorWeight } from '../aggregate.ts';
import type { GradedDimension } from '../grade.ts';
import { equal, leftOut, shareOfMaxima, weightedMean } from './mean.ts';
import type { Term } from './mean.ts';
import { derivationNode } from './node.ts';
import type { DerivationNode } from './node.ts';
import { say } from './say.ts';

const NOTHING_IN_FORCE = {
  id: 'Tidak ada indikator yang berlaku: dimensi tidak dihitung, bobotnya beralih ke yang lain',
  en: 'No indicator is in force: the dimension is left out and its weight goes to the others',
};

/** A dimension: the share of its points, in percent. */
export function dimensionNode(
  { edition, dimension, grades }: GradedDimension & Readonly<{ edition: Edition }>,
  parentPath: string,
): DerivationNode {
  const inForce = grades.filter(({ excluded }) => !excluded);
  const terms = inForce.map((one) => ({
    weight: indicatorWeight(edition, one),
    value: one.points,
    maximum: one.maximum,
  }));
  const value = percent(terms);
  const excluded = grades.filter((one) => one.excluded).map(({ indicator }) => indicator.code);
  return derivationNode(parentPath, dimension.code, {
    label: dimension.title,
    formula: value ? say`${expression(edition, terms)}${equal(value)}${leftOut(excluded)}` : NOTHING_IN_FORCE,
    value: value ?? ZERO,
    weight: value ? toRational(dimension.weight) : ZERO,
    provenance: dimension.weightProvenance,
  });
}

function percent(terms: readonly Term[]): Rational | null {
  const total = sum(terms.map(({ weight }) => weight));
  if (total.numerator === 0n) return null;
  const earned = terms.map(({ weight, value, maximum }) => divide(multiply(weight, value), maximum));
  return multiply(divide(sum(earned), total), rational(100));
}

function expression(edition: Edition, terms: readonly Term[]): Bilingual {
  if (edition.aggregation.dimension === 'SUM_OF_POINTS') {
    return say`${{ id: 'Jumlah poin per jumlah maksimum', en: 'Sum of points by sum of maxima' }}: ${shareOfMaxima(terms)}`;
  }
  return say`${{ id: 'Rata-rata berbobot indikator', en: 'Weighted mean of the indicators' }}: ${weightedMean(terms)}`;
}
