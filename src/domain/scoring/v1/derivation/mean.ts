import { equals, ONE, rational, sum } from '../../../../kernel/rational.ts';
import type { Rational } from '../../../../kernel/rational.ts';
import type { Bilingual } from '../../../../kernel/locale.ts';
import { joined, result, say, terminates } from './say.ts';

/** One thing that enters a mean: what it earned out of its maximum, and what that weighs. */
export type Term = Readonly<{ weight: Rational; value: Rational; maximum: Rational }>;

const HUNDRED = rational(100);

/** `(2 × 96.43 + 100) / 3`; where maxima differ from 100: `(2 × 20 / 25 + 3 / 5) / 3 × 100`. */
export function weightedMean(terms: readonly Term[]): Bilingual {
  const percent = terms.every(({ maximum }) => equals(maximum, HUNDRED));
  const products = terms.map((term) => product(term, percent));
  const mean = say`(${joined(products, ' + ')}) / ${sum(terms.map(({ weight }) => weight))}`;
  return percent ? mean : say`${mean} × 100`;
}

/** `(25 + 21) / 55 × 100`. */
export function shareOfMaxima(terms: readonly Term[]): Bilingual {
  const points = joined(
    terms.map(({ value }) => say`${value}`),
    ' + ',
  );
  return say`(${points}) / ${sum(terms.map(({ maximum }) => maximum))} × 100`;
}

/** Names those that left the mean. */
export function leftOut(codes: readonly string[]): Bilingual {
  if (codes.length === 0) return { id: '', en: '' };
  return say`; ${{ id: 'tidak berlaku dan tidak dihitung', en: 'not applicable and left out' }}: ${codes.join(', ')}`;
}

export function equal(value: Rational): Bilingual {
  return say` = ${result(value)}`;
}

function product({ weight, value, maximum }: Term, percent: boolean): Bilingual {
  const part = percent || equals(maximum, ONE) ? say`${value}` : say`${bracketed(value)} / ${maximum}`;
  return equals(weight, ONE) ? part : say`${weight} × ${part}`;
}

/** A fraction that is divided again reads wrongly without brackets. */
function bracketed(value: Rational): Bilingual {
  return terminates(value) ? say`${value}` : say`(${value})`;
}
