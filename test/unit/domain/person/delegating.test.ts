import { describe, expect, it } from 'vitest';

import { person, personSentences } from '../../../../src/domain/person/index.ts';
import type { PersonCommand, PersonEvent } from '../../../../src/domain/person/index.ts';
import { digestOf } from '../../../../src/kernel/digest.ts';
import { cast, held, NOW } from '../../../support/report-samples.ts';
import type { Person } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(person);

const UNTIL = '2025-12-15T00:00:00.000Z';
const LENDER = 'p-1';

const registered: PersonEvent = { type: 'PersonRegistered', data: { person: 'p-7', label: 'deputy', personal: null } };

type Delegated = Extract<PersonEvent, { type: 'RoleDelegated' }>['data'];
type Granted = Extract<PersonEvent, { type: 'RoleGranted' }>['data'];

function asking({ person: who, grants }: Person, now = NOW) {
  return { person: who, grants, now, place: { organizations: { bappeda: {} } }, commitmentOf: digestOf };
}

/** The lender holds their right by entry 5. */
function lender(changes: Parameters<typeof held>[1] = { role: 'ASSESSOR' }) {
  return asking(held(LENDER, { position: 5, ...changes }));
}

function delegate(changes: Partial<Extract<PersonCommand, { type: 'DelegateRole' }>> = {}): PersonCommand {
  const lent = { grant: 5, validFrom: null, validUntil: UNTIL, reason: 'On leave.' };
  return { type: 'DelegateRole', subject: 'p-7', ...lent, ...changes };
}

function delegated(changes: Partial<Delegated> = {}): PersonEvent {
  const scope = { role: 'ASSESSOR', jurisdiction: null, organization: null } as const;
  const lent = { person: 'p-7', delegatedBy: LENDER, grant: 5, ...scope, validFrom: NOW, validUntil: UNTIL };
  return { type: 'RoleDelegated', data: { ...lent, reason: 'On leave.', ...changes } };
}

function granted(changes: Partial<Granted> = {}): PersonEvent {
  const scope = { person: 'p-7', role: 'ASSESSOR', jurisdiction: null, organization: null } as const;
  return {
    type: 'RoleGranted',
    data: { ...scope, validFrom: '2025-01-01T00:00:00.000Z', validUntil: null, ...changes },
  };
}

describe('DelegateRole', () => {
  it('lends a right as it is held, for a limited time, under that very right', () => {
    const { outcome, then } = given(registered).when(delegate(), lender());

    then(delegated());
    expect(outcome).toMatchObject({ value: { under: { role: 'ASSESSOR', organization: null, grant: 5 } } });
  });

  it('gives a right that says whose it is, and which', () => {
    expect(given(registered, delegated()).state.grants).toEqual([
      {
        position: 2,
        role: 'ASSESSOR',
        jurisdiction: null,
        organization: null,
        validFrom: NOW,
        validUntil: UNTIL,
        revokedAt: null,
        delegatedBy: LENDER,
        delegatedGrant: 5,
        brokenUnder: null,
      },
    ]);
  });

  it('lends no more than is held: the same place and organization', () => {
    const scope = { role: 'REPORTER', jurisdiction: '64.71', organization: 'bappeda' } as const;

    given(registered).when(delegate(), lender(scope)).then(delegated(scope));
  });

  it('may begin later', () => {
    const validFrom = '2025-12-01T00:00:00.000Z';

    given(registered).when(delegate({ validFrom }), lender()).then(delegated({ validFrom }));
  });

  it('is refused for a right that is not held, or no longer', () => {
    given(registered)
      .when(delegate({ grant: 6 }), lender())
      .refused({ code: 'NOT_ALLOWED' });
    given(registered)
      .when(delegate(), lender({ role: 'ASSESSOR', revokedAt: NOW }))
      .refused({ code: 'NOT_ALLOWED' });
    given(registered)
      .when(delegate(), lender({ role: 'ASSESSOR', validUntil: NOW }))
      .refused({ code: 'NOT_ALLOWED' });
  });

  it('is refused to oneself, to the system, and to who is not registered', () => {
    given(registered)
      .when(delegate({ subject: LENDER }), lender())
      .refused({ code: 'SELF_GRANT' });
    given(registered)
      .when(delegate({ subject: 'system' }), lender())
      .refused({ code: 'PERSON_RESERVED' });
    given().when(delegate(), lender()).refused({ code: 'PERSON_UNKNOWN' });
  });

  it('is refused for the role that gives roles, and for what is itself lent', () => {
    given(registered)
      .when(delegate(), lender({ role: 'ADMINISTRATOR' }))
      .refused({ code: 'NOT_DELEGABLE', path: ['grant'] });
    given(registered)
      .when(delegate(), lender({ role: 'ASSESSOR', delegatedBy: 'p-2', delegatedGrant: 3 }))
      .refused({ code: 'NOT_DELEGABLE', path: ['grant'] });
  });

  it('lasts ninety days at most', () => {
    given(registered)
      .when(delegate({ validUntil: '2026-02-13T00:00:00.000Z' }), lender())
      .thenPartly({ type: 'RoleDelegated' });
    given(registered)
      .when(delegate({ validUntil: '2026-02-13T00:00:00.001Z' }), lender())
      .refused({ code: 'DELEGATION_TOO_LONG', path: ['validUntil'] });
  });

  it('lasts no longer than the right itself', () => {
    given(registered)
      .when(delegate(), lender({ role: 'ASSESSOR', validUntil: UNTIL }))
      .then(delegated());
    given(registered)
      .when(delegate(), lender({ role: 'ASSESSOR', validUntil: '2025-12-14T00:00:00.000Z' }))
      .refused({ code: 'DELEGATION_TOO_LONG' });
  });

  it('is refused where it ends before or when it begins', () => {
    given(registered)
      .when(delegate({ validUntil: NOW }), lender())
      .refused({ code: 'VALIDITY_REVERSED', path: ['validUntil'] });
  });

  it('is refused where the same right is in force, however it was given', () => {
    given(registered, granted()).when(delegate(), lender()).refused({ code: 'GRANT_EXISTS' });
    given(registered, delegated()).when(delegate(), lender()).refused({ code: 'GRANT_EXISTS' });
  });

  // A coordinator could rid their place of an assessor: who reported for it once never decides on it.
  it.each(['PROVINCIAL_REVIEWER', 'REGIONAL_REVIEWER', 'ASSESSOR'] as const)(
    'of a role that reports is refused to a %s, as long as they are',
    (role) => {
      const coordinator = { role: 'COORDINATOR', jurisdiction: '64.71' } as const;

      given(registered, granted({ role }))
        .when(delegate(), lender(coordinator))
        .refused({ code: 'DELEGATE_DECIDES', path: ['subject'] });
      given(registered, granted({ role, validUntil: NOW }))
        .when(delegate(), lender(coordinator))
        .then(delegated(coordinator));
    },
  );

  it('of a role that decides is possible to who reports: they do not decide on their own place', () => {
    given(registered, granted({ role: 'COORDINATOR', jurisdiction: '64.71' }))
      .when(delegate(), lender())
      .then(delegated());
  });

  it('is told in both languages', () => {
    const data = { person: 'p-7', role: 'ASSESSOR', delegatedBy: 'p-1', grant: 5 } as const;
    const scope = { jurisdiction: null, organization: null, validFrom: NOW, validUntil: UNTIL, reason: 'Cuti' };

    expect(personSentences.RoleDelegated({ ...data, ...scope })).toEqual({
      id: `Peran ASSESSOR didelegasikan oleh p-1 kepada p-7 sampai ${UNTIL}: Cuti`,
      en: `The role ASSESSOR was delegated by p-1 to p-7 until ${UNTIL}: Cuti`,
    });
  });
});

describe('a right that was lent', () => {
  const revoke = { type: 'RevokeRole', subject: 'p-7', grant: 2, reason: 'Back again.' } as const;
  const taken = { person: 'p-7', grant: 2, role: 'ASSESSOR', reason: 'Back again.' } as const;

  it('is taken back by whoever lent it', () => {
    given(registered, delegated()).when(revoke, lender()).then({ type: 'DelegationWithdrawn', data: taken });
    expect(
      given(registered, delegated(), { type: 'DelegationWithdrawn', data: taken, at: NOW }).state.grants,
    ).toMatchObject([{ revokedAt: NOW }]);
  });

  it('is taken back once', () => {
    given(registered, delegated(), { type: 'DelegationWithdrawn', data: taken })
      .when(revoke, lender())
      .refused({ code: 'GRANT_UNKNOWN' });
  });

  it('is revoked by an administrator like any other', () => {
    given(registered, delegated()).when(revoke, asking(cast.administrator)).then({ type: 'RoleRevoked', data: taken });
  });

  it('is taken back by nobody else, and no other right by the lender', () => {
    given(registered, delegated()).when(revoke, asking(cast.assessor2)).refused({ code: 'NOT_ALLOWED' });
    given(registered, granted()).when(revoke, lender()).refused({ code: 'NOT_ALLOWED' });
    given(registered, delegated())
      .when(revoke, lender({ role: 'ASSESSOR', revokedAt: NOW }))
      .refused({ code: 'NOT_ALLOWED' });
  });

  it("does not stand in the way of the same right of one's own", () => {
    const grant = { type: 'GrantRole', subject: 'p-7', role: 'ASSESSOR', validFrom: null, validUntil: null } as const;

    given(registered, delegated())
      .when({ ...grant, jurisdiction: null, organization: null }, asking(cast.administrator))
      .then(granted({ validFrom: NOW }));
  });

  it('is told in both languages when it is taken back', () => {
    expect(personSentences.DelegationWithdrawn({ ...taken, reason: 'Kembali' })).toEqual({
      id: 'Pendelegasian peran ASSESSOR kepada p-7 ditarik: Kembali',
      en: 'The delegation of the role ASSESSOR to p-7 was withdrawn: Kembali',
    });
  });
});
