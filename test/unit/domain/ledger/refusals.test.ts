import { describe, expect, it } from 'vitest';

import { ledgerRefusals } from '../../../../src/domain/ledger/index.ts';
import { codesExpectedIn } from '../../../support/codes-expected.ts';

describe('every refusal of this stream has a test:', () => {
  const tested = codesExpectedIn('test/unit/domain/ledger');

  it.each(Object.keys(ledgerRefusals))('%s', (code) => {
    expect(tested).toContain(code);
  });
});
