import { describe, expect, it } from 'vitest';

import type { Answer } from '../../../../src/domain/instrument/index.ts';
import { report } from '../../../../src/domain/report/index.ts';
import type { ReportState } from '../../../../src/domain/report/index.ts';
import {
  ANSWERED,
  answered,
  ASSIGNED,
  IN_PROVINCE,
  IN_ROUND,
  opened,
  revised,
  ROUND_DUE,
  withdrawn,
} from '../../../support/report-histories.ts';
import { asking, cast, CLOSES, lenient, OF, samplePaper } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(report);

const ADA = { kind: 'CHOICE', option: 'ADA' } as const;

function submit(expectedRevision: number, answer: Answer = ADA, indicator = 'C1') {
  return { type: 'SubmitResponse', ...OF, indicator, expectedRevision, answer, narrative: null } as const;
}

const withdraw = { type: 'WithdrawResponse', ...OF, indicator: 'C1', reason: 'Stated by mistake.' } as const;

function responseOf(state: ReportState, indicator: string) {
  return state.phase === 'open' ? state.responses[indicator] : undefined;
}

describe('SubmitResponse', () => {
  it('records the first answer as revision 1 of the organization', () => {
    given(...ASSIGNED)
      .when(submit(0), asking(cast.health))
      .then(answered('C1'));
  });

  it('records a restatement as the next revision, the earlier one stays', () => {
    const answer = { kind: 'CHOICE', option: 'TIDAK' } as const;

    given(...ANSWERED)
      .when(submit(1, answer), asking(cast.health))
      .then(revised('C1', { answer, narrative: null }));
  });

  it('counts a withdrawal as a revision', () => {
    given(...ANSWERED, withdrawn('C1'))
      .when(submit(2), asking(cast.health))
      .then(revised('C1', { revision: 3, narrative: null }));
  });

  it('stays quiet where answer and narrative are as they were', () => {
    given(...ANSWERED)
      .when(submit(1), asking(cast.health))
      .refused({ code: 'NOTHING_CHANGED', currentRevision: 1 });
  });

  it('is refused on another revision than the one that was seen', () => {
    given(...ANSWERED)
      .when(submit(0), asking(cast.health))
      .refused({ code: 'CONFLICT', currentRevision: 1 });
    given(...ANSWERED)
      .when(submit(2), asking(cast.health))
      .refused({ code: 'CONFLICT', currentRevision: 1 });
  });

  it('is refused for an indicator that is not asked', () => {
    given(...ASSIGNED)
      .when(submit(0, ADA, 'C9'), asking(cast.health))
      .refused({ code: 'INDICATOR_UNKNOWN' });
  });

  it('is refused for an indicator nobody is responsible for', () => {
    given(opened()).when(submit(0), asking(cast.health)).refused({ code: 'NOT_ASSIGNED' });
  });

  it('is refused to another organization of the same place', () => {
    given(...ASSIGNED)
      .when(submit(0), asking(cast.planning))
      .refused({ code: 'NOT_ALLOWED' });
  });

  it('is refused to the coordinator, who answers nothing', () => {
    given(...ASSIGNED)
      .when(submit(0), asking(cast.coordinator))
      .refused({ code: 'NOT_ALLOWED' });
  });
});

describe('SubmitResponse and the deadline', () => {
  const oneBefore = '2025-11-30T23:59:59.999Z';

  it('is taken until the last millisecond', () => {
    given(...ASSIGNED)
      .when(submit(0), asking(cast.health, { now: oneBefore }))
      .then(answered('C1'));
  });

  it('is refused at the very moment the window closes', () => {
    given(...ASSIGNED)
      .when(submit(0), asking(cast.health, { now: CLOSES }))
      .refused({ code: 'DEADLINE_PASSED' });
  });

  it('is taken late where the edition accepts and marks late reports', () => {
    given(...ASSIGNED)
      .when(submit(0), asking(cast.health, { now: CLOSES, paper: samplePaper(lenient) }))
      .then(answered('C1'));
  });

  it('is refused before the window opens', () => {
    given(...ASSIGNED)
      .when(submit(0), asking(cast.health, { now: '2025-10-31T23:59:59.999Z' }))
      .refused({ code: 'WINDOW_NOT_OPEN' });
  });
});

describe('SubmitResponse after the report was handed in', () => {
  const answer = { kind: 'CHOICE', option: 'TIDAK' } as const;

  it('is refused where no correction round is open', () => {
    given(...IN_PROVINCE)
      .when(submit(1, answer), asking(cast.health))
      .refused({ code: 'WRONG_STAGE' });
  });

  it('is taken for a returned indicator, even after the submission window', () => {
    given(...IN_ROUND)
      .when(submit(1, answer), asking(cast.health, { now: CLOSES }))
      .then(revised('C1', { answer, narrative: null }));
  });

  it('is refused for an indicator that was not returned', () => {
    given(...IN_ROUND)
      .when(submit(1, { kind: 'NUMBER', value: '81' }, 'N1'), asking(cast.health))
      .refused({ code: 'NOT_RETURNED', path: ['indicator'] });
  });

  it('is refused at the very moment the round is due', () => {
    given(...IN_ROUND)
      .when(submit(1, answer), asking(cast.health, { now: '2025-12-09T23:59:59.999Z' }))
      .thenPartly({ type: 'ResponseRevised' });
    given(...IN_ROUND)
      .when(submit(1, answer), asking(cast.health, { now: ROUND_DUE }))
      .refused({ code: 'WRONG_STAGE' });
  });
});

describe('WithdrawResponse', () => {
  it('takes the answer back and counts as a revision', () => {
    const { state } = given(...ANSWERED, withdrawn('C1'));

    given(...ANSWERED)
      .when({ ...withdraw, expectedRevision: 1 }, asking(cast.health))
      .then(withdrawn('C1'));
    expect(responseOf(state, 'C1')).toMatchObject({ revision: 2, answer: null, answeredAt: null });
  });

  it('is refused where there is no answer', () => {
    given(...ASSIGNED)
      .when({ ...withdraw, expectedRevision: 0 }, asking(cast.health))
      .refused({ code: 'NOT_ANSWERED' });
    given(...ANSWERED, withdrawn('C1'))
      .when({ ...withdraw, expectedRevision: 2 }, asking(cast.health))
      .refused({ code: 'NOT_ANSWERED' });
  });

  it('is refused on another revision than the one that was seen', () => {
    given(...ANSWERED)
      .when({ ...withdraw, expectedRevision: 0 }, asking(cast.health))
      .refused({ code: 'CONFLICT', currentRevision: 1 });
  });

  it('is refused where answers can no longer be changed', () => {
    given(...IN_PROVINCE)
      .when({ ...withdraw, expectedRevision: 1 }, asking(cast.health))
      .refused({ code: 'WRONG_STAGE' });
  });
});
