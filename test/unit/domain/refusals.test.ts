import { describe, expect, it } from 'vitest';

import { generalRefusals } from '../../../src/domain/refusals.ts';
import { codesExpectedIn } from '../../support/codes-expected.ts';

/** Some of them only the ledger can answer with, on a real database: the test may be of any kind. */
describe('every refusal that any stream may answer with has a test:', () => {
  const tested = codesExpectedIn('test');

  it.each(Object.keys(generalRefusals))('%s', (code) => {
    expect(tested).toContain(code);
  });
});
