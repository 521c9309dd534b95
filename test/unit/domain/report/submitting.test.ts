import { describe, expect, it } from 'vitest';

import { report } from '../../../../src/domain/report/index.ts';
import {
  ANSWERED,
  answered,
  ASSIGNED,
  attached,
  IN_PROVINCE,
  opened,
  submitted,
  withdrawn,
} from '../../../support/report-histories.ts';
import { asking, cast, CLOSES, HEALTH, lenient, OF, paper, samplePaper } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(report);

const submit = { type: 'SubmitReport', ...OF, acknowledgeIncomplete: false } as const;
const anyway = { ...submit, acknowledgeIncomplete: true } as const;

describe('SubmitReport', () => {
  it('hands a complete report to the first review stage', () => {
    const { state } = given(...IN_PROVINCE);

    given(...ANSWERED)
      .when(submit, asking(cast.coordinator))
      .then(submitted());
    expect(state).toMatchObject({
      header: { stage: 'PROVINCIAL_REVIEW', submissions: [{ complete: true, late: false }] },
    });
  });

  it('goes straight to national assessment where the route has no review', () => {
    given(opened({ route: [] }), ...ANSWERED.slice(1))
      .when(submit, asking(cast.coordinator))
      .then(submitted({ stage: 'NATIONAL_ASSESSMENT' }));
  });

  it('is refused while incomplete, with everything that is missing', () => {
    given(...ASSIGNED, answered('P1'), attached('P1', 1, 'P1-E1'))
      .when(submit, asking(cast.coordinator))
      .refused({
        code: 'REPORT_INCOMPLETE',
        details: [
          { code: 'ANSWER_MISSING', indicator: 'C1', path: [] },
          { code: 'EVIDENCE_MISSING', indicator: 'C1', path: ['evidence', 'C1-E1'] },
          { code: 'ANSWER_MISSING', indicator: 'N1', path: [] },
          { code: 'EVIDENCE_MISSING', indicator: 'P1', path: ['evidence', 'P1-E2'] },
        ],
      });
  });

  it('takes an incomplete report with an acknowledgement, which names what was missing', () => {
    given(...ASSIGNED, answered('P1'), attached('P1', 1, 'P1-E1'))
      .when(anyway, asking(cast.coordinator))
      .then(submitted({ complete: false, missing: ['C1', 'N1', 'P1'] }));
  });

  it('calls a complete report complete, acknowledgement or not', () => {
    given(...ANSWERED)
      .when(anyway, asking(cast.coordinator))
      .then(submitted());
  });

  it('is refused while nothing is answered, or no longer', () => {
    given(...ASSIGNED)
      .when(anyway, asking(cast.coordinator))
      .refused({ code: 'REPORT_EMPTY' });
    given(...ASSIGNED, answered('C1'), withdrawn('C1'))
      .when(anyway, asking(cast.coordinator))
      .refused({ code: 'REPORT_EMPTY' });
  });

  it('is refused a second time', () => {
    given(...IN_PROVINCE)
      .when(submit, asking(cast.coordinator))
      .refused({ code: 'WRONG_STAGE' });
  });

  it('is refused to a reporter and to the coordinator of another place', () => {
    given(...ANSWERED)
      .when(submit, asking(cast.health))
      .refused({ code: 'NOT_ALLOWED' });
    given(...ANSWERED)
      .when(submit, asking(cast.intruder))
      .refused({ code: 'NOT_ALLOWED' });
  });
});

describe('SubmitReport and the validity of documents', () => {
  const valid = (validUntil: string) => [
    ...ASSIGNED,
    answered('C1'),
    answered('N1'),
    ...ANSWERED.slice(6),
    {
      type: 'DocumentAttached' as const,
      data: { indicator: 'C1', attachment: 'C1.D1', organization: HEALTH, ...paper('C1-E1', { validUntil }) },
    },
  ];

  it('judges it by the day the window closes in the zone of the place', () => {
    given(...valid('2025-12-01'))
      .when(submit, asking(cast.coordinator))
      .then(submitted());
    given(...valid('2025-11-30'))
      .when(submit, asking(cast.coordinator))
      .refused({
        code: 'REPORT_INCOMPLETE',
        details: [{ code: 'EVIDENCE_EXPIRED', indicator: 'C1', path: ['evidence', 'C1-E1'] }],
      });
  });
});

describe('SubmitReport and the deadline', () => {
  it('is on time until the last millisecond', () => {
    given(...ANSWERED)
      .when(submit, asking(cast.coordinator, { now: '2025-11-30T23:59:59.999Z' }))
      .then(submitted());
  });

  it('is refused at the very moment the window closes', () => {
    given(...ANSWERED)
      .when(submit, asking(cast.coordinator, { now: CLOSES }))
      .refused({ code: 'DEADLINE_PASSED' });
  });

  it('is marked as late from that moment where the edition accepts late reports', () => {
    given(...ANSWERED)
      .when(submit, asking(cast.coordinator, { now: CLOSES, paper: samplePaper(lenient) }))
      .then(submitted({ late: true }));
  });
});
