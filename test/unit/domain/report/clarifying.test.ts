import { describe, it } from 'vitest';

import { report } from '../../../../src/domain/report/index.ts';
import {
  ANSWERED,
  assigned,
  CONCLUDED,
  explained,
  FINALIZED,
  IN_NATION,
  IN_PROVINCE,
  IN_REGION,
  IN_ROUND,
  opened,
  QUESTION_DUE,
  questioned,
  submitted,
} from '../../../support/report-histories.ts';
import { asking, cast, HEAD, HEALTH, NOW, OF } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(report);

const STAGE = 'PROVINCIAL_REVIEW';

const ask = {
  type: 'AskClarification',
  ...OF,
  seen: 10,
  indicator: 'C1',
  clarification: null,
  question: 'Which year is it of?',
  dueAt: QUESTION_DUE,
} as const;

const ASKED = [...IN_PROVINCE, questioned(STAGE)];
const ANSWERED_ONCE = [...ASKED, explained()];

/** As many threads as a report may have, each with one question that was answered. */
const MANY = Array.from({ length: 100 }, (_thread, index) => [
  questioned(STAGE, { clarification: index + 1 }),
  explained({ clarification: index + 1 }),
]).flat();

/** As many messages as one thread may have. */
const LONG = Array.from({ length: 10 }, () => [questioned(STAGE), explained()]).flat();

describe('AskClarification', () => {
  it('opens a numbered thread about one indicator', () => {
    given(...IN_PROVINCE)
      .when(ask, asking(cast.province))
      .then(questioned(STAGE));
    given(...ANSWERED_ONCE)
      .when({ ...ask, indicator: 'N1', seen: 12 }, asking(cast.province))
      .then(questioned(STAGE, { clarification: 2, indicator: 'N1', seen: 12 }));
  });

  it.each([
    ['PROVINCIAL_REVIEW', IN_PROVINCE, cast.province],
    ['REGIONAL_REVIEW', IN_REGION, cast.region],
    ['NATIONAL_ASSESSMENT', IN_NATION, cast.assessor1],
  ] as const)('is done by whoever decides at %s', (stage, history, person) => {
    given(...history)
      .when(ask, asking(person))
      .then(questioned(stage));
    given(...history)
      .when(ask, asking(cast.coordinator))
      .refused({ code: 'NOT_ALLOWED' });
  });

  it('is due as many days later as the edition gives for a correction where nothing else is said', () => {
    given(...IN_PROVINCE)
      .when({ ...ask, dueAt: null }, asking(cast.province))
      .then(questioned(STAGE, { dueAt: '2025-11-29T00:00:00.000Z' }));
  });

  it('is possible while a correction round is open', () => {
    given(...IN_ROUND)
      .when(ask, asking(cast.province))
      .then(questioned(STAGE));
  });

  it('goes on in a thread that was answered, at a later stage as well', () => {
    given(...ANSWERED_ONCE)
      .when({ ...ask, clarification: 1, seen: 12 }, asking(cast.province))
      .then(questioned(STAGE, { seen: 12 }));
    given(...IN_NATION, questioned('REGIONAL_REVIEW'), explained())
      .when({ ...ask, clarification: 1, seen: 20 }, asking(cast.assessor1))
      .then(questioned('NATIONAL_ASSESSMENT', { seen: 20 }));
  });

  it('is refused in a thread that waits for its answer', () => {
    given(...ASKED)
      .when({ ...ask, clarification: 1 }, asking(cast.province))
      .refused({ code: 'CLARIFICATION_PENDING', path: ['clarification'] });
  });

  it('is refused in a thread that does not exist or is about another indicator', () => {
    given(...ANSWERED_ONCE)
      .when({ ...ask, clarification: 2 }, asking(cast.province))
      .refused({ code: 'CLARIFICATION_UNKNOWN', path: ['clarification'] });
    given(...ANSWERED_ONCE)
      .when({ ...ask, clarification: 1, indicator: 'N1' }, asking(cast.province))
      .refused({ code: 'CLARIFICATION_UNKNOWN', path: ['clarification'] });
  });

  it('is refused about what is not asked, or what nobody answers for', () => {
    given(...IN_PROVINCE)
      .when({ ...ask, indicator: 'C9' }, asking(cast.province))
      .refused({ code: 'INDICATOR_UNKNOWN', path: ['indicator'] });
    given(opened(), assigned(HEALTH, 'Dinas Kesehatan', ['C1']), submitted())
      .when({ ...ask, indicator: 'P1', seen: 3 }, asking(cast.province))
      .refused({ code: 'NOT_ASSIGNED', path: ['indicator'] });
  });

  it('is refused where it would be due now or earlier, or in more than a century', () => {
    given(...IN_PROVINCE)
      .when({ ...ask, dueAt: NOW }, asking(cast.province))
      .refused({ code: 'DUE_IN_THE_PAST', path: ['dueAt'] });
    given(...IN_PROVINCE)
      .when({ ...ask, dueAt: '9999-11-16T00:00:00.001Z' }, asking(cast.province))
      .refused({ code: 'DEADLINE_TOO_FAR', path: ['dueAt'] });
    given(...IN_PROVINCE)
      .when({ ...ask, dueAt: '2026-11-16T00:00:00.000Z' }, asking(cast.province))
      .thenPartly({ type: 'ClarificationAsked' });
  });

  it('is refused on a screen from the future', () => {
    given(...IN_PROVINCE)
      .when({ ...ask, seen: HEAD + 1 }, asking(cast.province))
      .refused({ code: 'SEEN_UNKNOWN' });
  });

  it.each([
    ['drafting', ANSWERED, cast.province],
    ['the objection window', CONCLUDED, cast.assessor1],
    ['a final', FINALIZED, cast.assessor1],
  ] as const)('is refused in %s', (_stage, history, person) => {
    given(...history)
      .when(ask, asking(person))
      .refused({ code: 'WRONG_STAGE' });
  });

  it('is refused beyond the threads, the messages and the text that a report can hold', () => {
    const wordy = [
      questioned(STAGE),
      ...Array.from({ length: 25 }, () => explained({ answer: { kind: 'PLAIN', text: 'x'.repeat(4000) } })),
      explained(),
    ];

    given(...IN_PROVINCE, ...MANY.slice(0, -2))
      .when(ask, asking(cast.province))
      .thenPartly({ type: 'ClarificationAsked', data: { clarification: 100 } });
    given(...IN_PROVINCE, ...MANY)
      .when(ask, asking(cast.province))
      .refused({ code: 'TOO_MANY_CLARIFICATIONS' });
    given(...IN_PROVINCE, ...LONG)
      .when({ ...ask, clarification: 1 }, asking(cast.province))
      .refused({ code: 'TOO_MANY_CLARIFICATIONS' });
    given(...IN_PROVINCE, ...wordy)
      .when(ask, asking(cast.province))
      .refused({ code: 'TOO_MANY_CLARIFICATIONS' });
  });
});
