import { divide, rational, roundTo, sum, ONE, ZERO } from '../../../kernel/rational.ts';
import type { Rational } from '../../../kernel/rational.ts';
import type { Bilingual } from '../../../kernel/locale.ts';
import type { Edition, Predicate } from '../../instrument/index.ts';
import { derivationNode, weakest } from './derivation/node.ts';
import type { DerivationNode } from './derivation/node.ts';
import { roundingWords } from './derivation/rounding-words.ts';
import { fixed, joined, result, say } from './derivation/say.ts';
import { predicateOf } from './predicate.ts';

/** What a period's total rests on. */
type Basis = 'CLAIMED' | 'VERIFIED' | 'ASSESSED' | 'FINAL';

/** How one period ended; `exact` is null where it was not reported. */
export type PeriodTotal = Readonly<{ period: string; exact: Rational | null; basis: Basis | null }>;

export type AnnualResult = Readonly<{
  /** FINAL once every window closed and every reported period is final. */
  status: 'PROVISIONAL' | 'FINAL';
  exact: Rational;
  total: Rational;
  decimals: number;
  /** Null also where nothing was reported yet. */
  predicate: Predicate | null;
  reported: number;
  derivation: readonly DerivationNode[];
}>;

type Counted = Readonly<{ period: Edition['periods'][number]; exact: Rational | null; basis: Basis | null }>;

/**
 * The year of one unit: the mean of the exact totals of its periods, rounded once, at the end. A period not reported
 * counts 0 only when every window has closed; until then the mean is over those reported, and provisional.
 */
export function annual(edition: Edition, periods: readonly PeriodTotal[], allWindowsClosed: boolean): AnnualResult {
  const year = edition.periods.map((period): Counted => {
    const found = periods.find((one) => one.period === period.code);
    return { period, exact: found?.exact ?? null, basis: found?.basis ?? null };
  });
  const counted = year.filter(({ exact }) => allWindowsClosed || exact !== null);
  const total = sum(counted.map(({ exact }) => exact ?? ZERO));
  const exact = counted.length === 0 ? ZERO : divide(total, rational(counted.length));
  const { scale, mode } = edition.rounding;
  const rounded = roundTo(exact, scale, mode);
  const predicate = counted.length === 0 ? null : predicateOf(edition, { exact, rounded });
  const figures = { exact, total: rounded, decimals: scale, predicate };
  return {
    ...figures,
    status: allWindowsClosed && year.every(isSettled) ? 'FINAL' : 'PROVISIONAL',
    reported: year.filter((one) => one.exact !== null).length,
    derivation: [yearNode(edition, counted, figures), ...year.map((one) => periodNode(one, counted.includes(one)))],
  };
}

function isSettled({ exact, basis }: Counted): boolean {
  return exact === null || basis === 'FINAL';
}

function yearNode(
  edition: Edition,
  counted: readonly Counted[],
  { exact, total }: Pick<AnnualResult, 'exact' | 'total'>,
): DerivationNode {
  return derivationNode(null, 'year', {
    label: { id: 'Nilai tahunan', en: 'Annual total' },
    formula: yearFormula(edition, counted, { exact, total }),
    value: total,
    provenance: weakest(edition.aggregation.provenance, edition.rounding.provenance),
  });
}

function yearFormula(
  edition: Edition,
  counted: readonly Counted[],
  { exact, total }: Pick<AnnualResult, 'exact' | 'total'>,
): Bilingual {
  if (counted.length === 0) return { id: 'Belum ada periode yang dilaporkan', en: 'No period has been reported yet' };
  const whole = counted.length === edition.periods.length;
  const words = whole
    ? { id: 'Rata-rata semua periode', en: 'Mean of all periods' }
    : { id: 'Rata-rata periode yang sudah dilaporkan', en: 'Mean of the periods reported so far' };
  const terms = joined(
    counted.map((one) => say`${one.exact ?? ZERO}`),
    ' + ',
  );
  const rounded = fixed(total, edition.rounding.scale);
  return say`${words}: (${terms}) / ${counted.length} = ${result(exact)}; ${roundingWords(edition.rounding)} = ${rounded}`;
}

function periodNode({ period, exact, basis }: Counted, counts: boolean): DerivationNode {
  return derivationNode('year', period.code, {
    label: period.title,
    formula: periodFormula({ exact, basis }, counts),
    value: exact ?? ZERO,
    weight: counts ? ONE : ZERO,
    provenance: period.provenance,
  });
}

function periodFormula({ exact, basis }: Pick<Counted, 'exact' | 'basis'>, counts: boolean): Bilingual {
  if (exact !== null)
    return say`${{ id: 'Nilai periode', en: 'Total of the period' }} (${basis ?? '-'}) = ${result(exact)}`;
  return counts
    ? say`${{ id: 'Tidak dilaporkan sampai semua jadwal ditutup', en: 'Not reported when every window had closed' }} = 0`
    : { id: 'Belum dilaporkan; belum dihitung', en: 'Not reported yet; not counted yet' };
}
