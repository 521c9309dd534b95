import { describe, it } from 'vitest';

import { report } from '../../../../src/domain/report/index.ts';
import { ANSWERED } from '../../../support/report-histories.ts';
import { asking, cast, city, HEALTH, OF, PLANNING } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(report);

const SUBMIT = { type: 'SubmitReport', ...OF, acknowledgeIncomplete: false } as const;

/** The same city, after another edition or a reform left its agencies without their mandates. */
const bereft = {
  ...city,
  organizations: {
    [HEALTH]: { name: 'Dinas Kesehatan', mandates: [] },
    [PLANNING]: { name: 'Bappeda', mandates: [] },
  },
};

describe('A report that is answered off mandate', () => {
  it('is not ready, and says which indicator is', () => {
    given(...ANSWERED)
      .when(SUBMIT, asking(cast.coordinator, { unit: bereft }))
      .refused({ code: 'REPORT_INCOMPLETE', details: [{ code: 'AGENCY_OFF_MANDATE', indicator: 'N1', path: [] }] });
  });

  it('can be handed in with an acknowledgement, which is recorded', () => {
    given(...ANSWERED)
      .when({ ...SUBMIT, acknowledgeIncomplete: true }, asking(cast.coordinator, { unit: bereft }))
      .thenPartly({ type: 'ReportSubmitted', data: { complete: false, missing: ['N1'] } });
  });

  it('is ready where everybody answers what is theirs', () => {
    given(...ANSWERED)
      .when(SUBMIT, asking(cast.coordinator))
      .thenPartly({ type: 'ReportSubmitted', data: { complete: true } });
  });
});
