import { describe, it } from 'vitest';

import type { Answer, Indicator } from '../../../../src/domain/instrument/index.ts';
import { report } from '../../../../src/domain/report/index.ts';
import { indicator, words } from '../../../support/editions.ts';
import { answered, ASSIGNED, assigned } from '../../../support/report-histories.ts';
import { asking, cast, HEALTH, OF, paperWith } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(report);

/** Answers the indicator X1 that is added to the sample paper. */
function answering(answer: Answer, changes: Partial<Indicator>) {
  const paper = paperWith(indicator('X1', changes));
  const command = {
    type: 'SubmitResponse',
    ...OF,
    indicator: 'X1',
    expectedRevision: 0,
    answer,
    narrative: null,
  } as const;
  return given(...ASSIGNED, assigned(HEALTH, 'Dinas Kesehatan', ['X1'])).when(command, asking(cast.health, { paper }));
}

const number = { answer: { kind: 'NUMBER', unit: words('persons'), whole: true, from: '-5', to: '10' } } as const;
const endless = { answer: { kind: 'NUMBER', unit: words('persons'), whole: false, from: '0', to: null } } as const;
const ratio = { answer: { kind: 'RATIO', unit: words('per 1000'), factor: '1000' } } as const;
const choice = { answer: { kind: 'CHOICE', options: [{ code: 'ADA', title: words('Ada') }] } } as const;

describe('an answer of the kind and within the range that is asked', () => {
  it.each<[Answer, Partial<Indicator>]>([
    [{ kind: 'CHOICE', option: 'ADA' }, { answer: { ...choice.answer, options: [...choice.answer.options] } }],
    [{ kind: 'NUMBER', value: '-5' }, number],
    [{ kind: 'NUMBER', value: '10.000' }, number],
    [{ kind: 'NUMBER', value: '123456789.25' }, endless],
    [{ kind: 'RATIO', numerator: '3', denominator: '2' }, ratio],
    [{ kind: 'RATIO', numerator: '0', denominator: '0' }, ratio],
    [{ kind: 'PERCENT', value: '0' }, { answer: { kind: 'PERCENT' } }],
    [{ kind: 'PERCENT', value: '100' }, { answer: { kind: 'PERCENT' } }],
    [{ kind: 'POINTS', value: '25' }, { maximum: '25' }],
    [{ kind: 'NOT_APPLICABLE', reason: 'There is no coast.' }, {}],
  ])('%o is taken', (answer, changes) => {
    answering(answer, changes).thenPartly({ type: 'ResponseSubmitted', data: { answer } });
  });
});

describe('an answer that does not fit', () => {
  it.each<[Answer, Partial<Indicator>]>([
    [{ kind: 'CHOICE', option: 'NIHIL' }, { answer: { ...choice.answer, options: [...choice.answer.options] } }],
    [{ kind: 'CHOICE', option: 'ADA' }, number],
    [{ kind: 'NUMBER', value: '3' }, ratio],
    [{ kind: 'NUMBER', value: '-6' }, number],
    [{ kind: 'NUMBER', value: '10.1' }, number],
    [{ kind: 'NUMBER', value: '11' }, number],
    [{ kind: 'NUMBER', value: '-0.01' }, endless],
    [{ kind: 'NUMBER', value: 'nihil' }, endless],
    [{ kind: 'NUMBER', value: '1/3' }, endless],
    [{ kind: 'NUMBER', value: 'nihil' }, number],
    [{ kind: 'RATIO', numerator: '-1', denominator: '2' }, ratio],
    [{ kind: 'RATIO', numerator: '1', denominator: '-2' }, ratio],
    [{ kind: 'RATIO', numerator: '1', denominator: '2' }, { answer: { kind: 'PERCENT' } }],
    [{ kind: 'PERCENT', value: '100.1' }, { answer: { kind: 'PERCENT' } }],
    [{ kind: 'PERCENT', value: '-1' }, { answer: { kind: 'PERCENT' } }],
    [{ kind: 'PERCENT', value: '50' }, {}],
    [{ kind: 'POINTS', value: '25.5' }, { maximum: '25' }],
    [{ kind: 'POINTS', value: '5' }, { answer: { kind: 'PERCENT' } }],
  ])('%o is refused', (answer, changes) => {
    answering(answer, changes).refused({ code: 'ANSWER_DOES_NOT_FIT', path: ['answer'] });
  });

  it('is refused as a ratio of nothing where the indicator always applies', () => {
    const answer = { kind: 'RATIO', numerator: '0', denominator: '0.00' } as const;
    answering(answer, { ...ratio, mayBeNotApplicable: false }).refused({
      code: 'NOT_APPLICABLE_NOT_ALLOWED',
      path: ['answer'],
    });
  });

  it('is refused where the indicator is computed from the case register', () => {
    const computed = { answer: { kind: 'COMPUTED', measure: 'RESOLVED', unit: words('%') } } as const;

    answering({ kind: 'PERCENT', value: '50' }, computed).refused({ code: 'ANSWER_COMPUTED', path: ['answer'] });
  });

  it('is refused where the indicator may not be stated as not applicable', () => {
    answering({ kind: 'NOT_APPLICABLE', reason: 'No.' }, { mayBeNotApplicable: false }).refused({
      code: 'NOT_APPLICABLE_NOT_ALLOWED',
      path: ['answer'],
    });
  });
});

describe('the same ratio again', () => {
  it('is known whatever the order of its members in the ledger', () => {
    const paper = paperWith(indicator('X1', ratio));
    const stored = { denominator: '2', kind: 'RATIO', numerator: '1' } as const;
    const answer = { kind: 'RATIO', numerator: '1', denominator: '2' } as const;
    const first = answered('C1', { indicator: 'X1', answer: stored });

    given(...ASSIGNED, assigned(HEALTH, 'Dinas Kesehatan', ['X1']), first)
      .when(
        { type: 'SubmitResponse', ...OF, indicator: 'X1', expectedRevision: 1, answer, narrative: null },
        asking(cast.health, { paper }),
      )
      .refused({ code: 'NOTHING_CHANGED' });
  });
});
