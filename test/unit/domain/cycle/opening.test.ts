import { describe, expect, it } from 'vitest';

import { cycle } from '../../../../src/domain/cycle/index.ts';
import { asked, binding, OPEN, opened } from '../../../support/cycle-samples.ts';
import { cast, EDITION_DIGEST, held } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(cycle);

const ADMINISTRATOR = asked(cast.administrator);

describe('OpenCycle', () => {
  it('calls for reports under one edition, from participants in order of code', () => {
    given()
      .when({ ...OPEN, participants: ['64.72', '64.71'] }, ADMINISTRATOR)
      .then(opened({ participants: ['64.71', '64.72'] }));
    expect(given(opened()).state).toMatchObject({ phase: 'open', ...binding, publishedAt: null });
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
      .when(OPEN, asked(cast.administrator, { editions: { '1': EDITION_DIGEST }, edition: null }))
      .refused({ code: 'EDITION_UNKNOWN' });
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

  it('is refused where a participant is listed twice', () => {
    given()
      .when({ ...OPEN, participants: ['64.71', '64.72', '64.71'] }, ADMINISTRATOR)
      .refused({ code: 'PARTICIPANT_TWICE', path: ['participants'] });
  });
});
