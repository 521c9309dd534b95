import { describe, expect, it } from 'vitest';

import { timesOf } from '../../../../src/domain/report/index.ts';
import type { CorrectionRound, ReportHeader } from '../../../../src/domain/report/index.ts';

const DEADLINE = '2025-11-30T16:00:00.000Z';

function round(number: number, changes: Partial<CorrectionRound> = {}): CorrectionRound {
  return {
    round: number,
    stage: 'PROVINCIAL_REVIEW',
    indicators: ['A'],
    openedAt: '2025-12-01T00:00:00.000Z',
    dueAt: '2025-12-10T00:00:00.000Z',
    position: number * 10,
    note: null,
    resubmittedAt: '2025-12-03T00:00:00.000Z',
    closedAt: null,
    ...changes,
  };
}

/** Which rounds of a report were accepted, by its stage. */
function accepted(
  stage: ReportHeader['stage'],
  rounds: readonly CorrectionRound[],
  finals: readonly number[] = [],
): readonly boolean[] {
  // Only the positions of finals are looked at.
  const froze = finals.map((position) => ({ position })) as unknown as ReportHeader['finals'];
  const dated = { period: 'YEAR', stage, submissions: [], rounds, finals: froze };
  return timesOf(dated, DEADLINE).rounds.map((one) => one.accepted);
}

describe('A correction', () => {
  it('is accepted once its stage passed the report on', () => {
    expect(accepted('PROVINCIAL_REVIEW', [round(1)])).toEqual([false]);
    expect(accepted('REGIONAL_REVIEW', [round(1)])).toEqual([true]);
  });

  it('was not accepted where the same stage returned one of its indicators again', () => {
    expect(accepted('FINAL', [round(1, { indicators: ['A', 'B'] }), round(2, { indicators: ['B'] })])).toEqual([
      false,
      true,
    ]);
  });

  it('was accepted where the same stage returned others afterwards', () => {
    expect(accepted('FINAL', [round(1), round(2, { indicators: ['B'] })])).toEqual([true, true]);
  });

  it('was accepted by its stage, whatever a later stage returned', () => {
    expect(accepted('REGIONAL_REVIEW', [round(1), round(2, { stage: 'REGIONAL_REVIEW' })])).toEqual([true, false]);
  });

  it('stays accepted when the report is opened again after a final, and returned anew', () => {
    const assessed = { stage: 'NATIONAL_ASSESSMENT' } as const;

    expect(accepted('NATIONAL_ASSESSMENT', [round(1, assessed), round(3, assessed)], [20])).toEqual([true, false]);
  });
});
