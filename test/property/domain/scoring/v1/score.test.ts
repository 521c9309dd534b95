import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Edition, paperOf } from '../../../../../src/domain/instrument/index.ts';
import type { Paper } from '../../../../../src/domain/instrument/index.ts';
import { annual, derive, gaps, readiness, score } from '../../../../../src/domain/scoring/v1/index.ts';
import type { GradedResponses } from '../../../../../src/domain/scoring/v1/index.ts';
import { add, compare, rational, subtract, sum, toRational } from '../../../../../src/kernel/rational.ts';
import { statedSum } from '../../../../support/derivation.ts';
import { editions, responsesTo } from '../../../../support/edition-arbitraries.ts';
import { edition, indicator } from '../../../../support/editions.ts';
import { stated } from '../../../../support/graded.ts';
import { recomputed } from '../../../../support/recompute.ts';

type Told = Readonly<{ paper: Paper; responses: GradedResponses }>;

const DATES = { SUBMISSION_CLOSES: '2025-06-30', DATA_YEAR_ENDS: '2024-12-31' };
const HUNDRED = rational(100);

function told({ sound }: Readonly<{ sound: boolean }>): fc.Arbitrary<Told> {
  return editions({ sound })
    .chain((one) => fc.constantFrom('P1', 'P2').map((period) => paperOf(one, period)))
    .chain((paper) => responsesTo(paper).map((responses) => ({ paper, responses })));
}

describe('the score', () => {
  it('is between 0 and 100 for everything an edition may say', () => {
    fc.assert(
      fc.property(told({ sound: false }), ({ paper, responses }) => {
        const { exact } = score(paper, responses);

        expect(Edition.safeParse(paper.edition).error).toBeUndefined();
        expect(compare(exact, rational(0))).toBeGreaterThanOrEqual(0);
        expect(compare(exact, HUNDRED)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('is what the contributions of its indicators add up to', () => {
    fc.assert(
      fc.property(told({ sound: false }), ({ paper, responses }) => {
        const { exact, indicators, dimensions } = score(paper, responses);

        expect(sum([...indicators.values()].map(({ contribution }) => contribution))).toEqual(exact);
        expect(sum(dimensions.map(({ contribution }) => contribution))).toEqual(exact);
      }),
    );
  });

  it('does not depend on the order of dimensions, indicators and responses', () => {
    fc.assert(
      fc.property(told({ sound: false }), ({ paper, responses }) => {
        const dimensions = paper.edition.dimensions
          .map((one) => ({ ...one, indicators: one.indicators.toReversed() }))
          .toReversed();
        const turned = paperOf({ ...paper.edition, dimensions }, paper.period);

        expect(score(turned, new Map([...responses].reverse())).exact).toEqual(score(paper, responses).exact);
      }),
    );
  });

  it('never falls when points rise', () => {
    const points = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 6, maxLength: 6 });
    const paper = paperOf(
      edition([
        { code: 'A', weight: '3', indicators: ['A1', 'A2', 'A3'].map((code) => indicator(code)) },
        { code: 'B', weight: '0.5', indicators: ['B1', 'B2', 'B3'].map((code) => indicator(code, { weight: '7' })) },
      ]),
      'YEAR',
    );
    const scoreOf = (values: readonly number[]) =>
      score(paper, new Map([...paper.indicators.keys()].map((code, at) => [code, stated(String(values[at]))]))).exact;

    fc.assert(
      fc.property(points, fc.nat({ max: 5 }), (values, at) => {
        const raised = values.with(at, 100);

        expect(compare(scoreOf(raised), scoreOf(values))).toBe(values[at] === 100 ? 0 : 1);
      }),
    );
  });
});

describe('the derivation', () => {
  it('has the total at its root and every path once, parents first', () => {
    fc.assert(
      fc.property(told({ sound: false }), ({ paper, responses }) => {
        const nodes = derive(paper, responses);
        const paths = nodes.map(({ path }) => path);

        expect(nodes[0]).toMatchObject({ path: 'total', parentPath: null, value: score(paper, responses).total });
        expect(new Set(paths).size).toBe(paths.length);
        expect(nodes.slice(1).every(({ parentPath }, at) => paths.slice(0, at + 1).includes(parentPath!))).toBe(true);
      }),
    );
  });

  it('follows from its children at every node', () => {
    fc.assert(
      fc.property(told({ sound: true }), ({ paper, responses }) => {
        const nodes = derive(paper, responses);

        for (const node of nodes) expect(recomputed(paper, nodes, node) ?? node.value).toEqual(node.value);
      }),
    );
  });

  it('states sums that a pocket calculator confirms', () => {
    fc.assert(
      fc.property(told({ sound: true }), ({ paper, responses }) => {
        const [root, ...below] = derive(paper, responses);
        const total = statedSum(root!);

        expect(total?.computed).toEqual(total?.stated);
        for (const node of below) {
          expect(statedSum(node)?.computed ?? node.value).toEqual(node.value);
          expect(statedSum(node)?.stated ?? node.value).toEqual(node.value);
        }
      }),
    );
  });
});

describe('the gaps', () => {
  it('add up to what is lacking to 100 where nothing is excluded', () => {
    fc.assert(
      fc.property(told({ sound: true }), ({ paper, responses }) => {
        const { exact, indicators } = score(paper, responses);
        fc.pre([...indicators.values()].every(({ excluded }) => !excluded) && indicators.size > 0);

        expect(sum(gaps(paper, responses).map(({ loss }) => loss))).toEqual(subtract(HUNDRED, exact));
      }),
    );
  });

  it('are dear, never more than what is lacking, and never promise a fall', () => {
    fc.assert(
      fc.property(told({ sound: true }), ({ paper, responses }) => {
        const { exact } = score(paper, responses);

        for (const { loss, wouldBe } of gaps(paper, responses)) {
          expect(compare(loss, rational(0))).toBe(1);
          expect(compare(add(exact, loss), HUNDRED)).toBeLessThanOrEqual(0);
          expect(compare(wouldBe, HUNDRED)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});

describe('readiness and the year', () => {
  it('are answered for everything an edition may say', () => {
    fc.assert(
      fc.property(told({ sound: false }), ({ paper, responses }) => {
        const { ready, items } = readiness(paper, responses, { dates: DATES, offMandate: new Map() });
        const year = annual(paper.edition, [{ period: 'P1', exact: toRational('99.5'), basis: 'FINAL' }], true);

        expect(ready).toBe(items.length === 0);
        expect(items.every(({ loss }) => loss.numerator >= 0n)).toBe(true);
        expect(year.exact).toEqual(toRational('49.75'));
      }),
    );
  });
});
