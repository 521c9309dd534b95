import { describe, expect, it } from 'vitest';

import { person } from '../../../../src/domain/person/index.ts';
import type { PersonCommand, PersonEvent } from '../../../../src/domain/person/index.ts';
import { digestOf } from '../../../../src/kernel/digest.ts';
import { cast, held, NOW } from '../../../support/report-samples.ts';
import type { Person } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(person);

type Grant = Extract<PersonCommand, { type: 'GrantRole' }>;

const ALWAYS = { validFrom: '2025-01-01T00:00:00.000Z', validUntil: null };
const register = { type: 'RegisterPerson', subject: 'p-7', label: 'assessor 2' } as const;
const registered: PersonEvent = {
  type: 'PersonRegistered',
  data: { person: 'p-7', label: 'assessor 2', personal: null },
};

function asking({ person: who, grants }: Person) {
  return { person: who, grants, now: NOW, place: { organizations: { bappeda: {} } }, commitmentOf: digestOf };
}

function grant(changes: Partial<Grant> = {}): Grant {
  const scope = { jurisdiction: null, organization: null };
  return { type: 'GrantRole', subject: 'p-7', role: 'ASSESSOR', ...scope, ...ALWAYS, ...changes };
}

function granted({ subject, role, jurisdiction, organization, validFrom, validUntil }: Grant): PersonEvent {
  const scope = { role, jurisdiction, organization, validFrom: validFrom ?? NOW, validUntil };
  return { type: 'RoleGranted', data: { person: subject, ...scope } };
}

const ADMINISTRATOR = asking(cast.administrator);

describe('RegisterPerson', () => {
  it('makes an opaque id known, with a function and never a name', () => {
    given().when(register, ADMINISTRATOR).then(registered);
  });

  it('is refused a second time', () => {
    given(registered).when(register, ADMINISTRATOR).refused({ code: 'PERSON_REGISTERED' });
  });

  it('is refused for the id of the system', () => {
    given()
      .when({ ...register, subject: 'system' }, ADMINISTRATOR)
      .refused({ code: 'PERSON_RESERVED' });
  });

  it('is done by national administrators and SYSTEM only', () => {
    given()
      .when(register, asking({ person: 'system', grants: [] }))
      .then(registered);
    given().when(register, asking(cast.assessor1)).refused({ code: 'NOT_ALLOWED' });
    given()
      .when(register, asking(held('administrator', { role: 'ADMINISTRATOR', jurisdiction: '64' })))
      .refused({ code: 'NOT_ALLOWED' });
  });
});

describe('GrantRole', () => {
  it('gives a right that is known by the position of its entry', () => {
    given(registered).when(grant(), ADMINISTRATOR).then(granted(grant()));
    expect(given(registered, granted(grant())).state).toEqual({
      registered: true,
      erased: false,
      tokens: [],
      grants: held('p-7', { role: 'ASSESSOR', position: 2 }).grants,
    });
  });

  it('is valid from now on where nothing else is said', () => {
    given(registered)
      .when(grant({ validFrom: null }), ADMINISTRATOR)
      .then(granted(grant({ validFrom: NOW })));
  });

  it('is refused to somebody who is not registered', () => {
    given().when(grant(), ADMINISTRATOR).refused({ code: 'PERSON_UNKNOWN' });
  });

  it('is refused where the same right is in force, and possible once it has ended', () => {
    const short = granted(grant({ validUntil: '2025-02-01T00:00:00.000Z' }));

    given(registered, granted(grant())).when(grant(), ADMINISTRATOR).refused({ code: 'GRANT_EXISTS' });
    given(registered, granted(grant()))
      .when(grant({ jurisdiction: '64' }), ADMINISTRATOR)
      .thenPartly({ type: 'RoleGranted' });
    given(registered, short)
      .when(grant({ validFrom: null }), ADMINISTRATOR)
      .thenPartly({ type: 'RoleGranted' });
  });

  it('binds a reporter to one organization of one place', () => {
    const reporter = grant({ role: 'REPORTER', jurisdiction: '64.71', organization: 'bappeda' });

    given(registered).when(reporter, ADMINISTRATOR).then(granted(reporter));
    given(registered)
      .when({ ...reporter, organization: null }, ADMINISTRATOR)
      .refused({ code: 'ORGANIZATION_NEEDED' });
    given(registered)
      .when({ ...reporter, jurisdiction: null }, ADMINISTRATOR)
      .refused({ code: 'ORGANIZATION_NEEDED' });
  });

  it('binds a coordinator to one place', () => {
    given(registered)
      .when(grant({ role: 'COORDINATOR' }), ADMINISTRATOR)
      .refused({ code: 'JURISDICTION_NEEDED' });
    given(registered)
      .when(grant({ role: 'COORDINATOR', jurisdiction: '64.71' }), ADMINISTRATOR)
      .thenPartly({ type: 'RoleGranted' });
  });

  it('is refused to oneself', () => {
    given(registered)
      .when(grant(), asking({ ...cast.administrator, person: 'p-7' }))
      .refused({ code: 'SELF_GRANT' });
  });

  it('is done by SYSTEM, which is nobody', () => {
    given(registered)
      .when(grant({ role: 'ADMINISTRATOR' }), asking({ person: 'system', grants: [] }))
      .then(granted(grant({ role: 'ADMINISTRATOR' })));
  });

  it('is refused for a place that is not registered', () => {
    given(registered)
      .when(grant({ jurisdiction: '64.99' }), { ...ADMINISTRATOR, place: null })
      .refused({ code: 'JURISDICTION_UNKNOWN', path: ['jurisdiction'] });
  });

  it.each(['dinas-kesehtan', 'constructor'])('is refused for an organization the place does not have: %s', (code) => {
    given(registered)
      .when(grant({ role: 'REPORTER', jurisdiction: '64.71', organization: code }), ADMINISTRATOR)
      .refused({ code: 'ORGANIZATION_UNKNOWN', path: ['organization'] });
  });

  it('is refused where validity ends before or when it begins', () => {
    given(registered)
      .when(grant({ validUntil: ALWAYS.validFrom }), ADMINISTRATOR)
      .refused({ code: 'VALIDITY_REVERSED' });
    given(registered)
      .when(grant({ validFrom: null, validUntil: NOW }), ADMINISTRATOR)
      .refused({ code: 'VALIDITY_REVERSED' });
  });
});

describe('RevokeRole', () => {
  const revoke = { type: 'RevokeRole', subject: 'p-7', grant: 2, reason: 'Moved on.' } as const;
  const revoked: PersonEvent = {
    type: 'RoleRevoked',
    data: { person: 'p-7', grant: 2, role: 'ASSESSOR', reason: 'Moved on.' },
  };

  it('is refused to an administrator of themselves, so that the last one stays', () => {
    const administers = granted(grant({ role: 'ADMINISTRATOR' }));
    const own = { type: 'RevokeRole', subject: 'p-7', grant: 2, reason: 'Enough.' } as const;

    given(registered, administers)
      .when(own, { ...ADMINISTRATOR, person: 'p-7' })
      .refused({ code: 'SELF_REVOKE' });
    given(registered, administers).when(own, ADMINISTRATOR).thenPartly({ type: 'RoleRevoked' });
  });

  it('ends the right at the moment it is recorded', () => {
    given(registered, granted(grant())).when(revoke, ADMINISTRATOR).then(revoked);
    expect(given(registered, granted(grant()), { ...revoked, at: NOW }).state.grants).toMatchObject([
      { revokedAt: NOW },
    ]);
  });

  it('leaves other rights of the person as they are', () => {
    const two = given(registered, granted(grant()), granted(grant({ jurisdiction: '64' })), revoked);

    expect(two.state.grants.map(({ revokedAt }) => revokedAt === null)).toEqual([false, true]);
  });

  it('is refused for a right that was never given or is revoked already', () => {
    given(registered).when(revoke, ADMINISTRATOR).refused({ code: 'GRANT_UNKNOWN' });
    given(registered, granted(grant()), revoked).when(revoke, ADMINISTRATOR).refused({ code: 'GRANT_UNKNOWN' });
  });

  it('is refused for somebody who is not registered', () => {
    given().when(revoke, ADMINISTRATOR).refused({ code: 'PERSON_UNKNOWN' });
  });
});
