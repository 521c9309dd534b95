import { describe, it } from 'vitest';

import { report } from '../../../../src/domain/report/index.ts';
import type { ReportCommand } from '../../../../src/domain/report/index.ts';
import {
  ANSWERED,
  assigned,
  CONCLUDED,
  explained,
  extended,
  FINALIZED,
  IN_NATION,
  IN_PROVINCE,
  IN_ROUND,
  OBJECTIONS_CLOSE,
  opened,
  QUESTION_DUE,
  questioned,
  ROUND_DUE,
  ROUND_DUE_LATER,
  roundClosed,
  submitted,
  answered,
} from '../../../support/report-histories.ts';
import {
  asking,
  cast,
  CLOSES,
  cycleOfReport,
  HEALTH,
  lenient,
  OF,
  paper,
  samplePaper,
} from '../../../support/report-samples.ts';
import type { Person } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(report);

const STAGE = 'PROVINCIAL_REVIEW';
const SYSTEM: Person = { person: 'system', grants: [] };
const BEFORE_DUE = '2025-12-09T23:59:59.999Z';

const closeRound = { type: 'CloseCorrectionRound', ...OF, round: 1 } as const;
const resubmit = { type: 'ResubmitReport', ...OF } as const;
const extend: Extract<ReportCommand, { type: 'ExtendReportDeadline' }> = {
  type: 'ExtendReportDeadline',
  ...OF,
  deadline: 'CORRECTION_ROUND',
  number: 1,
  dueAt: ROUND_DUE_LATER,
  reason: 'The office was flooded.',
};

const ASKED = [...IN_PROVINCE, questioned(STAGE)];

function both(person: Person, also: Person): Person {
  return { person: person.person, grants: [...person.grants, ...also.grants] };
}

describe('ExtendReportDeadline', () => {
  const question = { ...extend, deadline: 'CLARIFICATION', dueAt: ROUND_DUE } as const;
  const window = { ...extend, deadline: 'OBJECTION_WINDOW', number: null, dueAt: '2025-12-27T00:00:00.000Z' } as const;

  it('gives the open round more time, whether it is named or not', () => {
    given(...IN_ROUND)
      .when(extend, asking(cast.province))
      .then(extended());
    given(...IN_ROUND)
      .when({ ...extend, number: null }, asking(cast.province))
      .then(extended());
    given(...IN_ROUND)
      .when({ ...extend, number: 2 }, asking(cast.province))
      .refused({ code: 'ROUND_NOT_OPEN' });
  });

  it('keeps the round open until then, for everybody', () => {
    const late = { now: '2025-12-16T23:59:59.999Z' };
    const longer = given(...IN_ROUND, extended());

    longer.when(resubmit, asking(cast.coordinator, late)).thenPartly({ type: 'ReportResubmitted' });
    longer.when(closeRound, asking(SYSTEM, late)).refused({ code: 'ROUND_OPEN' });
    longer
      .when(closeRound, asking(SYSTEM, { now: ROUND_DUE_LATER }))
      .then(roundClosed(STAGE, { dueAt: ROUND_DUE_LATER }));
  });

  it('gives objections more time', () => {
    const data = {
      deadline: 'OBJECTION_WINDOW',
      number: null,
      previous: OBJECTIONS_CLOSE,
      dueAt: window.dueAt,
    } as const;
    const file = { type: 'FileObjection', ...OF, indicator: 'C1', grounds: 'It was there.', documents: [] } as const;

    given(...CONCLUDED)
      .when(window, asking(cast.assessor1))
      .then(extended(data));
    given(...CONCLUDED, extended(data))
      .when(file, asking(cast.coordinator, { now: OBJECTIONS_CLOSE }))
      .thenPartly({ type: 'ObjectionFiled' });
    given(...CONCLUDED, extended(data))
      .when({ type: 'ProposeFinal', ...OF, seen: 23 }, asking(cast.assessor1, { now: OBJECTIONS_CLOSE }))
      .refused({ code: 'OBJECTION_WINDOW_OPEN' });
  });

  it('is refused for objections once their window has closed, and where there is none', () => {
    given(...CONCLUDED)
      .when(window, asking(cast.assessor1, { now: OBJECTIONS_CLOSE }))
      .refused({ code: 'OBJECTION_WINDOW_CLOSED' });
    given(...IN_NATION)
      .when(window, asking(cast.assessor1))
      .refused({ code: 'WRONG_STAGE' });
  });

  it('gives a question more time as long as it waits for its answer', () => {
    given(...ASKED)
      .when(question, asking(cast.province))
      .then(extended({ deadline: 'CLARIFICATION', previous: QUESTION_DUE, dueAt: ROUND_DUE }));
    given(...ASKED, explained())
      .when(question, asking(cast.province))
      .refused({ code: 'CLARIFICATION_ANSWERED' });
    given(...ASKED)
      .when({ ...question, number: 2 }, asking(cast.province))
      .refused({ code: 'CLARIFICATION_UNKNOWN' });
    given(...ASKED)
      .when({ ...question, number: null }, asking(cast.province))
      .refused({ code: 'CLARIFICATION_UNKNOWN' });
  });

  // A question that had lapsed was due in the future again, and still stood as lapsed.
  it('is refused for a question that was due already', () => {
    given(...ASKED)
      .when(question, asking(cast.province, { now: QUESTION_DUE }))
      .refused({ code: 'CLARIFICATION_LAPSED', path: ['number'] });
  });

  it('never takes time away', () => {
    given(...IN_ROUND)
      .when({ ...extend, dueAt: ROUND_DUE }, asking(cast.province))
      .refused({ code: 'DEADLINE_NOT_LATER', path: ['dueAt'] });
    given(...IN_ROUND)
      .when({ ...extend, dueAt: BEFORE_DUE }, asking(cast.province))
      .refused({ code: 'DEADLINE_NOT_LATER' });
  });

  // A mistyped year could not be taken back, and held the report until then.
  it('is refused for longer than a century', () => {
    given(...IN_ROUND)
      .when({ ...extend, dueAt: '9999-12-17T00:00:00.000Z' }, asking(cast.province))
      .refused({ code: 'DEADLINE_TOO_FAR', path: ['dueAt'] });
  });

  it('is done by whoever decides at that stage, and by the administrator', () => {
    given(...IN_ROUND)
      .when(extend, asking(cast.administrator))
      .then(extended());
    given(...IN_ROUND)
      .when(extend, asking(cast.region))
      .refused({ code: 'NOT_ALLOWED' });
    given(...IN_ROUND)
      .when(extend, asking(cast.coordinator))
      .refused({ code: 'NOT_ALLOWED' });
  });

  it('is refused to whoever reports for the place, in whatever role they ask', () => {
    given(...IN_ROUND)
      .when(extend, asking(both(cast.province, cast.planning)))
      .refused({ code: 'OWN_UNIT' });
    given(...IN_ROUND)
      .when(extend, asking(both(cast.administrator, cast.coordinator)))
      .refused({ code: 'OWN_UNIT' });
  });

  it('is no scoring: a reviewer who administers may give time', () => {
    given(...IN_ROUND)
      .when(extend, asking(both(cast.province, cast.administrator)))
      .then(extended());
  });

  it('is refused once the report is final', () => {
    given(...ASKED, ...FINALIZED.slice(10))
      .when(question, asking(cast.assessor1))
      .refused({ code: 'WRONG_STAGE' });
  });
});

describe('the deadline of one unit', () => {
  const submit = { type: 'SubmitReport', ...OF, acknowledgeIncomplete: true } as const;
  const extra = '2025-12-08T00:00:00.000Z';
  const longer = { ...cycleOfReport, submission: { ...cycleOfReport.submission, closesAt: extra } };

  it('decides whether its report is late', () => {
    const facts = { paper: samplePaper(lenient), now: CLOSES };

    given(...ANSWERED)
      .when(submit, asking(cast.coordinator, facts))
      .then(submitted({ late: true }));
    given(...ANSWERED)
      .when(submit, asking(cast.coordinator, { ...facts, cycle: longer }))
      .then(submitted({ late: false }));
    given(...ANSWERED)
      .when(submit, asking(cast.coordinator, { ...facts, cycle: longer, now: extra }))
      .then(submitted({ late: true }));
  });

  it('decides whether its report is taken at all', () => {
    given(...ANSWERED)
      .when(submit, asking(cast.coordinator, { now: CLOSES }))
      .refused({ code: 'DEADLINE_PASSED' });
    given(...ANSWERED)
      .when(submit, asking(cast.coordinator, { now: CLOSES, cycle: longer }))
      .then(submitted());
  });

  it('makes no document expire: validity is judged by the deadline as it was announced', () => {
    const [first, ...rest] = [opened(), assigned(HEALTH, 'Dinas Kesehatan', ['C1', 'N1'])];
    const until = (validUntil: string) => {
      const document = { ...paper('C1-E1'), validUntil };
      const data = { indicator: 'C1', attachment: 'C1.D1', organization: HEALTH, ...document };
      return [first, ...rest, answered('C1'), { type: 'DocumentAttached' as const, data }];
    };
    const facts = asking(cast.coordinator, { cycle: longer });

    given(...until('2025-12-01'))
      .when({ ...submit, acknowledgeIncomplete: true }, facts)
      .thenPartly({ type: 'ReportSubmitted', data: { missing: ['N1', 'P1'] } });
    given(...until('2025-11-30'))
      .when({ ...submit, acknowledgeIncomplete: true }, facts)
      .thenPartly({ type: 'ReportSubmitted', data: { missing: ['C1', 'N1', 'P1'] } });
  });
});
