import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { timesOf } from '../../../../src/domain/report/index.ts';
import type { CorrectionRound } from '../../../../src/domain/report/index.ts';
import { mostResponsive, timelinessOf } from '../../../../src/domain/scoring/v1/index.ts';
import { plusDays } from '../../../../src/kernel/instant.ts';
import { divide, equals, rational, sum } from '../../../../src/kernel/rational.ts';
import { MAKASSAR } from '../../../support/timeliness-samples.ts';

const indicators = fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D', 'E'), { minLength: 1, maxLength: 3 });
const returned = fc.record({ indicators, days: fc.integer({ min: 1, max: 9 }) });

/** Rounds of one stage, one after another. */
const rounds = fc.array(returned, { minLength: 1, maxLength: 6 }).map((told) =>
  told.map((one, index): CorrectionRound => {
    const openedAt = plusDays('2025-02-03T01:00:00.000Z', index * 10);
    const resubmittedAt = plusDays(openedAt, one.days);
    return {
      round: index + 1,
      stage: 'PROVINCIAL_REVIEW',
      indicators: one.indicators,
      openedAt,
      dueAt: plusDays(openedAt, 9),
      position: 10 + index,
      note: null,
      resubmittedAt,
      closedAt: null,
    };
  }),
);

/** The times of a report whose review is over. */
function timesWith(told: readonly CorrectionRound[]) {
  const submissions = [{ at: '2025-01-20T00:00:00.000Z', complete: true, position: 1, missing: [], late: false }];
  return timesOf({ period: 'P1', stage: 'FINAL', submissions, rounds: told, finals: [] }, null);
}

describe('The returns of a stage', () => {
  it('never share an indicator: what comes back again is no return of its own', () => {
    fc.assert(
      fc.property(rounds, (told) => {
        const { returns } = timelinessOf(timesWith(told), MAKASSAR);
        const named = returns.map((one) => new Set(one.rounds.flatMap(({ round }) => told[round - 1]!.indicators)));
        const once = new Set(told.flatMap((one) => one.indicators));

        expect(named.reduce((total, { size }) => total + size, 0)).toBe(once.size);
      }),
    );
  });

  it('hold every round once, and are all accepted when the stage is over', () => {
    fc.assert(
      fc.property(rounds, (told) => {
        const { returns } = timelinessOf(timesWith(told), MAKASSAR);
        const held = returns.flatMap((one) => one.rounds.map(({ round }) => round));

        expect(held.toSorted((a, b) => a - b)).toEqual(told.map(({ round }) => round));
        expect(returns.every(({ accepted, hours }) => accepted && hours !== null)).toBe(true);
      }),
    );
  });

  it('count every hour of their rounds, by however many returns it is divided', () => {
    fc.assert(
      fc.property(rounds, (told) => {
        const times = timesWith(told);
        const { returns } = timelinessOf(times, MAKASSAR);
        const hours = sum(returns.flatMap((one) => one.rounds.map((round) => round.hours!)));

        expect(equals(mostResponsive([times], MAKASSAR).hours!, divide(hours, rational(returns.length)))).toBe(true);
      }),
    );
  });
});
