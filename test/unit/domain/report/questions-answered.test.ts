import { describe, expect, it } from 'vitest';

import { report, reportSentences } from '../../../../src/domain/report/index.ts';
import {
  CONCLUDED,
  explained,
  FINALIZED,
  IN_PROVINCE,
  QUESTION_DUE,
  questioned,
  sealedAs,
} from '../../../support/report-histories.ts';
import { asking, cast, held, OF, paper } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(report);

const STAGE = 'PROVINCIAL_REVIEW';

const answer = {
  type: 'AnswerClarification',
  ...OF,
  clarification: 1,
  answer: 'It is of last year.',
  documents: [],
} as const;

const ASKED = [...IN_PROVINCE, questioned(STAGE)];
const ANSWERED_ONCE = [...ASKED, explained()];

describe('AnswerClarification', () => {
  it('is done by the organization that answers for the indicator, or by the coordinator', () => {
    given(...ASKED)
      .when(answer, asking(cast.health))
      .then(explained());
    given(...ASKED)
      .when(answer, asking(cast.coordinator))
      .then(explained());
    given(...ASKED)
      .when(answer, asking(cast.planning))
      .refused({ code: 'NOT_ALLOWED' });
    given(...ASKED)
      .when(answer, asking(cast.province))
      .refused({ code: 'NOT_ALLOWED' });
  });

  it('is done by the coordinator of an organization, whichever of its neighbours answers for the indicator', () => {
    const unit = '64/BALAI-2';
    const coordinator = held('coordinator', { role: 'COORDINATOR', jurisdiction: '64', organization: 'BALAI-2' });

    given(...ASKED)
      .when({ ...answer, unit }, asking(coordinator))
      .then(explained());
    given(...ASKED)
      .when(answer, asking(coordinator))
      .refused({ code: 'NOT_ALLOWED' });
  });

  it('may bring documents of the evidence that is asked', () => {
    const documents = [paper('C1-E1')];

    given(...ASKED)
      .when({ ...answer, documents }, asking(cast.health))
      .then(explained({ documents }));
    given(...ASKED)
      .when({ ...answer, documents: [paper('P1-E1')] }, asking(cast.health))
      .refused({ code: 'EVIDENCE_UNKNOWN' });
  });

  it('leaves the answer to the indicator and its decisions as they are', () => {
    const before = given(...IN_PROVINCE).state;
    const after = given(...ANSWERED_ONCE).state;

    expect(after).toMatchObject({ responses: before.phase === 'open' ? before.responses : {} });
  });

  it('is taken late, and in the objection window, but not once the report is final', () => {
    given(...ASKED)
      .when(answer, asking(cast.health, { now: '2025-11-25T00:00:00.000Z' }))
      .then(explained());
    given(...CONCLUDED, questioned('NATIONAL_ASSESSMENT'))
      .when(answer, asking(cast.health))
      .then(explained());
    given(...FINALIZED.slice(0, 18), questioned('NATIONAL_ASSESSMENT'), ...FINALIZED.slice(18))
      .when(answer, asking(cast.health))
      .refused({ code: 'WRONG_STAGE' });
  });

  it('is refused where nothing was asked, or where it is answered', () => {
    given(...IN_PROVINCE)
      .when(answer, asking(cast.health))
      .refused({ code: 'CLARIFICATION_UNKNOWN', path: ['clarification'] });
    given(...ANSWERED_ONCE)
      .when(answer, asking(cast.health))
      .refused({ code: 'CLARIFICATION_ANSWERED', path: ['clarification'] });
  });
});

describe('a thread', () => {
  it('holds who said what, and is due with its last question', () => {
    const later = '2025-11-25T00:00:00.000Z';
    const { state } = given(
      ...IN_PROVINCE,
      { ...questioned(STAGE), by: 'provincial reviewer' },
      { ...explained(), by: 'reporter of health' },
      questioned(STAGE, { question: sealedAs('And the year before?'), dueAt: later }),
    );

    expect(state).toMatchObject({
      header: {
        clarifications: [
          {
            clarification: 1,
            indicator: 'C1',
            dueAt: later,
            lapsedAt: null,
            messages: [
              { kind: 'QUESTION', said: sealedAs('Which year is it of?'), position: 11, person: 'provincial reviewer' },
              { kind: 'ANSWER', said: sealedAs('It is of last year.'), position: 12, person: 'reporter of health' },
              { kind: 'QUESTION', said: sealedAs('And the year before?'), position: 13 },
            ],
          },
        ],
      },
    });
  });

  it('is told in both languages, and without what was said', () => {
    const question = {
      clarification: 1,
      indicator: 'C1',
      stage: STAGE,
      question: sealedAs('Tahun?'),
      seen: 1,
    } as const;
    const answered = { clarification: 1, indicator: 'C1', answer: sealedAs('2024'), documents: [] };

    expect(reportSentences.ClarificationAsked({ ...question, dueAt: QUESTION_DUE })).toEqual({
      id: `Klarifikasi 1 atas C1 diminta, harus dijawab paling lambat ${QUESTION_DUE}.`,
      en: `Clarification 1 on C1 was asked for, due ${QUESTION_DUE}.`,
    });
    expect(reportSentences.ClarificationAnswered(answered)).toEqual({
      id: 'Klarifikasi 1 atas C1 dijawab.',
      en: 'Clarification 1 on C1 was answered.',
    });
  });
});
