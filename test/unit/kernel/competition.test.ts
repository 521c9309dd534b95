import { describe, expect, it } from 'vitest';

import { ranked } from '../../../src/kernel/competition.ts';

const highest = (a: number, b: number): number => b - a;

describe('A competition', () => {
  it('leaves out as many ranks as are shared: 1, 1, 3', () => {
    expect(ranked([87, 91, 91], highest)).toEqual([
      { value: 91, rank: 1, tiedWith: 1 },
      { value: 91, rank: 1, tiedWith: 1 },
      { value: 87, rank: 3, tiedWith: 0 },
    ]);
  });

  it('leaves who ties in the order given', () => {
    const units = [
      { unit: 'b', points: 1 },
      { unit: 'a', points: 1 },
    ];

    const order = ranked(units, (one, other) => other.points - one.points).map(({ value }) => value.unit);

    expect(order).toEqual(['b', 'a']);
  });

  it('of nobody has no places', () => {
    expect(ranked([], highest)).toEqual([]);
  });
});
