import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { coverageIssues } from '../../../../src/domain/instrument/validate-intervals.ts';
import { ZERO, rational } from '../../../../src/kernel/rational.ts';

type Interval = Parameters<typeof coverageIssues>[0][number];

const HUNDRED = { from: ZERO, to: rational(100) };

/** A division of 0 to 100: at each seam the value belongs to exactly one of the two neighbours. */
const division = fc
  .uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 12 })
  .chain((cuts) => fc.tuple(fc.constant(cuts.toSorted((a, b) => a - b)), fc.infiniteStream(fc.boolean())))
  .map(([cuts, sides]) => {
    const seams = cuts.map((cut) => ({ at: (cut / 10).toFixed(1), left: sides.next().value === true }));
    const starts = [{ at: '0', left: false }, ...seams];
    const ends = [...seams, { at: '100', left: true }];
    return starts.map((start, index): Interval => {
      const end = ends[index]!;
      return { from: start.at, to: end.at, fromOpen: start.left, toOpen: !end.left };
    });
  });

/** A division and one place in it, in any order of its intervals. */
const shuffled = division.chain((intervals) =>
  fc.record({
    intervals: fc.shuffledSubarray(intervals, { minLength: intervals.length }),
    chosen: fc.nat({ max: intervals.length - 1 }),
  }),
);

function codes(intervals: readonly Interval[]): readonly string[] {
  return coverageIssues(intervals, HUNDRED, []).map(({ code }) => code);
}

describe('a division of a range', () => {
  it('is accepted in whatever order it is written', () => {
    fc.assert(
      fc.property(shuffled, ({ intervals }) => {
        expect(codes(intervals)).toEqual([]);
      }),
    );
  });

  it('is refused without any one of its intervals', () => {
    fc.assert(
      fc.property(shuffled, ({ intervals, chosen }) => {
        expect(codes(intervals.toSpliced(chosen, 1))).toContain('INTERVALS_LEAVE_A_GAP');
      }),
    );
  });

  it('is refused with any one of its intervals twice', () => {
    fc.assert(
      fc.property(shuffled, ({ intervals, chosen }) => {
        expect(codes([...intervals, intervals[chosen]!])).toContain('INTERVALS_OVERLAP');
      }),
    );
  });

  it('is refused when any one of its intervals is widened', () => {
    fc.assert(
      fc.property(shuffled, ({ intervals, chosen }) => {
        const wide = intervals.with(chosen, { ...intervals[chosen]!, from: null, to: null });

        expect(codes(wide)).toContain('INTERVALS_OVERLAP');
      }),
    );
  });

  it('is refused when any open edge inside it is closed', () => {
    fc.assert(
      fc.property(shuffled, ({ intervals, chosen }) => {
        const one = intervals[chosen]!;
        fc.pre(one.fromOpen || one.toOpen);

        expect(codes(intervals.with(chosen, { ...one, fromOpen: false, toOpen: false }))).toContain(
          'INTERVALS_OVERLAP',
        );
      }),
    );
  });

  it('is refused when any closed edge of it is opened', () => {
    fc.assert(
      fc.property(shuffled, ({ intervals, chosen }) => {
        const one = intervals[chosen]!;
        fc.pre(!one.fromOpen || !one.toOpen);

        expect(codes(intervals.with(chosen, { ...one, fromOpen: true, toOpen: true }))).toContain(
          'INTERVALS_LEAVE_A_GAP',
        );
      }),
    );
  });
});

describe('a range without end', () => {
  it('is covered only by a last interval without end', () => {
    const half = { from: '0', to: '5', fromOpen: false, toOpen: true };
    const rest = { from: '5', to: null, fromOpen: false, toOpen: false };
    const range = { from: ZERO, to: null };

    expect(coverageIssues([half, rest], range, [])).toEqual([]);
    expect(coverageIssues([half], range, ['bands'])).toMatchObject([
      { path: ['bands', 0], code: 'INTERVALS_LEAVE_A_GAP' },
    ]);
  });
});
