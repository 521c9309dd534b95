import { describe, expect, it } from 'vitest';

import { report } from '../../../../src/domain/report/index.ts';
import type { ReportCommand, ReportEvent } from '../../../../src/domain/report/index.ts';
import {
  attached,
  CONCLUDED,
  explained,
  filed,
  FINALIZED,
  IN_NATION,
  IN_PROVINCE,
  IN_REGION,
  IN_ROUND,
  OBJECTIONS_CLOSE,
  QUESTION_DUE,
  questioned,
  sealedAs,
  REOPENED,
  resubmitted,
  returned,
  revised,
  ROUND_DUE,
  ROUND_DUE_LATER,
  roundClosed,
  roundOpened,
  decided,
} from '../../../support/report-histories.ts';
import { asking, cast, OF } from '../../../support/report-samples.ts';
import type { Person } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(report);

const STAGE = 'PROVINCIAL_REVIEW';
const SYSTEM: Person = { person: 'system', grants: [] };
const BEFORE_DUE = '2025-12-09T23:59:59.999Z';

const closeRound = { type: 'CloseCorrectionRound', ...OF, round: 1 } as const;
const closeWindow = { type: 'CloseObjectionWindow', ...OF } as const;
const lapse = { type: 'LapseClarification', ...OF, clarification: 1 } as const;
const resubmit = { type: 'ResubmitReport', ...OF } as const;
const extend: Extract<ReportCommand, { type: 'ExtendReportDeadline' }> = {
  type: 'ExtendReportDeadline',
  ...OF,
  deadline: 'CORRECTION_ROUND',
  number: 1,
  dueAt: ROUND_DUE_LATER,
  reason: 'The office was flooded.',
};

const closed: ReportEvent = {
  type: 'ObjectionWindowClosed',
  data: { closesAt: OBJECTIONS_CLOSE, pending: [] },
};
const lapsed: ReportEvent = {
  type: 'DeadlineLapsed',
  data: { deadline: 'CLARIFICATION', number: 1, dueAt: QUESTION_DUE },
};
const ASKED = [...IN_PROVINCE, questioned(STAGE)];

describe('CloseCorrectionRound', () => {
  it.each([
    ['PROVINCIAL_REVIEW', IN_PROVINCE, cast.province],
    ['REGIONAL_REVIEW', IN_REGION, cast.region],
    ['NATIONAL_ASSESSMENT', IN_NATION, cast.assessor1],
  ] as const)('records that time ended a round of %s, which decides on at once', (stage, history, decider) => {
    const position = history.length;
    const round = [...history, returned(stage, 'C1', position), roundOpened(stage, { seen: position + 1 })];
    const again = { type: 'ReturnReport', ...OF, seen: position + 2, dueAt: ROUND_DUE_LATER, note: null } as const;

    given(...round)
      .when(closeRound, asking(SYSTEM, { now: ROUND_DUE }))
      .then(roundClosed(stage));
    given(...round)
      .when(again, asking(decider, { now: ROUND_DUE }))
      .thenPartly({ type: 'CorrectionRoundOpened', data: { round: 2, stage, indicators: ['C1'] } });
    given(...round, roundClosed(stage))
      .when(again, asking(decider, { now: ROUND_DUE }))
      .thenPartly({ type: 'CorrectionRoundOpened', data: { round: 2, stage, indicators: ['C1'] } });
  });

  it('is refused until it is due, and possible at that very moment', () => {
    given(...IN_ROUND)
      .when(closeRound, asking(SYSTEM, { now: BEFORE_DUE }))
      .refused({ code: 'ROUND_OPEN' });
  });

  it('is recorded once', () => {
    given(...IN_ROUND, roundClosed(STAGE))
      .when(closeRound, asking(SYSTEM, { now: ROUND_DUE }))
      .refused({ code: 'ROUND_NOT_OPEN' });
    expect(given(...IN_ROUND, { ...roundClosed(STAGE), at: ROUND_DUE }).state).toMatchObject({
      header: { rounds: [{ resubmittedAt: null, closedAt: ROUND_DUE }] },
    });
  });

  it('is refused for a round that was resubmitted, or never opened', () => {
    given(...IN_ROUND, revised('C1'), resubmitted(STAGE))
      .when(closeRound, asking(SYSTEM, { now: ROUND_DUE }))
      .refused({ code: 'ROUND_NOT_OPEN' });
    given(...IN_PROVINCE)
      .when(closeRound, asking(SYSTEM, { now: ROUND_DUE }))
      .refused({ code: 'ROUND_NOT_OPEN' });
  });

  it('names what nobody had touched, and nothing else', () => {
    given(...IN_ROUND, revised('C1'))
      .when(closeRound, asking(SYSTEM, { now: ROUND_DUE }))
      .then(roundClosed(STAGE, { unchanged: [] }));
    given(...IN_ROUND, attached('C1', 2, 'C1-E1'))
      .when(closeRound, asking(SYSTEM, { now: ROUND_DUE }))
      .then(roundClosed(STAGE, { unchanged: [] }));
  });

  // What a reviewer had decided before the clock came by was taken for a correction.
  it('names it also where a reviewer decided on it anew in the meantime', () => {
    given(...IN_ROUND, decided(STAGE, 'C1', 12))
      .when(closeRound, asking(SYSTEM, { now: '2025-12-10T00:01:00.000Z' }))
      .then(roundClosed(STAGE));
  });

  it('is done by SYSTEM only', () => {
    given(...IN_ROUND)
      .when(closeRound, asking(cast.province, { now: ROUND_DUE }))
      .refused({ code: 'NOT_ALLOWED' });
  });

  it('is refused once the report is final', () => {
    given(...IN_ROUND, ...FINALIZED.slice(10))
      .when(closeRound, asking(SYSTEM, { now: ROUND_DUE }))
      .refused({ code: 'WRONG_STAGE' });
  });
});

describe('a round that time has ended', () => {
  it.each([
    ['before it is recorded', IN_ROUND],
    ['once it is recorded', [...IN_ROUND, roundClosed(STAGE)]],
  ] as const)('takes no resubmission, no correction and no more time, %s', (_when, history) => {
    const after = { now: ROUND_DUE };
    const withdraw = { type: 'WithdrawResponse', ...OF, indicator: 'C1', expectedRevision: 1, reason: 'Old.' } as const;

    given(...history)
      .when(resubmit, asking(cast.coordinator, after))
      .refused({ code: 'ROUND_NOT_OPEN' });
    given(...history)
      .when(withdraw, asking(cast.health, after))
      .refused({ code: 'WRONG_STAGE' });
    given(...history)
      .when(extend, asking(cast.province, after))
      .refused({ code: 'ROUND_NOT_OPEN', path: ['number'] });
  });
});

describe('CloseObjectionWindow', () => {
  it('records that time closed the window, and which objections are still to be decided', () => {
    given(...CONCLUDED)
      .when(closeWindow, asking(SYSTEM, { now: OBJECTIONS_CLOSE }))
      .then(closed);
    given(...CONCLUDED, filed(1, 'C1'), filed(2, 'N1'))
      .when(closeWindow, asking(SYSTEM, { now: OBJECTIONS_CLOSE }))
      .then({ type: 'ObjectionWindowClosed', data: { closesAt: OBJECTIONS_CLOSE, pending: [1, 2] } });
  });

  it('is refused until that moment', () => {
    given(...CONCLUDED)
      .when(closeWindow, asking(SYSTEM, { now: '2025-12-19T23:59:59.999Z' }))
      .refused({ code: 'OBJECTION_WINDOW_OPEN' });
  });

  it('is recorded once', () => {
    const done = given(...CONCLUDED, { ...closed, at: OBJECTIONS_CLOSE });

    expect(done.state).toMatchObject({ header: { objectionWindowClosedAt: OBJECTIONS_CLOSE } });
    done.when(closeWindow, asking(SYSTEM, { now: OBJECTIONS_CLOSE })).refused({ code: 'NOTHING_CHANGED' });
  });

  it('is refused where no window is', () => {
    given(...IN_NATION)
      .when(closeWindow, asking(SYSTEM, { now: OBJECTIONS_CLOSE }))
      .refused({ code: 'WRONG_STAGE' });
    given(...FINALIZED)
      .when(closeWindow, asking(SYSTEM, { now: OBJECTIONS_CLOSE }))
      .refused({ code: 'WRONG_STAGE' });
  });

  it('is done by SYSTEM only', () => {
    given(...CONCLUDED)
      .when(closeWindow, asking(cast.assessor1, { now: OBJECTIONS_CLOSE }))
      .refused({ code: 'NOT_ALLOWED' });
  });
});

describe('LapseClarification', () => {
  it('records that a question was not answered in time', () => {
    given(...ASKED)
      .when(lapse, asking(SYSTEM, { now: QUESTION_DUE }))
      .then(lapsed);
    expect(given(...ASKED, { ...lapsed, at: QUESTION_DUE }).state).toMatchObject({
      header: { clarifications: [{ lapsedAt: QUESTION_DUE }] },
    });
  });

  it('is refused until it is due', () => {
    given(...ASKED)
      .when(lapse, asking(SYSTEM, { now: '2025-11-19T23:59:59.999Z' }))
      .refused({ code: 'CLARIFICATION_PENDING' });
  });

  it('is recorded once for each question', () => {
    const again = questioned(STAGE, { question: sealedAs('Once more?') });

    given(...ASKED, lapsed)
      .when(lapse, asking(SYSTEM, { now: QUESTION_DUE }))
      .refused({ code: 'NOTHING_CHANGED' });
    given(...ASKED, lapsed, explained(), again)
      .when(lapse, asking(SYSTEM, { now: QUESTION_DUE }))
      .then(lapsed);
  });

  it('is refused where it was answered, or never asked', () => {
    given(...ASKED, explained())
      .when(lapse, asking(SYSTEM, { now: QUESTION_DUE }))
      .refused({ code: 'CLARIFICATION_ANSWERED' });
    given(...IN_PROVINCE)
      .when(lapse, asking(SYSTEM, { now: QUESTION_DUE }))
      .refused({ code: 'CLARIFICATION_UNKNOWN' });
  });

  it('is refused once the report is final', () => {
    given(...ASKED, ...FINALIZED.slice(10))
      .when(lapse, asking(SYSTEM, { now: QUESTION_DUE }))
      .refused({ code: 'WRONG_STAGE' });
  });

  it('is done by SYSTEM only', () => {
    given(...ASKED)
      .when(lapse, asking(cast.province, { now: QUESTION_DUE }))
      .refused({ code: 'NOT_ALLOWED' });
  });
});

describe('once a report was reopened', () => {
  it('time goes on where it had stopped', () => {
    given(...ASKED, ...REOPENED.slice(10))
      .when(lapse, asking(SYSTEM, { now: QUESTION_DUE }))
      .then(lapsed);
  });
});
