import { describe, expect, it } from 'vitest';

import { checksOf, paperOf } from '../../../src/domain/instrument/index.ts';
import type { Answer, Edition, PaperIndicator } from '../../../src/domain/instrument/index.ts';
import { score } from '../../../src/domain/scoring/v1/index.ts';
import type { Score } from '../../../src/domain/scoring/v1/index.ts';
import { toDecimal } from '../../../src/kernel/rational.ts';
import { loadReference } from '../../../src/usecase/reference.ts';
import { document, response, stated } from '../../support/graded.ts';

const { editions, mandates } = loadReference();

function editionOf(instrument: string, code: string): Edition {
  return editions.find(({ edition }) => edition.instrument === instrument && edition.edition === code)!.edition;
}

function shown({ total, decimals, predicate }: Score): string {
  return `${toDecimal(total, decimals)} ${predicate?.code}`;
}

/** The best that can be stated about an indicator, with all its documents. */
function best(indicator: PaperIndicator): ReturnType<typeof response> {
  return response(bestAnswer(indicator), { documents: indicator.evidence.map(({ code }) => document(code)) });
}

function bestAnswer({ answer, rule, maximum }: PaperIndicator): Answer {
  const to = rule.kind === 'LINEAR' ? rule.to : '100';
  if (answer.kind === 'CHOICE') return { kind: 'CHOICE', option: 'ADA' };
  if (answer.kind === 'NUMBER') return { kind: 'NUMBER', value: to };
  if (answer.kind === 'RATIO') return { kind: 'RATIO', numerator: '0', denominator: '1' };
  if (answer.kind === 'COMPUTED') return { kind: 'RATIO', numerator: to, denominator: '1' };
  return { kind: answer.kind, value: answer.kind === 'POINTS' ? maximum : to };
}

function perfect(edition: Edition, period: string): Map<string, ReturnType<typeof response>> {
  const paper = paperOf(edition, period);
  return new Map([...paper.indicators].map(([code, indicator]) => [code, best(indicator)]));
}

describe('every edition', () => {
  it('gives 100 in every period to whoever answers everything as well as can be', () => {
    const totals = editions.flatMap(({ edition }) =>
      edition.periods.map(({ code }) => shown(score(paperOf(edition, code), perfect(edition, code))).split(' ')[0]),
    );

    expect(totals).toEqual(Array(18).fill('100.00'));
  });

  it('names the mandates of every indicator, one to three from the closed list', () => {
    const known = mandates.map(({ code }) => code);
    const named = editions.flatMap(({ edition }) =>
      edition.dimensions.flatMap(({ indicators }) => indicators.map((one) => one.mandates)),
    );

    expect(named.every((codes) => codes.length >= 1 && codes.length <= 3)).toBe(true);
    expect(named.flat().filter((code) => !known.includes(code))).toEqual([]);
  });

  it('is told apart by its digest, and cannot be changed', () => {
    expect(new Set(editions.map(({ digest }) => digest)).size).toBe(5);
    expect(Object.isFrozen(editions[0]!.edition.dimensions[0]!.indicators[0]!.rule)).toBe(true);
  });
});

describe('KKP HAM 2022', () => {
  const edition = editionOf('KKPHAM', '2022');

  it('asks twelve indicators of one point under each of ten rights', () => {
    expect(edition.dimensions.map(({ indicators }) => indicators.length)).toEqual(Array(10).fill(12));
    expect(edition.dimensions.flatMap(({ indicators }) => indicators.map(({ maximum }) => maximum))).toEqual(
      Array(120).fill('1'),
    );
  });

  it.each([
    [85, '70.83 CUKUP_PEDULI'],
    [89, '74.17 CUKUP_PEDULI'],
    [90, '75.00 PEDULI'],
  ])('is worth what Kutai Timur got for %i of them', (count, expected) => {
    const responses = new Map([...perfect(edition, 'YEAR')].slice(0, count));

    expect(shown(score(paperOf(edition, 'YEAR'), responses))).toBe(expected);
  });

  it('earns nothing without the required evidence', () => {
    const bare = new Map([...perfect(edition, 'YEAR')].map(([code, one]) => [code, { ...one, documents: [] }]));

    expect(shown(score(paperOf(edition, 'YEAR'), bare))).toBe('0.00 KURANG_PEDULI');
  });

  it('keeps the bands of maternal mortality that were found, whole numbers first', () => {
    const paper = paperOf(edition, 'YEAR');
    const indicator = paper.indicators.get('KKP-ES1-O1')!;
    const points = ['110', '110.4', '110.5', '230'].map((numerator) => {
      const given = { ...best(indicator), answer: { kind: 'RATIO', numerator, denominator: '100000' } as const };
      return toDecimal(score(paper, new Map([[indicator.code, given]])).indicators.get(indicator.code)!.points, 1);
    });

    expect(points).toEqual(['1.0', '1.0', '0.8', '0.0']);
  });
});

describe('Aksi HAM 2025', () => {
  const edition = editionOf('AKSI_HAM', '2025');

  it.each(['B04', 'B08', 'B12'])(
    'asks ten checks of each of seven actions in %s, on documents of that period',
    (period) => {
      const asked = [...paperOf(edition, period).indicators.values()].map(({ rule, evidence }) => ({
        checks: checksOf(rule).length,
        bound: checksOf(rule).every((check) => evidence.some(({ code }) => code === check.evidence)),
      }));

      expect(asked).toEqual(Array(7).fill({ checks: 10, bound: true }));
    },
  );

  it('is worth 97.00 where seven of seventy checks fail', () => {
    const responses = new Map(
      [...perfect(edition, 'B12')].map(([code, one]) => {
        const failed = { [`${code}-B12-C01`]: { passed: false, note: 'no letterhead', position: 9 } };
        return [code, { ...one, checks: failed }];
      }),
    );

    expect(shown(score(paperOf(edition, 'B12'), responses))).toBe('97.00 HIJAU');
  });
});

describe('IRH 2025', () => {
  const first = editionOf('IRH', '2025');
  const manual = editionOf('IRH', '2025-MANUAL');

  /** The lost points are taken from the last indicators of a variable. */
  function variables(points: readonly number[]): Map<string, ReturnType<typeof stated>> {
    const graded = first.dimensions.flatMap(({ indicators }, index) => {
      const state = { left: points[index] ?? 0 };
      return indicators.map((indicator) => {
        const value = Math.min(state.left, Number(indicator.maximum));
        state.left -= value;
        const documents = indicator.evidence.map(({ code }) => document(code));
        return [indicator.code, stated(String(value), { documents })] as const;
      });
    });
    return new Map(graded);
  }

  it.each([
    ['Samarinda', [25, 25, 21, 20], '91.00 AA', '89.50 A'],
    ['Bontang', [20, 25, 30, 14], '89.00 A', '90.50 AA'],
    ['Balikpapan', [25, 20, 27, 15], '87.00 A', '87.75 A'],
  ])('gives %s another grade under the weights of the manual', (_place, points, before, after) => {
    expect(shown(score(paperOf(first, 'YEAR'), variables(points)))).toBe(before);
    expect(shown(score(paperOf(manual, 'YEAR'), variables(points)))).toBe(after);
  });

  it('asks for one merged file per indicator', () => {
    const asked = first.dimensions.flatMap(({ indicators }) => indicators.map(({ evidence }) => evidence));

    expect(asked.every((evidence) => evidence.length === 1 && evidence[0]!.singleFile)).toBe(true);
  });
});

describe('labour inspection 2023', () => {
  const edition = editionOf('WASNAKER', '2023');

  it('leaves out notices where none was issued: 72 of 80 is 90.00', () => {
    const ratios = { 'LAB-CMP-1': ['6', '10'], 'LAB-NOT-1': ['0', '0'], 'LAB-NOT-2': ['0', '0'] } as const;
    const counted = Object.entries(ratios).map(
      ([code, [numerator, denominator]]) => [code, response({ kind: 'RATIO', numerator, denominator })] as const,
    );
    const result = score(paperOf(edition, '11'), new Map([...perfect(edition, '11'), ...counted]));

    expect(shown(result)).toBe('90.00 BELUM');
    expect(toDecimal(result.indicators.get('LAB-CMP-1')!.points, 2)).toBe('60.00');
  });
});
