import { describe, expect, it } from 'vitest';

import { createToldClock } from '../../../src/demo/told-clock.ts';
import { DEMO_STARTS_AT, minutesAfter } from '../../../src/demo/told-time.ts';

const later = minutesAfter(DEMO_STARTS_AT, 10);

describe('The told clock', () => {
  it('stands still until the story goes on', () => {
    const clock = createToldClock();

    expect(clock.now()).toBe(DEMO_STARTS_AT);
    clock.advanceTo(later);
    expect(clock.now()).toBe(later);
  });

  it('never goes back', () => {
    const clock = createToldClock(later);

    expect(() => clock.advanceTo(DEMO_STARTS_AT)).toThrow(RangeError);
  });
});
