import { describe, expect, it } from 'vitest';

import { upcast } from '../../../../src/domain/upcast.ts';

const THREAD = { clarification: 1, indicator: 'KKP-SP1-S1' };

describe('Words that were recorded before words were sealed', () => {
  it('are read as plain ones', () => {
    const asked = { ...THREAD, stage: 'REGIONAL_REVIEW', dueAt: '2022-02-01T00:00:00.000Z', seen: 1 };

    expect(upcast('ClarificationAsked', 1, { ...asked, question: 'Is it in force?' })).toEqual({
      type: 'ClarificationAsked',
      data: { ...asked, question: { kind: 'PLAIN', text: 'Is it in force?' } },
    });
    expect(upcast('ClarificationAnswered', 1, { ...THREAD, answer: 'It is.', documents: [] })).toEqual({
      type: 'ClarificationAnswered',
      data: { ...THREAD, answer: { kind: 'PLAIN', text: 'It is.' }, documents: [] },
    });
  });

  it('commit to nothing that is personal of somebody who was registered then', () => {
    expect(upcast('PersonRegistered', 1, { person: 'p-1', label: 'assessor 1' }).data).toMatchObject({
      label: 'assessor 1',
      personal: null,
    });
  });
});
