import { describe, expect, it } from 'vitest';

import { cycle } from '../../../../src/domain/cycle/index.ts';
import { asked, AWARDING, binding, OPEN, opened } from '../../../support/cycle-samples.ts';
import { cast, EDITION_DIGEST, held } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(cycle);

const ADMINISTRATOR = asked(cast.administrator);

describe('OpenCycle', () => {
  it('calls for reports under one edition, from participants in order of code', () => {
    given()
      .when({ ...OPEN, participants: ['64.72', '64.71'] }, ADMINISTRATOR)
      .then(opened({ participants: ['64.71', '64.72'] }));
    expect(given(opened()).state).toMatchObject({ phase: 'open', ...binding, published: null });
  });

  it('is done by SYSTEM, too', () => {
    given()
      .when(OPEN, asked({ person: 'system', grants: [] }))
      .thenPartly({ type: 'CycleOpened' });
  });

  it('is refused to everyone but a national administrator', () => {
    const local = held('administrator of a province', { role: 'ADMINISTRATOR', jurisdiction: '64' });

    given().when(OPEN, asked(local)).refused({ code: 'NOT_ALLOWED' });
    given().when(OPEN, asked(cast.assessor1)).refused({ code: 'NOT_ALLOWED' });
    given().when(OPEN, asked(cast.auditor)).refused({ code: 'NOT_ALLOWED' });
  });

  it('is refused a second time', () => {
    given(opened()).when(OPEN, ADMINISTRATOR).refused({ code: 'CYCLE_OPEN' });
  });

  it('is refused for an edition that is not published, whatever its code', () => {
    given()
      .when({ ...OPEN, edition: '2' }, ADMINISTRATOR)
      .refused({ code: 'EDITION_UNKNOWN', path: ['edition'] });
    given()
      .when({ ...OPEN, edition: 'constructor' }, ADMINISTRATOR)
      .refused({ code: 'EDITION_UNKNOWN' });
    given()
      .when(OPEN, asked(cast.administrator, { editions: { '1': EDITION_DIGEST }, named: null }))
      .refused({ code: 'EDITION_UNKNOWN' });
  });

  it('is refused for a window that nobody could wait for', () => {
    given()
      .when({ ...OPEN, submission: { ...OPEN.submission, closesAt: '9999-12-31T00:00:00.000Z' } }, ADMINISTRATOR)
      .refused({ code: 'DEADLINE_TOO_FAR', path: ['submission'] });
  });

  it('is refused for a period the edition does not have', () => {
    given()
      .when({ ...OPEN, period: 'B04' }, ADMINISTRATOR)
      .refused({ code: 'PERIOD_UNKNOWN', path: ['period'] });
  });

  it('is refused where the window closes before or when it opens', () => {
    const { opensAt } = OPEN.submission;

    given()
      .when({ ...OPEN, submission: { opensAt, closesAt: opensAt } }, ADMINISTRATOR)
      .refused({ code: 'WINDOW_REVERSED', path: ['submission'] });
  });

  it('is refused where a participant is not registered, naming each: the typing error would count for ever', () => {
    given()
      .when({ ...OPEN, participants: ['64.71', '64.99', '64.72', '64/BALAI-9'] }, ADMINISTRATOR)
      .refused({
        code: 'UNIT_UNKNOWN',
        details: [
          { code: 'UNIT_UNKNOWN', indicator: null, path: ['participants', '64.99'] },
          { code: 'UNIT_UNKNOWN', indicator: null, path: ['participants', '64/BALAI-9'] },
        ],
      });
  });

  it.each(['TEST-2024', 'OTHER-2025', 'TEST-20251', 'TEST-2025B04'])(
    'is refused under the code %s, which does not say its instrument and year',
    (code) => {
      given()
        .when({ ...OPEN, cycle: code }, ADMINISTRATOR)
        .refused({ code: 'CYCLE_CODE_MISMATCH', path: ['cycle'] });
    },
  );

  it('is refused under a code that says more, so that no period can be called for twice', () => {
    given()
      .when({ ...OPEN, cycle: 'TEST-2025-PILOT' }, ADMINISTRATOR)
      .refused({ code: 'CYCLE_CODE_MISMATCH', path: ['cycle'] });
  });

  it('is refused under a code that does not say which of several periods it is about', () => {
    const periods = ['B04', 'B08'].map((code) => ({ ...AWARDING.periods[0]!, code }));
    const facts = asked(cast.administrator, { named: { ...AWARDING, periods } });
    const second = { ...OPEN, period: 'B08' };

    given()
      .when({ ...second, cycle: 'TEST-2025-B08' }, facts)
      .thenPartly({ type: 'CycleOpened' });
    given().when(second, facts).refused({ code: 'CYCLE_CODE_MISMATCH' });
    given()
      .when({ ...second, cycle: 'TEST-2025-B04' }, facts)
      .refused({ code: 'CYCLE_CODE_MISMATCH' });
  });

  it('is refused where a participant is listed twice', () => {
    given()
      .when({ ...OPEN, participants: ['64.71', '64.72', '64.71'] }, ADMINISTRATOR)
      .refused({ code: 'PARTICIPANT_TWICE', path: ['participants'] });
  });
});
