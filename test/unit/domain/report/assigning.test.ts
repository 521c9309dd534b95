import { describe, it } from 'vitest';

import { report } from '../../../../src/domain/report/index.ts';
import {
  ANSWERED,
  ASSIGNED,
  assigned,
  IN_PROVINCE,
  IN_ROUND,
  opened,
  ROUND_DUE,
} from '../../../support/report-histories.ts';
import { asking, cast, HEALTH, OF, PLANNING } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(report);

function assign(organization: string, ...indicators: readonly string[]) {
  return { type: 'AssignIndicators', ...OF, organization, indicators } as const;
}

describe('AssignIndicators', () => {
  it('makes the organization responsible, by the name it has now', () => {
    given(opened())
      .when(assign(HEALTH, 'C1', 'N1'), asking(cast.coordinator))
      .then(assigned(HEALTH, 'Dinas Kesehatan', ['C1', 'N1']));
  });

  it('lists only what changes hands, and each once', () => {
    given(...ASSIGNED)
      .when(assign(HEALTH, 'C1', 'P1', 'P1'), asking(cast.coordinator))
      .then(assigned(HEALTH, 'Dinas Kesehatan', ['P1']));
  });

  it('stays quiet where the organization is responsible already', () => {
    given(...ASSIGNED)
      .when(assign(HEALTH, 'C1', 'N1'), asking(cast.coordinator))
      .refused({ code: 'NOTHING_CHANGED' });
  });

  it('is refused for an indicator outside the mandate, naming every one of them', () => {
    given(opened())
      .when(assign(PLANNING, 'C1', 'N1'), asking(cast.coordinator))
      .refused({
        code: 'AGENCY_OFF_MANDATE',
        details: [{ code: 'AGENCY_OFF_MANDATE', indicator: 'N1', path: ['indicators'] }],
      });
  });

  it('is refused for an indicator that is not asked', () => {
    given(opened())
      .when(assign(HEALTH, 'C9', 'C1'), asking(cast.coordinator))
      .refused({ code: 'INDICATOR_UNKNOWN', details: [{ indicator: 'C9' }] });
  });

  it('is refused for an organization that is not registered, whatever its code', () => {
    given(opened())
      .when(assign('dinas-lain', 'C1'), asking(cast.coordinator))
      .refused({ code: 'ORGANIZATION_UNKNOWN' });
    given(opened())
      .when(assign('constructor', 'C1'), asking(cast.coordinator))
      .refused({ code: 'ORGANIZATION_UNKNOWN' });
  });

  it('is refused once the report was handed in', () => {
    given(...IN_PROVINCE)
      .when(assign(PLANNING, 'C1'), asking(cast.coordinator))
      .refused({ code: 'WRONG_STAGE' });
  });

  it('may pass a returned indicator on in its correction round, and no other', () => {
    given(...IN_ROUND)
      .when(assign(PLANNING, 'C1'), asking(cast.coordinator))
      .then(assigned(PLANNING, 'Bappeda', ['C1']));
    given(...IN_ROUND)
      .when(assign(HEALTH, 'C1', 'P1'), asking(cast.coordinator))
      .refused({ code: 'NOT_RETURNED', details: [{ code: 'NOT_RETURNED', indicator: 'P1', path: ['indicators'] }] });
  });

  it('is refused when the correction round is over', () => {
    given(...IN_ROUND)
      .when(assign(PLANNING, 'C1'), asking(cast.coordinator, { now: ROUND_DUE }))
      .refused({ code: 'WRONG_STAGE' });
  });

  it('is refused to a reporter', () => {
    given(...ANSWERED)
      .when(assign(HEALTH, 'P1'), asking(cast.health))
      .refused({ code: 'NOT_ALLOWED' });
  });
});
