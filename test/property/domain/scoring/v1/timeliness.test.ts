import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { deriveResponsive, fastest, mostResponsive } from '../../../../../src/domain/scoring/v1/index.ts';
import type { PeriodTimes, RoundTimes } from '../../../../../src/domain/scoring/v1/index.ts';
import { millisecondsOf, plusDays, toInstant } from '../../../../../src/kernel/instant.ts';
import { add, compare, equals, rational, subtract, sum } from '../../../../../src/kernel/rational.ts';
import type { Rational } from '../../../../../src/kernel/rational.ts';
import { MAKASSAR } from '../../../../support/timeliness-samples.ts';

const at = fc.integer({ min: Date.UTC(2025, 0, 2), max: Date.UTC(2025, 11, 1) }).map(toInstant);
const later = fc.integer({ min: 0, max: 20 * 86_400_000 });

/** Rounds one after another, each of one of three returns; the last one of each is accepted. */
const of = fc.integer({ min: 0, max: 2 });
const rounds = fc.array(fc.record({ start: at, took: later, of }), { maxLength: 5 }).map((told) =>
  told.map(({ start, took, of: own }, index): RoundTimes => ({
    round: index + 1,
    openedAt: start,
    dueAt: plusDays(start, 30),
    resubmittedAt: toInstant(millisecondsOf(start) + took),
    closedAt: null,
    accepted: told.slice(index + 1).every((one) => one.of !== own),
    firstRound: told.findIndex((one) => one.of === own) + 1,
  })),
);

const period = fc
  .record({ deadline: at, completed: at, rounds })
  .map(({ deadline, completed, rounds: own }): Omit<PeriodTimes, 'period'> => ({
    deadline,
    submissions: [{ at: completed, complete: true, position: 1 }],
    rounds: own,
  }));

const year = fc
  .array(period, { minLength: 1, maxLength: 3 })
  .map((told) => told.map((one, index): PeriodTimes => ({ ...one, period: `P${index + 1}` })));

/** What a unit that was returned took; a year without a return is not asked for. */
function responsiveness(periods: readonly PeriodTimes[]): Rational {
  const measured = mostResponsive(periods, MAKASSAR);
  if (measured.kind !== 'MEASURED') throw new Error(measured.kind);
  return measured.hours;
}

describe('the fastest reporting', () => {
  it('gains exactly the hours that all deadlines are later', () => {
    fc.assert(
      fc.property(year, fc.integer({ min: 0, max: 60 }), (periods, days) => {
        const moved = periods.map((one) => ({ ...one, deadline: one.deadline && plusDays(one.deadline, days) }));

        const [before, after] = [fastest(periods, MAKASSAR).hours!, fastest(moved, MAKASSAR).hours!];
        expect(after).toEqual(add(before, rational(days * 24)));
      }),
    );
  });

  it('does not depend on the order of the periods', () => {
    fc.assert(
      fc.property(year, (periods) => {
        expect(fastest(periods.toReversed(), MAKASSAR).hours).toEqual(fastest(periods, MAKASSAR).hours);
      }),
    );
  });
});

describe('responsiveness', () => {
  const returned = year.filter((periods) => periods.some((one) => one.rounds.length > 0));

  it('is never negative and never more than the mean of the time that passed', () => {
    fc.assert(
      fc.property(returned, (periods) => {
        const all = periods.flatMap((one) => one.rounds);
        const passed = all.map((one) => millisecondsOf(one.resubmittedAt!) - millisecondsOf(one.openedAt));
        const elapsed = rational(
          passed.reduce((total, one) => total + one, 0),
          3_600_000 * all.filter(({ accepted }) => accepted).length,
        );

        expect(compare(responsiveness(periods), rational(0))).toBeGreaterThanOrEqual(0);
        expect(compare(responsiveness(periods), elapsed)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('is never better for a correction that came later', () => {
    fc.assert(
      fc.property(returned, later, (periods, longer) => {
        const slower = periods.map((one) => ({
          ...one,
          rounds: one.rounds.map((own) => ({
            ...own,
            resubmittedAt: toInstant(millisecondsOf(own.resubmittedAt!) + longer),
          })),
        }));

        expect(compare(responsiveness(slower), responsiveness(periods))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('has reasons that add up: days off to what a round lost, rounds to their return', () => {
    fc.assert(
      fc.property(returned, (periods) => {
        const derivation = deriveResponsive(periods, MAKASSAR);
        const below = (path: string): Rational =>
          sum(derivation.filter(({ parentPath }) => parentPath === path).map(({ value }) => value));
        const returns = derivation.filter(({ parentPath }) => parentPath === 'responsive');
        const took = new Map<string, RoundTimes>(
          periods.flatMap((one) => one.rounds.map((own) => [`${one.period} ${own.round}`, own])),
        );
        const nodes = derivation.filter(({ path }) => /^responsive\/[^/]+\/round-\d+$/.test(path));

        expect(nodes).toHaveLength(took.size);

        for (const { path, value } of returns) expect(equals(value, below(path))).toBe(true);
        for (const { path, value } of nodes) {
          const { openedAt, resubmittedAt } = took.get(path.replace(/^.*\/(P\d)-\d+\/round-(\d+)$/, '$1 $2'))!;
          const elapsed = rational(millisecondsOf(resubmittedAt!) - millisecondsOf(openedAt), 3_600_000);
          expect(value).toEqual(subtract(elapsed, below(path)));
        }
      }),
    );
  });
});
