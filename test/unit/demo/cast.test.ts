import { describe, expect, it } from 'vitest';

import { AGENCIES, REFORM_AGENCIES } from '../../../src/demo/organizations.ts';
import { demoIdentities } from '../../../src/demo/people.ts';
import { PLACES, PROVINCES } from '../../../src/demo/places.ts';
import { loadReference } from '../../../src/usecase/reference.ts';

const { jurisdictions, mandates } = loadReference();
const identities = demoIdentities();
const known = identities.map(({ identity }) => identity);

describe('The places of the stories', () => {
  it('are all of East and North Kalimantan, under the names of the reference data', () => {
    const places = jurisdictions
      .filter(({ kemendagri }) => kemendagri.startsWith('64') || kemendagri.startsWith('65'))
      .map(({ kemendagri: code, name }) => ({ code, name }));

    expect([...PROVINCES, ...PLACES]).toEqual(expect.arrayContaining(places));
    expect(PROVINCES.length + PLACES.length).toBe(places.length);
  });
});

describe('The agencies of the stories', () => {
  it('have mandates that the reference data know', () => {
    const codes = mandates.map(({ code }) => code);

    expect(codes).toEqual(expect.arrayContaining([...AGENCIES, ...REFORM_AGENCIES].map(({ mandate }) => mandate)));
  });
});

describe('The identities of the demo', () => {
  it.each([
    'administrator',
    'auditor',
    'assessor-1',
    'assessor-2',
    'assessor-3',
    '64.provincial-reviewer',
    '65.regional-reviewer',
    '64.71.coordinator',
    '64.71.reporter.dinas-kesehatan',
    '64.71.reporter.badan-kepegawaian',
    '64.74.reporter.sekretariat-dprd',
  ])('include %s', (identity) => {
    expect(known).toContain(identity);
  });

  it('are each of one person', () => {
    expect(new Set(known).size).toBe(known.length);
  });

  it('are labelled with what they do, in words', () => {
    const coordinator = identities.find(({ identity }) => identity === '64.71.coordinator');

    expect(coordinator?.label).toBe('Coordinator, Legal Division, Kota Balikpapan');
  });
});
