import { describe, expect, it } from 'vitest';

import { createKept } from '../../../src/view/statistics/kept.ts';

describe('What is kept', () => {
  it('is forgotten where it was asked for least recently', () => {
    const kept = createKept<number>(2);
    kept.set('a', 1);
    kept.set('b', 2);
    kept.get('a');

    kept.set('c', 3);

    expect(['a', 'b', 'c'].map((name) => kept.get(name))).toEqual([1, undefined, 3]);
  });

  it('is the last that was said of a name', () => {
    const kept = createKept<number>(2);
    kept.set('a', 1);

    kept.set('a', 2);

    expect(kept.get('a')).toBe(2);
  });
});
