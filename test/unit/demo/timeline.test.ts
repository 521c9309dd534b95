import { describe, expect, it } from 'vitest';

import { step } from '../../../src/demo/step.ts';
import type { Step } from '../../../src/demo/step.ts';
import { timelineOf } from '../../../src/demo/timeline.ts';
import { wita } from '../../../src/demo/told-time.ts';

const morning = wita('2025-04-22 09:10');
const evening = wita('2025-04-22 19:10');

function by(at: string, person: string): Step {
  return step(at, person, { type: 'OpenReport', unit: '64.71', cycle: 'AKSI_HAM-2025-B04' });
}

describe('A timeline', () => {
  it('tells what is earlier first, whichever story it belongs to', () => {
    const timeline = timelineOf([by(evening, 'late'), by(morning, 'early')]);

    expect(timeline.map(({ at }) => at)).toEqual([morning, evening]);
  });

  it('gathers what happens at one moment in the order it was handed over', () => {
    const [moment] = timelineOf([by(morning, 'first'), by(evening, 'other'), by(morning, 'second')]);

    expect(moment?.steps.map(({ person }) => person)).toEqual(['first', 'second']);
  });
});

describe('A told time', () => {
  it('is eight hours ahead of UTC', () => {
    expect(morning).toBe('2025-04-22T01:10:00.000Z');
  });
});
