import { describe, expect, it } from 'vitest';

import { leadDeadline } from '../../../../src/domain/cycle/index.ts';
import { CLOSES, OPENS } from '../../../support/report-samples.ts';

const LATER = '2025-12-08T00:00:00.000Z';
const LATEST = '2025-12-15T00:00:00.000Z';

describe('the deadline that lead is measured to', () => {
  const announced = { closesAt: CLOSES };
  const extensions = [
    { units: ['64.71'], closesAt: LATER, position: 20 },
    { units: null, closesAt: LATEST, position: 40 },
  ];
  const submitted = (position: number, complete = true) => ({ at: OPENS, complete, position });
  const of = (...submissions: readonly ReturnType<typeof submitted>[]): string =>
    leadDeadline({ announced, extensions }, { unit: '64.71', submissions });

  it('is the one that was in force when the report was complete first', () => {
    expect(of(submitted(10))).toBe(CLOSES);
    expect(of(submitted(30))).toBe(LATER);
    expect(of(submitted(50))).toBe(LATEST);
    expect(of(submitted(10, false), submitted(30), submitted(50))).toBe(LATER);
  });

  it('is the last one while the report was never complete', () => {
    expect(of()).toBe(LATEST);
    expect(of(submitted(10, false))).toBe(LATEST);
  });

  it('is not the one of others', () => {
    const submissions = [submitted(30)];

    expect(leadDeadline({ announced, extensions }, { unit: '64.72', submissions })).toBe(CLOSES);
  });
});
