import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { compareBy, comparedBy, leaders, measuredOf } from '../../../../../src/domain/scoring/v1/index.ts';
import type { Compared, Measure, UnitYear } from '../../../../../src/domain/scoring/v1/index.ts';
import { plusDays, toInstant } from '../../../../../src/kernel/instant.ts';
import { divide, equals, rational, sum, toExact, toRational } from '../../../../../src/kernel/rational.ts';
import { edition } from '../../../../support/editions.ts';
import { NATIONAL } from '../../../../support/timeliness-samples.ts';

const MEASURES: readonly Measure[] = ['TOTAL', 'LEAD', 'CORRECTION'];

const template = edition([]);
const EDITION = { ...template, periods: ['P1', 'P2'].map((code) => ({ ...template.periods[0]!, code })) };

const moment = fc.integer({ min: Date.UTC(2025, 1, 1), max: Date.UTC(2025, 9, 1) }).map(toInstant);

const round = fc.record({ openedAt: moment, days: fc.integer({ min: 0, max: 20 }) }).map(({ openedAt, days }) => {
  const ended = { dueAt: plusDays(openedAt, 30), resubmittedAt: plusDays(openedAt, days), closedAt: null };
  return { openedAt, ...ended, accepted: true };
});

const period = fc.record({
  total: fc.integer({ min: 0, max: 700 }),
  completed: moment,
  deadline: moment,
  rounds: fc.array(round, { maxLength: 3 }),
});

/** A unit that reported both periods. */
const year = fc.tuple(period, period).map((told): Omit<UnitYear, 'unit'> => ({
  utcOffset: 8,
  periods: told.map(({ total, completed, deadline, rounds }, index) => ({
    cycle: `TEST-2025-P${index + 1}`,
    final: { position: 90, exact: toExact(rational(total, 7)) },
    times: {
      period: `P${index + 1}`,
      deadline,
      submissions: [{ at: completed, complete: true, position: 10 }],
      rounds: rounds.map((one, before) => ({
        ...one,
        round: before + 1,
        firstRound: before + 1,
        position: 20 + before,
      })),
    },
  })),
}));

const years = fc
  .array(year, { minLength: 1, maxLength: 6 })
  .map((told) => told.map((one, index): UnitYear => ({ ...one, unit: `64.0${index + 1}` })));

function compared(measure: Measure, told: readonly UnitYear[]): readonly Compared[] {
  return told.map((one) => comparedBy({ measure, edition: EDITION, calendar: NATIONAL }, one));
}

describe('a figure that an award freezes', () => {
  it.each(MEASURES)('by %s is the mean of the parts that are frozen with it', (measure) => {
    fc.assert(
      fc.property(year, (told) => {
        const [figure] = compared(measure, [{ ...told, unit: '64.71' }]);
        const { exact, terms } = figure!;
        if (exact === null) return;
        const total = sum(terms.map((term) => toRational(term.exact)));

        expect(equals(toRational(exact), divide(total, rational(terms.length)))).toBe(true);
      }),
    );
  });
});

describe('who leads', () => {
  it.each(MEASURES)('by %s is beaten by nobody, and everybody else by them', (measure) => {
    fc.assert(
      fc.property(years, (told) => {
        const figures = compared(measure, told);
        const leading = leaders(measure, figures);
        const worse = figures.filter((one) => !leading.includes(one));
        const compare = (a: Compared, b: Compared): number => compareBy(measure, measuredOf(a)!, measuredOf(b)!);

        expect(leading.length).toBeGreaterThan(0);
        expect(leading.every((one) => leading.every((other) => compare(one, other) === 0))).toBe(true);
        expect(worse.every((one) => leading.every((other) => compare(other, one) < 0))).toBe(true);
      }),
    );
  });
});
