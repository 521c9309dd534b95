import { describe, expect, it } from 'vitest';

import { personRefusals } from '../../../../src/domain/person/index.ts';
import { codesExpectedIn } from '../../../support/codes-expected.ts';

describe('every refusal of this stream has a test:', () => {
  const tested = codesExpectedIn('test/unit/domain/person');

  it.each(Object.keys(personRefusals))('%s', (code) => {
    expect(tested).toContain(code);
  });
});
