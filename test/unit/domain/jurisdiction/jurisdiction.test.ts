import { describe, expect, it } from 'vitest';

import { jurisdiction } from '../../../../src/domain/jurisdiction/index.ts';
import type { JurisdictionCommand, JurisdictionEvent } from '../../../../src/domain/jurisdiction/index.ts';
import { cast, held, NOW } from '../../../support/report-samples.ts';
import type { Person } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(jurisdiction);

const PLACE = {
  jurisdiction: '64.71',
  bpsCode: '6471',
  kind: 'CITY',
  name: 'Kota Balikpapan',
  timeZone: 'Asia/Makassar',
  source: 'Kepmendagri 100.1.1-6117/2022',
} as const;
const OFFICE = { organization: 'bappeda', kind: 'AGENCY', name: 'Bappeda', covers: [] } as const;

const register = { type: 'RegisterJurisdiction', ...PLACE } as const;
const addOffice: JurisdictionCommand = { type: 'RegisterOrganization', jurisdiction: '64.71', ...OFFICE };
const registered: JurisdictionEvent = { type: 'JurisdictionRegistered', data: PLACE };
const office: JurisdictionEvent = { type: 'OrganizationRegistered', data: { ...OFFICE, covers: [] } };

function asking({ person, grants }: Person) {
  return { person, grants, now: NOW };
}

function assign(...mandates: readonly string[]) {
  const of = { jurisdiction: '64.71', organization: 'bappeda' };
  return { type: 'AssignMandate', ...of, mandates, legalBasis: 'Perwali 1/2024' } as const;
}

function assigned(...mandates: string[]): JurisdictionEvent {
  const data = { organization: 'bappeda', name: 'Bappeda', mandates, legalBasis: 'Perwali 1/2024' };
  return { type: 'MandateAssigned', data };
}

const ADMINISTRATOR = asking(cast.administrator);

describe('RegisterJurisdiction', () => {
  it('makes a place known with the codes of both systems', () => {
    given().when(register, ADMINISTRATOR).then(registered);
    expect(given(registered).state).toMatchObject({ phase: 'registered', kind: 'CITY', timeZone: 'Asia/Makassar' });
  });

  it('is refused a second time', () => {
    given(registered).when(register, ADMINISTRATOR).refused({ code: 'JURISDICTION_REGISTERED' });
  });

  it('is done by administrators of that place or above, and by SYSTEM', () => {
    const province = held('administrator', { role: 'ADMINISTRATOR', jurisdiction: '64' });
    const neighbour = held('administrator', { role: 'ADMINISTRATOR', jurisdiction: '63' });

    given().when(register, asking(province)).then(registered);
    given()
      .when(register, asking({ person: 'system', grants: [] }))
      .then(registered);
    given().when(register, asking(neighbour)).refused({ code: 'NOT_ALLOWED' });
    given().when(register, asking(cast.coordinator)).refused({ code: 'NOT_ALLOWED' });
  });
});

describe('RegisterOrganization', () => {
  it('makes an organization of the place known', () => {
    given(registered).when(addOffice, ADMINISTRATOR).then(office);
    expect(given(registered, office).state).toMatchObject({
      organizations: { bappeda: { name: 'Bappeda', mandates: [] } },
    });
  });

  it('is refused a second time', () => {
    given(registered, office).when(addOffice, ADMINISTRATOR).refused({ code: 'ORGANIZATION_REGISTERED' });
  });

  it('is refused in a place that is not known', () => {
    given().when(addOffice, ADMINISTRATOR).refused({ code: 'JURISDICTION_UNKNOWN' });
  });
});

describe('AssignMandate', () => {
  it('makes the organization competent, by the name it has now', () => {
    given(registered, office)
      .when(assign('PLANNING', 'HEALTH', 'HEALTH'), ADMINISTRATOR)
      .then(assigned('HEALTH', 'PLANNING'));
  });

  it('adds to the mandates that are held', () => {
    expect(given(registered, office, assigned('PLANNING'), assigned('HEALTH')).state).toMatchObject({
      organizations: { bappeda: { mandates: ['HEALTH', 'PLANNING'] } },
    });
  });

  it('stays quiet where every mandate is held already', () => {
    given(registered, office, assigned('HEALTH', 'PLANNING'))
      .when(assign('PLANNING'), ADMINISTRATOR)
      .refused({ code: 'NOTHING_CHANGED' });
  });

  it('is refused for an organization that is not registered, whatever its code', () => {
    given(registered).when(assign('HEALTH'), ADMINISTRATOR).refused({ code: 'ORGANIZATION_UNKNOWN' });
    given(registered)
      .when({ ...assign('HEALTH'), organization: 'constructor' }, ADMINISTRATOR)
      .refused({ code: 'ORGANIZATION_UNKNOWN' });
  });

  it('is refused in a place that is not known', () => {
    given().when(assign('HEALTH'), ADMINISTRATOR).refused({ code: 'JURISDICTION_UNKNOWN' });
  });
});
