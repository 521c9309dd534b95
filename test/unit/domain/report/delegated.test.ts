import { describe, expect, it } from 'vitest';

import { decidersIn, report } from '../../../../src/domain/report/index.ts';
import {
  ASSIGNED,
  CONCLUDED,
  filed,
  IN_PROVINCE,
  OBJECTIONS_CLOSE,
  proposed,
  SCORED,
  upheld,
} from '../../../support/report-histories.ts';
import { asking, cast, held, NOW, OF, UNIT } from '../../../support/report-samples.ts';
import type { Person } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(report);

const CLOSED = { now: OBJECTIONS_CLOSE };
const finalize = { type: 'FinalizeReport', ...OF, seen: 23 } as const;
const decide = {
  type: 'DecideObjection',
  ...OF,
  seen: 23,
  objection: 1,
  ruling: 'REJECTED',
  points: null,
  reason: 'Seen.',
} as const;

/** The entries under which assessor 1 lent their right to others. */
const LENT = 40;
const LENT_AGAIN = 41;

/** Somebody who stands in for assessor 1. */
function standIn(person: string, position = LENT): Person {
  return held(person, { role: 'ASSESSOR', position, delegatedBy: 'assessor 1', delegatedGrant: 1 });
}

/** What those who decided before hold. */
const deciders = new Map(
  [standIn('deputy'), standIn('other deputy', LENT_AGAIN)].map(({ person, grants }) => [person, grants]),
);

function proposedBy(by: string, under = 1) {
  return given(...CONCLUDED, { ...proposed(22, by), under });
}

describe('proposer and confirmer are two persons', () => {
  it('not one and who stands in for them', () => {
    proposedBy('assessor 1')
      .when(finalize, asking(standIn('deputy'), CLOSED))
      .refused({ code: 'SAME_PERSON' });
  });

  it('not one who stood in and whom they stood in for', () => {
    proposedBy('deputy', LENT)
      .when(finalize, asking(cast.assessor1, { ...CLOSED, deciders }))
      .refused({ code: 'SAME_PERSON' });
  });

  it('not two who stand in for the same', () => {
    proposedBy('deputy', LENT)
      .when(finalize, asking(standIn('other deputy', LENT_AGAIN), { ...CLOSED, deciders }))
      .refused({ code: 'SAME_PERSON' });
  });

  it('but one who stands in for the first and another who decides in their own right', () => {
    proposedBy('deputy', LENT)
      .when(finalize, asking(cast.assessor2, { ...CLOSED, deciders }))
      .thenPartly({ type: 'ReportFinalized' });
    proposedBy('assessor 2')
      .when(finalize, asking(standIn('deputy'), { ...CLOSED, deciders }))
      .thenPartly({ type: 'ReportFinalized' });
  });

  it('not one who borrowed it and was given a right of their own since', () => {
    const own = held('assessor 2', { role: 'ASSESSOR', position: 60 });
    const two = { person: 'assessor 2', grants: [...standIn('assessor 2').grants, ...own.grants] };

    proposedBy('assessor 1').when(finalize, asking(two, CLOSED)).refused({ code: 'SAME_PERSON' });
    given(...CONCLUDED, { ...proposed(22, 'assessor 2'), under: 60 })
      .when(finalize, asking(cast.assessor1, { ...CLOSED, deciders: new Map([['assessor 2', two.grants]]) }))
      .refused({ code: 'SAME_PERSON' });
  });

  it('but one whose loan has ended decides for themselves', () => {
    const ended = { ...standIn('assessor 2').grants[0]!, revokedAt: '2025-11-02T00:00:00.000Z' };
    const own = held('assessor 2', { role: 'ASSESSOR', position: 60 });
    const two = { person: 'assessor 2', grants: [ended, ...own.grants] };

    proposedBy('assessor 1').when(finalize, asking(two, CLOSED)).thenPartly({ type: 'ReportFinalized' });
  });
});

describe('an objection is decided by another than who scored', () => {
  const FILED = [...CONCLUDED, filed(1, 'C1')];

  it('not by who stands in for them', () => {
    given(...FILED)
      .when(decide, asking(standIn('deputy'), { deciders }))
      .refused({ code: 'SAME_ASSESSOR' });
  });

  it('not by whom they stood in for', () => {
    const under = FILED.map((event) =>
      event.type === 'ResponseScored' ? { ...event, by: 'deputy', under: LENT } : event,
    );

    given(...under)
      .when(decide, asking(cast.assessor1, { deciders }))
      .refused({ code: 'SAME_ASSESSOR' });
    given(...under)
      .when(decide, asking(cast.assessor2, { deciders }))
      .thenPartly({ type: 'ObjectionDecided' });
  });

  it('nor by who stands in for whoever set the points by an earlier objection', () => {
    const halved = FILED.map((event) => (event.type === 'ResponseScored' ? { ...event, by: 'assessor 2' } : event));
    const again = [...halved, { ...upheld(1, 'C1', 23), by: 'assessor 1' }, filed(2, 'C1')];

    given(...again)
      .when({ ...decide, objection: 2, seen: 25 }, asking(standIn('deputy'), { deciders }))
      .refused({ code: 'SAME_ASSESSOR' });
  });
});

describe('whoever stands in', () => {
  const review = { type: 'ReviewResponses', ...OF, seen: 10, items: [], atomic: false } as const;
  const submit = { type: 'SubmitReport', ...OF, acknowledgeIncomplete: true } as const;

  it('is named in the entry by the right that was lent to them', () => {
    const { outcome } = given(...SCORED).when(
      { type: 'ConcludeAssessment', ...OF, seen: 21 },
      asking(standIn('deputy')),
    );

    expect(outcome).toMatchObject({ value: { under: { role: 'ASSESSOR', grant: LENT } } });
  });

  it('may do so only as long as it is lent', () => {
    const [lent] = standIn('deputy').grants;
    const ended = { person: 'deputy', grants: [{ ...lent!, validUntil: NOW }] };

    given(...SCORED)
      .when({ type: 'ConcludeAssessment', ...OF, seen: 21 }, asking(ended))
      .refused({ code: 'NOT_ALLOWED' });
  });

  it('for an assessor does not decide on the place they report for', () => {
    const reporting = { person: 'deputy', grants: [...standIn('deputy').grants, ...cast.health.grants] };

    given(...SCORED)
      .when({ type: 'ConcludeAssessment', ...OF, seen: 21 }, asking(reporting))
      .refused({ code: 'OWN_UNIT' });
  });

  it('for a coordinator never decides on that place afterwards', () => {
    const lent = { delegatedBy: 'coordinator', delegatedGrant: 1, position: LENT } as const;
    const until = '2025-11-14T00:00:00.000Z';
    const coordinating = held('deputy', { role: 'COORDINATOR', jurisdiction: UNIT, ...lent });
    const coordinated = held('deputy', { role: 'COORDINATOR', jurisdiction: UNIT, ...lent, validUntil: until });
    const reviewing = { person: 'deputy', grants: [...cast.province.grants, ...coordinated.grants] };

    given(...ASSIGNED)
      .when(submit, asking(coordinating))
      .refused({ code: 'REPORT_EMPTY' });
    given(...IN_PROVINCE)
      .when(review, asking(reviewing))
      .refused({ code: 'OWN_UNIT' });
  });
});

describe('those whose decisions another person has to follow up', () => {
  it('are who scored, who set points by an objection, and who proposed', () => {
    const history = [...CONCLUDED, filed(1, 'C1'), upheld(1, 'C1', 23), proposed(24, 'assessor 3')];

    expect(decidersIn(given(...history).state)).toEqual(['assessor 3', 'assessor 1', 'assessor 2']);
    expect(decidersIn(given().state)).toEqual([]);
  });
});
