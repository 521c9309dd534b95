import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ranked } from '../../../src/kernel/competition.ts';

const values = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 });
const highest = (a: number, b: number): number => b - a;

describe('the rank of a value', () => {
  it('is one more than there are better values', () => {
    fc.assert(
      fc.property(values, (given) => {
        for (const { value, rank } of ranked(given, highest)) {
          expect(rank).toBe(1 + given.filter((other) => other > value).length);
        }
      }),
    );
  });

  it('is shared with everybody who has the same value, and with nobody else', () => {
    fc.assert(
      fc.property(values, (given) => {
        for (const { value, tiedWith } of ranked(given, highest)) {
          expect(tiedWith).toBe(given.filter((other) => other === value).length - 1);
        }
      }),
    );
  });

  it('grows as values get worse, and loses none of them', () => {
    fc.assert(
      fc.property(values, (given) => {
        const places = ranked(given, highest);

        expect(places.map(({ rank }) => rank)).toEqual(places.map(({ rank }) => rank).toSorted((a, b) => a - b));
        expect(places.map(({ value }) => value)).toEqual(given.toSorted(highest));
      }),
    );
  });

  it('never gets worse by a better value of its own', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), (others, own, more) => {
        const rankOf = (value: number) => ranked([...others, value], highest).find((one) => one.value === value)!.rank;

        expect(rankOf(own + more)).toBeLessThanOrEqual(rankOf(own));
      }),
    );
  });
});
