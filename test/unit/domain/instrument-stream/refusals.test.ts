import { describe, expect, it } from 'vitest';

import { instrumentRefusals } from '../../../../src/domain/instrument/index.ts';
import { codesExpectedIn } from '../../../support/codes-expected.ts';

/** An edition is also asked for by cycles, which are opened by one. */
describe('every refusal about instruments has a test:', () => {
  const tested = [
    ...codesExpectedIn('test/unit/domain/instrument-stream'),
    ...codesExpectedIn('test/unit/domain/cycle'),
  ];

  it.each(Object.keys(instrumentRefusals))('%s', (code) => {
    expect(tested).toContain(code);
  });
});
