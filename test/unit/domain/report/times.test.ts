import { describe, expect, it } from 'vitest';

import { timesOf } from '../../../../src/domain/report/index.ts';
import type { CorrectionRound, ReportHeader } from '../../../../src/domain/report/index.ts';
import type { DatedTimes } from '../../../../src/domain/scoring/v1/index.ts';

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

type Told = Readonly<{ rounds: readonly CorrectionRound[]; finals?: readonly number[] }>;

function roundsOf(stage: ReportHeader['stage'], { rounds, finals = [] }: Told): DatedTimes['rounds'] {
  // Only the positions of finals are looked at.
  const froze = finals.map((position) => ({ position })) as unknown as ReportHeader['finals'];
  const dated = { period: 'YEAR', stage, submissions: [], rounds, finals: froze };
  return timesOf(dated, DEADLINE).rounds;
}

/** Which rounds of a report were accepted, by its stage. */
function accepted(
  stage: ReportHeader['stage'],
  rounds: readonly CorrectionRound[],
  finals: readonly number[] = [],
): readonly boolean[] {
  return roundsOf(stage, { rounds, finals }).map((one) => one.accepted);
}

/** With which round the return of each began, once the report is final. */
function begun(rounds: readonly CorrectionRound[], finals: readonly number[] = []): readonly number[] {
  return roundsOf('FINAL', { rounds, finals }).map((one) => one.firstRound);
}

function returning(number: number, ...indicators: readonly string[]): CorrectionRound {
  return round(number, { indicators });
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

describe('A return', () => {
  it('is every round in which its indicators came back, whatever was returned between them', () => {
    const rounds = [returning(1, 'A'), returning(2, 'C'), returning(3, 'A')];

    expect(begun(rounds)).toEqual([1, 2, 1]);
    expect(accepted('FINAL', rounds)).toEqual([false, true, true]);
  });

  it('is not split by returning its indicators one after another', () => {
    expect(begun([returning(1, 'A', 'B'), returning(2, 'A'), returning(3, 'B')])).toEqual([1, 1, 1]);
  });

  it('is one where two are taken up again together', () => {
    expect(begun([returning(1, 'A'), returning(2, 'C'), returning(3, 'A', 'C')])).toEqual([1, 1, 1]);
  });

  it('is another one by a later stage, and after a final', () => {
    expect(begun([returning(1, 'A'), round(2, { stage: 'REGIONAL_REVIEW' })])).toEqual([1, 2]);
    expect(begun([returning(1, 'A'), returning(3, 'A')], [20])).toEqual([1, 3]);
  });
});
