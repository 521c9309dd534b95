import { describe, expect, it } from 'vitest';

import { cycleRefusals } from '../../../../src/domain/cycle/index.ts';
import { codesExpectedIn } from '../../../support/codes-expected.ts';

describe('every refusal of this stream has a test:', () => {
  const tested = codesExpectedIn('test/unit/domain/cycle');

  it.each(Object.keys(cycleRefusals))('%s', (code) => {
    expect(tested).toContain(code);
  });
});
