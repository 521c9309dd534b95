import { describe, expect, it } from 'vitest';

import { calendarRefusals } from '../../../../src/domain/calendar/index.ts';
import { codesExpectedIn } from '../../../support/codes-expected.ts';

describe('every refusal of this stream has a test:', () => {
  const tested = codesExpectedIn('test/unit/domain/calendar');

  it.each(Object.keys(calendarRefusals))('%s', (code) => {
    expect(tested).toContain(code);
  });
});
