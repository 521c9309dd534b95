import { describe, expect, it } from 'vitest';

import { annual } from '../../../../../src/domain/scoring/v1/index.ts';
import type { AnnualResult, PeriodTotal } from '../../../../../src/domain/scoring/v1/index.ts';
import { rational, toDecimal, toExact, toRational } from '../../../../../src/kernel/rational.ts';
import { aksiHam } from '../../../../support/editions.ts';

function final(period: string, total: string): PeriodTotal {
  return { period, exact: toRational(total), basis: 'FINAL' };
}

function year(periods: readonly PeriodTotal[], allWindowsClosed: boolean): AnnualResult {
  return annual(aksiHam(), periods, allWindowsClosed);
}

describe('the annual result', () => {
  it('is the mean of the periods: 99.00 for Balikpapan (story A)', () => {
    const result = year([final('B04', '100'), final('B08', '100'), final('B12', '97')], true);

    expect(toDecimal(result.total, result.decimals)).toBe('99.00');
    expect(result).toMatchObject({ status: 'FINAL', reported: 3, predicate: { code: 'ALL' } });
    expect(result.derivation[0]?.formula.id).toBe(
      'Rata-rata semua periode: (100 + 100 + 97) / 3 = 99; dibulatkan ke 2 desimal (setengah ke atas) = 99,00',
    );
  });

  it('takes the exact totals and rounds once, at the end', () => {
    const result = year([final('B04', '100/3'), final('B08', '100/3'), final('B12', '100/3')], true);

    expect(result.exact).toEqual(rational(100, 3));
  });

  it('counts a period that was not reported as 0 once every window has closed', () => {
    const result = year([final('B04', '90'), { period: 'B08', exact: null, basis: null }], true);

    expect(toExact(result.exact)).toBe('30');
    expect(result.status).toBe('FINAL');
    expect(result.derivation.map(({ path, formula }) => [path, formula.en]).at(-1)).toEqual([
      'year/B12',
      'Not reported when every window had closed = 0',
    ]);
  });

  it('is provisional and over the reported periods until then', () => {
    const result = year([final('B04', '90'), final('B08', '100')], false);

    expect(toExact(result.exact)).toBe('95');
    expect(result.status).toBe('PROVISIONAL');
    expect(result.derivation[0]?.formula.en).toContain('Mean of the periods reported so far: (90 + 100) / 2 = 95');
    expect(result.derivation.at(-1)).toMatchObject({ path: 'year/B12', weight: rational(0) });
  });

  it('stays provisional while a reported period is not final', () => {
    const result = year([final('B04', '90'), { period: 'B08', exact: rational(80), basis: 'CLAIMED' }], true);

    expect(result.status).toBe('PROVISIONAL');
  });

  it('holds no predicate while nothing is reported', () => {
    expect(year([], false)).toMatchObject({ exact: rational(0), predicate: null, reported: 0, status: 'PROVISIONAL' });
  });
});
