import { describe, expect, it } from 'vitest';

import { jurisdictionRefusals } from '../../../../src/domain/jurisdiction/index.ts';
import { codesExpectedIn } from '../../../support/codes-expected.ts';

describe('every refusal of this stream has a test:', () => {
  const tested = codesExpectedIn('test/unit/domain/jurisdiction');

  it.each(Object.keys(jurisdictionRefusals))('%s', (code) => {
    expect(tested).toContain(code);
  });
});
