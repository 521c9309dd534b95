import { describe, expect, it } from 'vitest';

import { paperOf } from '../../../../../src/domain/instrument/index.ts';
import type { Edition } from '../../../../../src/domain/instrument/index.ts';
import { score } from '../../../../../src/domain/scoring/v1/index.ts';
import type { Score } from '../../../../../src/domain/scoring/v1/index.ts';
import { rational, toDecimal, toExact } from '../../../../../src/kernel/rational.ts';
import { edition, indicator, irh, kkpHam, predicate } from '../../../../support/editions.ts';
import { chosen, notApplicable, response, stated } from '../../../../support/graded.ts';

const OLD = ['25', '25', '30', '20'] as const;
const NEW = ['25', '25', '35', '15'] as const;

function irhScore(weights: typeof OLD | typeof NEW, points: readonly string[]): Score {
  const answers = points.map((value, index) => [`V${index + 1}.1`, stated(value)] as const);
  return score(paperOf(irh(weights), 'YEAR'), new Map(answers));
}

function shown({ total, decimals, predicate: held }: Score): string {
  return `${toDecimal(total, decimals)} ${held?.code}`;
}

function scoreOf(one: Edition, points: Readonly<Record<string, string>>): Score {
  return score(paperOf(one, 'YEAR'), new Map(Object.entries(points).map(([code, value]) => [code, stated(value)])));
}

describe('the score of IRH under two editions (story C)', () => {
  it.each([
    ['Samarinda', ['25', '25', '21', '20'], '91.00 AA', '89.50 A'],
    ['Bontang', ['20', '25', '30', '14'], '89.00 A', '90.50 AA'],
    ['Balikpapan', ['25', '20', '27', '15'], '87.00 A', '87.75 A'],
  ])('of %s changes with the weights', (_place, points, before, after) => {
    expect(shown(irhScore(OLD, points))).toBe(before);
    expect(shown(irhScore(NEW, points))).toBe(after);
  });

  it('is A at exactly 90 and AA above it, because the lower edge is open', () => {
    expect(shown(irhScore(OLD, ['25', '25', '25', '15']))).toBe('90.00 A');
    expect(shown(irhScore(OLD, ['25', '25', '25', '15.001']))).toBe('90.00 AA');
  });
});

describe('the score of 120 equal indicators', () => {
  const paper = paperOf(kkpHam(), 'YEAR');
  const codes = [...paper.indicators.keys()];

  function yes(count: number): Score {
    return score(paper, new Map(codes.map((code, index) => [code, chosen(index < count ? 'ADA' : 'TIDAK')])));
  }

  it('is exactly 75 at 90 of them and holds the predicate from 75', () => {
    const result = yes(90);

    expect(result.exact).toEqual(rational(75));
    expect(result.predicate?.code).toBe('PEDULI');
  });

  it('is 74.17 at 89 of them and does not', () => {
    expect(shown(yes(89))).toBe('74.17 KURANG');
  });
});

describe('the predicate', () => {
  const edges = [predicate('HIGH', '90', '100'), predicate('LOW', '0', '90', { toOpen: true })];
  const thirds = (predicateOf: 'EXACT' | 'ROUNDED') =>
    edition([{ code: 'D', indicators: [indicator('I', { maximum: '1000000' })] }], { predicateOf, predicates: edges });

  it('is looked up with the exact total where the edition says so', () => {
    expect(shown(scoreOf(thirds('EXACT'), { I: '899999' }))).toBe('90.00 LOW');
  });

  it('is looked up with the rounded total where the edition says so', () => {
    expect(shown(scoreOf(thirds('ROUNDED'), { I: '899999' }))).toBe('90.00 HIGH');
  });
});

describe('not applicable', () => {
  const dimensions = [
    { code: 'INSPECTIONS', weight: '35', indicators: [indicator('I')] },
    {
      code: 'COMPLAINTS',
      weight: '35',
      indicators: [indicator('C', { weight: '20' }), indicator('F', { weight: '15' })],
    },
    { code: 'NOTICES', weight: '20', indicators: [indicator('N')] },
    { code: 'ADDED', weight: '10', indicators: [indicator('X')] },
  ];
  const answers = new Map([
    ['I', stated('100')],
    ['C', stated('60')],
    ['F', stated('100')],
    ['N', notApplicable()],
    ['X', stated('100')],
  ]);

  function under(mode: 'EXCLUDE' | 'FULL' | 'ZERO'): Score {
    const provenance = { kind: 'ILLUSTRATIVE', source: 'test' } as const;
    return score(paperOf(edition(dimensions, { whenNotApplicable: { mode, provenance } }), 'YEAR'), answers);
  }

  it('leaves the mean, so that 72 of 80 is 90.00 (story D)', () => {
    const result = under('EXCLUDE');

    expect(result.exact).toEqual(rational(90));
    expect(result.dimensions.map(({ effectiveWeight }) => toExact(effectiveWeight))).toEqual([
      '175/4',
      '175/4',
      '0',
      '25/2',
    ]);
    expect(result.dimensions[2]?.share).toBeNull();
  });

  it('counts in full, or nothing, where the edition says so', () => {
    expect(under('FULL').exact).toEqual(rational(92));
    expect(under('ZERO').exact).toEqual(rational(72));
  });

  it('is what a ratio of nothing is', () => {
    const ratio = indicator('R', { answer: { kind: 'RATIO', unit: { id: '%', en: '%' }, factor: '100' } });
    const paper = paperOf(edition([{ code: 'D', indicators: [ratio, indicator('I')] }]), 'YEAR');
    const nothing = response({ kind: 'RATIO', numerator: '0', denominator: '0' });

    const result = score(
      paper,
      new Map([
        ['R', nothing],
        ['I', stated('40')],
      ]),
    );

    expect(result.exact).toEqual(rational(40));
    expect(result.indicators.get('R')?.excluded).toBe(true);
  });

  it('of everything makes a total of 0 that holds no predicate', () => {
    const paper = paperOf(edition([{ code: 'D', indicators: [indicator('I')] }]), 'YEAR');

    const result = score(paper, new Map([['I', notApplicable()]]));

    expect(result).toMatchObject({ exact: rational(0), predicate: null, applicable: false });
  });

  it('earns nothing and keeps its weight while it is not counted', () => {
    const paper = paperOf(edition([{ code: 'D', indicators: [indicator('I'), indicator('J')] }]), 'YEAR');

    const result = score(
      paper,
      new Map([
        ['I', notApplicable({ counts: false })],
        ['J', stated('100')],
      ]),
    );

    expect(result.exact).toEqual(rational(50));
  });
});

describe('points summed over a dimension', () => {
  const summed = edition(
    [{ code: 'D', indicators: [indicator('I', { maximum: '10', weight: '9' }), indicator('J', { maximum: '30' })] }],
    { aggregation: { ...edition([]).aggregation, dimension: 'SUM_OF_POINTS' } },
  );

  it('weigh by their maxima, whatever the weights say', () => {
    expect(scoreOf(summed, { I: '10', J: '20' }).exact).toEqual(rational(75));
  });
});

describe('an override', () => {
  const paper = paperOf(edition([{ code: 'D', indicators: [indicator('I')] }]), 'YEAR');
  const override = { points: '80', justification: 'seen on site', position: 9 };

  it('wins over the rule, whose value stays beside it', () => {
    const result = score(paper, new Map([['I', stated('40', { override })]]));

    expect(result.indicators.get('I')).toMatchObject({ points: rational(80), rulePoints: rational(40) });
  });

  it('wins over an answer that is not counted, not there or not applicable', () => {
    for (const one of [
      stated('40', { override, counts: false }),
      response(null, { override }),
      notApplicable({ override }),
    ]) {
      expect(score(paper, new Map([['I', one]])).exact).toEqual(rational(80));
    }
  });
});
