import { describe, expect, it } from 'vitest';

import { reportRefusals } from '../../../../src/domain/report/index.ts';
import { codesExpectedIn } from '../../../support/codes-expected.ts';

describe('every refusal of a report has a test:', () => {
  const tested = codesExpectedIn('test/unit/domain/report');

  it.each(Object.keys(reportRefusals))('%s', (code) => {
    expect(tested).toContain(code);
  });
});
