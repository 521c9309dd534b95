import { describe, expect, it } from 'vitest';

import { compareBy } from '../../../../src/domain/scoring/v1/index.ts';
import type { Measured } from '../../../../src/domain/scoring/v1/index.ts';
import { ranked } from '../../../../src/kernel/competition.ts';
import { toDecimal, toRational, ZERO } from '../../../../src/kernel/rational.ts';
import { explanationOf } from '../../../../src/view/ranking/explanation.ts';
import { COMPARES, entriesAfter } from '../../../../src/view/ranking/ranking.ts';
import type { RankedReport, Ranking, RankingMeasure } from '../../../../src/view/ranking/ranking.ts';
import type { ReportRow } from '../../../../src/view/reports.ts';

const NEVER: Measured = { exact: ZERO, neverReturned: true };

function measured(exact: string): Measured {
  return { exact: toRational(exact), neverReturned: false };
}

/** A ranking of units by their figures, rounded to two decimals. */
function rankingOf(by: RankingMeasure, figures: Readonly<Record<string, Measured>>): Ranking {
  const reports = Object.entries(figures).map(([unit, figure]) => ({
    // Only the unit of a row is looked at.
    row: { unit } as ReportRow,
    measured: figure,
    shown: toDecimal(figure.exact, 2),
  }));
  const places = ranked(reports, (a, b) => compareBy(COMPARES[by], a.measured, b.measured));
  return { by, entries: places.map(({ value, ...place }): RankedReport => ({ ...value, ...place })), unranked: 0 };
}

function explained(by: RankingMeasure, figures: Readonly<Record<string, Measured>>): readonly string[] {
  const of = rankingOf(by, figures);
  return of.entries.map((entry) => explanationOf(of, entry).en);
}

describe('The explanation of a rank', () => {
  it('says that exact totals are equal, and in Indonesian with commas', () => {
    const of = rankingOf('SCORE', { '64.71': measured('91'), '64.72': measured('182/2'), '64.74': measured('89.5') });

    expect(of.entries.map(({ rank }) => rank)).toEqual([1, 1, 3]);
    expect(explanationOf(of, of.entries[0]!)).toEqual({
      en: 'Rank 1 of 3, shared by 2: 91.00 (64.71) and 91.00 (64.72): equal exact totals 91.',
      id: 'Peringkat 1 dari 3, bersama 2 unit: 91,00 (64.71) dan 91,00 (64.72): nilai eksak sama 91.',
    });
  });

  it('says what is only rounded alike, which is no tie', () => {
    expect(explained('SCORE', { '64.71': measured('5460/60'), '64.72': measured('272999/3000') })).toEqual([
      'Rank 1 of 2: a total of 91.00, exactly 91. Only rounded alike to 91.00; exact totals: 91 (64.71), 272999/3000 (64.72).',
      'Rank 2 of 2: a total of 91.00, exactly 272999/3000. Only rounded alike to 91.00; exact totals: 272999/3000 (64.72), 91 (64.71).',
    ]);
  });

  it('ranks who was never returned anything before an immediate correction, and says so', () => {
    expect(explained('RESPONSIVENESS', { '64.71': measured('0'), '64.72': NEVER })).toEqual([
      'Rank 1 of 2: never returned; that ranks before any working time.',
      'Rank 2 of 2: working hours of a return: 0.00, exactly 0.',
    ]);
  });

  it('ranks what was late behind what was early', () => {
    expect(explained('TIMELINESS', { '64.71': measured('-5/2'), '64.72': measured('1') })).toEqual([
      'Rank 1 of 2: hours before the deadline: 1.00, exactly 1.',
      'Rank 2 of 2: hours before the deadline: -2.50, exactly -5/2.',
    ]);
  });

  it('names five of many who share a rank', () => {
    const units = Array.from({ length: 8 }, (_unit, index) => `64.0${index + 1}`);

    expect(explained('SCORE', Object.fromEntries(units.map((unit) => [unit, measured('80')])))[0]).toBe(
      'Rank 1 of 8, shared by 8: 80.00 (64.01), 80.00 (64.02), 80.00 (64.03), 80.00 (64.04), 80.00 (64.05) and 3 more: equal exact totals 80.',
    );
  });
});

describe('What follows a place in a ranking', () => {
  const of = rankingOf('SCORE', { '64.71': measured('91'), '64.72': measured('91'), '64.74': measured('89') });
  const after = (unit: string, exact: string): readonly string[] =>
    entriesAfter(of, { unit, measured: measured(exact) }).map(({ row }) => row.unit);

  it('are those of the same value with a later code, and all lower ones', () => {
    expect(after('64.71', '91')).toEqual(['64.72', '64.74']);
    expect(after('64.72', '91')).toEqual(['64.74']);
    expect(after('64.74', '89')).toEqual([]);
  });

  it('does not depend on whether anybody holds the place any more', () => {
    expect(after('64.99', '90')).toEqual(['64.74']);
    expect(after('11.01', '100')).toEqual(['64.71', '64.72', '64.74']);
  });
});
