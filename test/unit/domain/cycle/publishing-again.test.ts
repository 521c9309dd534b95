import { describe, expect, it } from 'vitest';

import { cycle } from '../../../../src/domain/cycle/index.ts';
import type { CycleEvent, ReportStanding } from '../../../../src/domain/cycle/index.ts';
import { asked, final, opened } from '../../../support/cycle-samples.ts';
import { cast, CYCLE } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(cycle);

const PUBLISH = { type: 'PublishResults', cycle: CYCLE } as const;
const FIRST = '2025-12-10T00:00:00.000Z';
const SECOND = '2025-12-24T00:00:00.000Z';

/** Entry 1 opened the cycle, entry 2 published its results. */
const PUBLICATION: CycleEvent = {
  type: 'ResultsPublished',
  data: { cycle: CYCLE, participants: 2, final: 2, notSubmitted: [], awards: 0 },
};
const DONE = [opened(), { ...PUBLICATION, at: FIRST }];

/** A report that was final at entry `position` and was reopened. */
function reopened(unit: string, position: number): ReportStanding {
  return { ...final(unit, 'PEDULI', position), phase: 'ASSESSMENT' };
}

describe('PublishResults once more', () => {
  it('makes the corrected scores public, and grants nothing anew', () => {
    const standings = [final('64.71', 'PEDULI', 3), final('64.72', 'PEDULI', 1)];
    const { outcome } = given(...DONE).when(PUBLISH, asked(cast.administrator, { standings }));

    expect(outcome).toMatchObject({ value: { events: [PUBLICATION] } });
    expect(outcome.ok && outcome.value.events.length).toBe(1);
  });

  it('is refused where nothing was finalised since', () => {
    given(...DONE)
      .when(PUBLISH, asked(cast.administrator, { standings: [final('64.71', 'PEDULI', 1)] }))
      .refused({ code: 'RESULTS_PUBLISHED' });
  });

  it('is refused while a report is still open again, naming it', () => {
    given(...DONE)
      .when(PUBLISH, asked(cast.administrator, { standings: [final('64.71', 'PEDULI', 3), reopened('64.72', 1)] }))
      .refused({
        code: 'REPORTS_NOT_FINAL',
        details: [{ code: 'REPORTS_NOT_FINAL', indicator: null, path: ['units', '64.72'] }],
      });
  });

  it('is asked of each publication anew: only what followed the last one counts', () => {
    const twice = given(...DONE, { ...PUBLICATION, at: SECOND });

    expect(twice.state).toMatchObject({ phase: 'published', published: 3 });
    twice
      .when(PUBLISH, asked(cast.administrator, { standings: [final('64.71', 'PEDULI', 3)] }))
      .refused({ code: 'RESULTS_PUBLISHED' });
    twice
      .when(PUBLISH, asked(cast.administrator, { standings: [final('64.71', 'PEDULI', 4)] }))
      .thenPartly({ type: 'ResultsPublished', data: { final: 1, notSubmitted: ['64.72'], awards: 0 } });
  });

  it('is refused to an assessor', () => {
    given(...DONE)
      .when(PUBLISH, asked(cast.assessor1))
      .refused({ code: 'NOT_ALLOWED' });
  });
});

describe('the first publication', () => {
  it('is refused while a report that was final is open again', () => {
    given(opened())
      .when(PUBLISH, asked(cast.administrator, { standings: [reopened('64.71', 3)] }))
      .refused({ code: 'REPORTS_NOT_FINAL' });
  });
});
