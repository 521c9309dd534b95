import { describe, expect, it } from 'vitest';

import { coversUnit } from '../../../../src/domain/access.ts';
import { person } from '../../../../src/domain/person/index.ts';
import type { PersonCommand, PersonEvent } from '../../../../src/domain/person/index.ts';
import { digestOf } from '../../../../src/kernel/digest.ts';
import { held, NOW } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(person);

const AUDITOR = 'auditor of 63';
const REASON = 'Reports of a forged decree in this very hour.';
const TOMORROW = new Date(Date.parse(NOW) + 86_400_000).toISOString();

const registered: PersonEvent = {
  type: 'PersonRegistered',
  data: { person: 'p-7', label: 'auditor of 63', personal: null },
};

const breakGlass = (unit = '64.71', subject = 'p-7'): PersonCommand => ({
  type: 'BreakGlass',
  subject,
  unit,
  reason: REASON,
});

function broken(changes: Partial<Extract<PersonEvent, { type: 'GlassBroken' }>['data']> = {}): PersonEvent {
  const opened = { jurisdiction: '64.71', organization: null, validFrom: NOW, validUntil: TOMORROW };
  return { type: 'GlassBroken', data: { person: 'p-7', reason: REASON, ...opened, ...changes } };
}

/** Who holds a right by entry 5. */
function asking(changes: Partial<Parameters<typeof held>[1]> = {}) {
  const { grants } = held('p-7', { role: 'AUDITOR', jurisdiction: '63', position: 5, ...changes });
  return { person: 'p-7', grants, now: NOW, place: { organizations: { 'BALAI-2': {} } }, commitmentOf: digestOf };
}

describe(`BreakGlass, by an ${AUDITOR}`, () => {
  it('opens one more unit for a day, under the right they hold', () => {
    const { outcome, then } = given(registered).when(breakGlass(), asking());

    then(broken());
    expect(outcome).toMatchObject({ value: { under: { role: 'AUDITOR', grant: 5 } } });
  });

  it('opens an organization alone, and no place below a place', () => {
    given(registered)
      .when(breakGlass('64/BALAI-2'), asking())
      .then(broken({ jurisdiction: '64', organization: 'BALAI-2' }));
    const [organization, province] = [
      { jurisdiction: '64', organization: 'BALAI-2' },
      { jurisdiction: '64', organization: null },
    ].map((opened) => given(registered, { ...broken(opened), under: 5 }).state.grants[0]!);

    const reached = ['64', '64.71', '64/BALAI-2', '64/BALAI-3'];
    expect(reached.filter((unit) => coversUnit(organization!, unit))).toEqual(['64/BALAI-2']);
    expect(reached.filter((unit) => coversUnit(province!, unit))).toEqual(['64', '64/BALAI-2', '64/BALAI-3']);
  });

  it('never lasts longer than the right it is broken under', () => {
    const validUntil = new Date(Date.parse(NOW) + 3_600_000).toISOString();

    given(registered).when(breakGlass(), asking({ validUntil })).then(broken({ validUntil }));
  });

  it.each([
    ['who holds another role', { role: 'ASSESSOR' }],
    ['whose right has ended', { revokedAt: NOW }],
    ['whose right is only lent', { delegatedBy: 'p-1', delegatedGrant: 3 }],
    ['who holds nothing but a broken glass', { brokenUnder: 3 }],
  ] as const)('is not for somebody %s', (_who, changes) => {
    given(registered).when(breakGlass(), asking(changes)).refused({ code: 'NOT_ALLOWED' });
  });

  it('is for nobody else, for a unit that there is, and that is not open to them', () => {
    given(registered).when(breakGlass('64.71', 'p-8'), asking()).refused({ code: 'NOT_ALLOWED' });
    given(registered).when(breakGlass('63/BALAI-2'), asking()).refused({ code: 'GRANT_EXISTS' });
    given(registered)
      .when(breakGlass('64/BALAI-9'), asking())
      .refused({ code: 'ORGANIZATION_UNKNOWN', path: ['unit'] });
    given(registered)
      .when(breakGlass(), { ...asking(), place: null })
      .refused({ code: 'JURISDICTION_UNKNOWN', path: ['unit'] });
  });

  it('is not renewed while it is open, not lent, and ends with the right it was broken under', () => {
    const open = given(registered, { ...broken(), under: 5 });
    const [glass] = open.state.grants;
    const own = asking();
    const both = { ...own, grants: [...own.grants, glass!] };

    open.when(breakGlass(), both).refused({ code: 'GRANT_EXISTS' });
    const lending = { subject: 'p-7', grant: 2, validFrom: null, validUntil: TOMORROW, reason: 'Away.' };
    given({ ...registered, data: { person: 'p-7', label: 'deputy', personal: null } })
      .when({ type: 'DelegateRole', ...lending }, { ...both, person: 'p-1' })
      .refused({ code: 'NOT_DELEGABLE', path: ['grant'] });
    const revoked = { person: 'p-7', grant: 5, role: 'AUDITOR', reason: 'It is over.' } as const;
    const { grants } = given(registered, { ...broken(), under: 5 }, { type: 'RoleRevoked', data: revoked }).state;
    expect(grants[0]!.revokedAt).not.toBeNull();
  });
});
