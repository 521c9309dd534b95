import { describe, it } from 'vitest';

import { report } from '../../../../src/domain/report/index.ts';
import type { ReportCommand } from '../../../../src/domain/report/index.ts';
import {
  ANSWERED,
  CONCLUDED,
  filed,
  IN_PROVINCE,
  IN_REGION,
  PROPOSED,
  SCORED,
} from '../../../support/report-histories.ts';
import {
  asking,
  cast,
  cycleOfReport,
  HEALTH,
  held,
  NOW,
  OF,
  OPENS,
  PLANNING,
  UNIT,
} from '../../../support/report-samples.ts';
import type { Person } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(report);

const submit: ReportCommand = { type: 'SubmitReport', ...OF, acknowledgeIncomplete: true };
const review: ReportCommand = { type: 'ReviewResponses', ...OF, seen: 10, items: [], atomic: false };
const answer: ReportCommand = {
  type: 'WithdrawResponse',
  ...OF,
  indicator: 'C1',
  expectedRevision: 1,
  reason: 'Stated by mistake.',
};

const ask: ReportCommand = {
  type: 'AskClarification',
  ...OF,
  seen: 10,
  indicator: 'C1',
  clarification: null,
  question: 'Which year is it of?',
  dueAt: null,
};

/** Someone who holds both rights. */
function both(person: Person, also: Person): Person {
  return { person: person.person, grants: [...person.grants, ...also.grants] };
}

describe('a right', () => {
  const coordinator = { role: 'COORDINATOR', jurisdiction: UNIT } as const;

  it('begins at the moment it is valid from', () => {
    given(...ANSWERED)
      .when(submit, asking(held('coordinator', { ...coordinator, validFrom: NOW })))
      .thenPartly({ type: 'ReportSubmitted' });
    given(...ANSWERED)
      .when(submit, asking(held('coordinator', { ...coordinator, validFrom: '2025-11-15T00:00:00.001Z' })))
      .refused({ code: 'NOT_ALLOWED' });
  });

  it('ends at the moment it is valid until', () => {
    given(...ANSWERED)
      .when(submit, asking(held('coordinator', { ...coordinator, validUntil: '2025-11-15T00:00:00.001Z' })))
      .thenPartly({ type: 'ReportSubmitted' });
    given(...ANSWERED)
      .when(submit, asking(held('coordinator', { ...coordinator, validUntil: NOW })))
      .refused({ code: 'NOT_ALLOWED' });
  });

  it('ends at the moment it is revoked', () => {
    given(...ANSWERED)
      .when(submit, asking(held('coordinator', { ...coordinator, revokedAt: NOW })))
      .refused({ code: 'NOT_ALLOWED' });
  });

  it('of a coordinator over the province is none over its cities', () => {
    given(...ANSWERED)
      .when(submit, asking(held('coordinator of the province', { role: 'COORDINATOR', jurisdiction: '64' })))
      .refused({ code: 'NOT_ALLOWED' });
  });

  it('of a reporter is for one organization', () => {
    given(...ANSWERED)
      .when(answer, asking(cast.health))
      .thenPartly({ type: 'ResponseWithdrawn' });
    given(...ANSWERED)
      .when(answer, asking(cast.planning))
      .refused({ code: 'NOT_ALLOWED' });
  });

  it('of a reporter is for one place', () => {
    const elsewhere = held('reporter', { role: 'REPORTER', jurisdiction: '64.72', organization: HEALTH });

    given(...ANSWERED)
      .when(answer, asking(elsewhere))
      .refused({ code: 'NOT_ALLOWED' });
  });

  it('of a reviewer reaches into every place of the province, and into no other', () => {
    const neighbour = held('reviewer', { role: 'PROVINCIAL_REVIEWER', jurisdiction: '63' });

    given(...IN_PROVINCE)
      .when(review, asking(cast.province))
      .then();
    given(...IN_PROVINCE)
      .when(review, asking(neighbour))
      .refused({ code: 'NOT_ALLOWED' });
  });

  it('is none without a grant, whatever the name', () => {
    given(...ANSWERED)
      .when(submit, asking({ person: 'coordinator', grants: [] }))
      .refused({ code: 'NOT_ALLOWED' });
    given(...ANSWERED)
      .when(submit, asking({ person: 'system', grants: cast.coordinator.grants }))
      .refused({ code: 'NOT_ALLOWED' });
  });
});

/** Every command that decides on a report, as it would be taken. */
const deciding: readonly [ReportCommand['type'], ReportCommand, Person, typeof ANSWERED][] = [
  ['ReviewResponses', review, cast.province, IN_PROVINCE],
  ['ReturnReport', { type: 'ReturnReport', ...OF, seen: 10, dueAt: null, note: null }, cast.province, IN_PROVINCE],
  ['ForwardReport', { type: 'ForwardReport', ...OF, seen: 14, justification: null }, cast.region, IN_REGION],
  ['ScoreResponses', { type: 'ScoreResponses', ...OF, seen: 21, items: [], atomic: false }, cast.assessor1, SCORED],
  ['ConcludeAssessment', { type: 'ConcludeAssessment', ...OF, seen: 21 }, cast.assessor1, SCORED],
  [
    'DecideObjection',
    { type: 'DecideObjection', ...OF, seen: 23, objection: 1, ruling: 'REJECTED', points: null, reason: 'No.' },
    cast.assessor2,
    [...CONCLUDED, filed(1, 'C1')],
  ],
  ['ProposeFinal', { type: 'ProposeFinal', ...OF, seen: 22 }, cast.assessor1, CONCLUDED],
  ['FinalizeReport', { type: 'FinalizeReport', ...OF, seen: 23 }, cast.assessor2, PROPOSED],
  ['AskClarification', ask, cast.province, IN_PROVINCE],
];

describe('whoever reports for a place', () => {
  it.each(deciding)('is refused %s on it, whatever else they may', (_type, command, decider, history) => {
    given(...history)
      .when(command, asking(both(decider, cast.coordinator)))
      .refused({ code: 'OWN_UNIT' });
    given(...history)
      .when(command, asking(both(decider, cast.planning)))
      .refused({ code: 'OWN_UNIT' });
  });

  it('may decide on another place', () => {
    given(...IN_PROVINCE)
      .when(review, asking(both(cast.province, cast.intruder)))
      .then();
  });

  // A reporter whose right had ended the day before could score the answers they had given under it.
  it.each([{ revokedAt: '2025-11-14T00:00:00.000Z' }, { validUntil: '2025-11-14T00:00:00.000Z' }])(
    'may not decide on it afterwards: %o',
    (ended) => {
      const before = held('reporter', { role: 'REPORTER', jurisdiction: UNIT, organization: PLANNING, ...ended });

      given(...IN_PROVINCE)
        .when(review, asking(both(cast.province, before)))
        .refused({ code: 'OWN_UNIT' });
    },
  );

  it('may decide on it where that right never came into force', () => {
    const coordinator = { role: 'COORDINATOR', jurisdiction: UNIT } as const;
    const later = held('coordinator', { ...coordinator, validFrom: '2025-11-15T00:00:00.001Z' });
    const never = held('coordinator', { ...coordinator, validFrom: OPENS, revokedAt: OPENS });

    given(...IN_PROVINCE)
      .when(review, asking(both(cast.province, later)))
      .then();
    given(...IN_PROVINCE)
      .when(review, asking(both(cast.province, never)))
      .then();
  });
});

describe('an administrator', () => {
  it.each(deciding)('is refused %s, whatever else they may', (_type, command, decider, history) => {
    given(...history)
      .when(command, asking(both(decider, cast.administrator)))
      .refused({ code: 'ADMINISTRATOR_NEVER_SCORES' });
  });

  it('may decide once they no longer administer', () => {
    const before = held('administrator', { role: 'ADMINISTRATOR', revokedAt: NOW });

    given(...IN_PROVINCE)
      .when(review, asking(both(cast.province, before)))
      .then();
  });
});

describe('once the results of the cycle are published', () => {
  const published = { cycle: { ...cycleOfReport, published: true } };
  const others: readonly [ReportCommand['type'], ReportCommand, Person, typeof ANSWERED][] = [
    ['OpenReport', { type: 'OpenReport', ...OF }, cast.coordinator, []],
    ['SubmitReport', submit, cast.coordinator, ANSWERED],
    ['WithdrawResponse', answer, cast.health, ANSWERED],
  ];

  // A report that was not final lived on: what was published could change afterwards.
  it.each([...others, ...deciding])('%s is refused', (_type, command, person, history) => {
    given(...history)
      .when(command, asking(person, published))
      .refused({ code: 'RESULTS_PUBLISHED', path: ['cycle'] });
  });
});

describe('whoever only reads', () => {
  it.each([cast.auditor, cast.administrator, cast.intruder])('the  is refused everything', (person) => {
    given(...ANSWERED)
      .when(submit, asking(person))
      .refused({ code: 'NOT_ALLOWED' });
    given(...ANSWERED)
      .when(answer, asking(person))
      .refused({ code: 'NOT_ALLOWED' });
    given(...IN_PROVINCE)
      .when(review, asking(person))
      .refused({ code: 'NOT_ALLOWED' });
  });
});
