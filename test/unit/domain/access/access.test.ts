import { describe, expect, it } from 'vitest';

import {
  authorize,
  coversUnit,
  delegationsIn,
  endedWithLender,
  isLive,
  isWithin,
  SYSTEM_AUTHORITY,
} from '../../../../src/domain/access.ts';
import type { Grant, Role } from '../../../../src/domain/access.ts';
import { held } from '../../../support/report-samples.ts';

const NOW = '2025-06-01T00:00:00.000Z';

function grant(role: Grant['role'], changes: Partial<Grant> = {}): Grant {
  return held('somebody', { role, ...changes }).grants[0]!;
}

function authority(grants: readonly Grant[], need: Parameters<typeof authorize>[0]) {
  return authorize(need, { person: 'somebody', now: NOW, grants });
}

describe('a unit is within a jurisdiction', () => {
  it.each([
    ['64', '64'],
    ['64.71', '64'],
    ['64/BALAI-2', '64'],
    ['64.71/rsud', '64.71'],
    ['64.71/rsud', '64'],
  ])('%s in %s', (unit, jurisdiction) => {
    expect(isWithin(unit, jurisdiction)).toBe(true);
  });

  it.each([
    ['64', '64.71'],
    ['64.7', '64.71'],
    ['64.72', '64.71'],
    ['641', '64'],
    ['63.71', '64'],
    ['64.711', '64.71'],
  ])('not %s in %s', (unit, jurisdiction) => {
    expect(isWithin(unit, jurisdiction)).toBe(false);
  });
});

describe('a grant is live', () => {
  it('from its first moment up to, not including, its last', () => {
    const bounded = grant('ASSESSOR', { validFrom: NOW, validUntil: '2025-06-02T00:00:00.000Z' });

    expect(isLive(bounded, '2025-05-31T23:59:59.999Z')).toBe(false);
    expect(isLive(bounded, NOW)).toBe(true);
    expect(isLive(bounded, '2025-06-01T23:59:59.999Z')).toBe(true);
    expect(isLive(bounded, '2025-06-02T00:00:00.000Z')).toBe(false);
  });

  it('until it is revoked', () => {
    const revoked = grant('ASSESSOR', { revokedAt: NOW });

    expect(isLive(revoked, '2025-05-31T23:59:59.999Z')).toBe(true);
    expect(isLive(revoked, NOW)).toBe(false);
  });
});

describe('a grant covers a unit', () => {
  const reaching: readonly Grant['role'][] = ['PROVINCIAL_REVIEWER', 'REGIONAL_REVIEWER', 'ASSESSOR', 'AUDITOR'];

  it.each(reaching)('with all below it for a %s', (role) => {
    expect(coversUnit({ role, jurisdiction: '64' }, '64.71')).toBe(true);
    expect(coversUnit({ role, jurisdiction: '64' }, '64/BALAI-2')).toBe(true);
    expect(coversUnit({ role, jurisdiction: null }, '64.71')).toBe(true);
    expect(coversUnit({ role, jurisdiction: '63' }, '64.71')).toBe(false);
  });

  it.each(['COORDINATOR', 'REPORTER'] as const)('of that place only for a %s', (role) => {
    expect(coversUnit({ role, jurisdiction: '64.71' }, '64.71')).toBe(true);
    expect(coversUnit({ role, jurisdiction: '63' }, '63/BALAI-2')).toBe(true);
    expect(coversUnit({ role, jurisdiction: '64' }, '64.71')).toBe(false);
  });
});

describe('the authority of a command', () => {
  it('is the first live grant that satisfies the need, by its position', () => {
    const grants = [
      grant('ASSESSOR', { position: 3, revokedAt: NOW }),
      grant('AUDITOR', { position: 4 }),
      grant('ASSESSOR', { position: 5, jurisdiction: '63' }),
      grant('ASSESSOR', { position: 6, jurisdiction: '64' }),
      grant('ASSESSOR', { position: 7 }),
    ];

    expect(authority(grants, { roles: ['ASSESSOR'], unit: '64.71' })).toEqual({
      role: 'ASSESSOR',
      organization: null,
      grant: 6,
    });
  });

  it('over the nation needs a grant over the nation', () => {
    const need = { roles: ['ADMINISTRATOR'] as Role[], unit: null };

    expect(authority([grant('ADMINISTRATOR', { jurisdiction: '64' })], need)).toBeNull();
    expect(authority([grant('ADMINISTRATOR')], need)).not.toBeNull();
  });

  it('for an organization needs a grant for that organization', () => {
    const reporter = grant('REPORTER', { jurisdiction: '64.71', organization: 'bappeda' });
    const need = { roles: ['REPORTER'] as Role[], unit: '64.71' };

    expect(authority([reporter], { ...need, organization: 'bappeda' })).toMatchObject({ organization: 'bappeda' });
    expect(authority([reporter], { ...need, organization: 'dinas-kesehatan' })).toBeNull();
    expect(authority([reporter], need)).not.toBeNull();
  });

  it('of a coordinator of an organization is for that unit, not for its place', () => {
    const coordinator = grant('COORDINATOR', { jurisdiction: '63', organization: 'BALAI-2' });
    const roles: Role[] = ['COORDINATOR'];

    expect(authority([coordinator], { roles, unit: '63/BALAI-2' })).not.toBeNull();
    expect(authority([coordinator], { roles, unit: '63/BALAI-1' })).toBeNull();
    expect(authority([coordinator], { roles, unit: '63' })).toBeNull();
  });

  it("of SYSTEM is nobody else's, and SYSTEM has no other", () => {
    const asking = { person: 'system', now: NOW, grants: [grant('ASSESSOR')] };

    expect(authorize({ roles: ['ADMINISTRATOR', 'SYSTEM'], unit: null }, asking)).toEqual(SYSTEM_AUTHORITY);
    expect(authorize({ roles: ['ASSESSOR'], unit: null }, asking)).toBeNull();
  });
});

describe('a right that was lent', () => {
  const before = '2025-05-01T00:00:00.000Z';
  const lent = grant('ASSESSOR', { position: 9, delegatedBy: 'lender', delegatedGrant: 4 });
  const own = grant('ASSESSOR', { position: 12, jurisdiction: '64' });
  const need = { roles: ['ASSESSOR'] as Role[], unit: '64.71' };

  it('names the right it was lent from', () => {
    expect(delegationsIn([own, lent])).toEqual([{ person: 'lender', grant: 4 }]);
    expect(delegationsIn([own])).toEqual([]);
  });

  it('ends with the right it was lent from, and with no other', () => {
    const ended = grant('ASSESSOR', { position: 4, revokedAt: before });
    const other = grant('ASSESSOR', { position: 5, revokedAt: before });

    expect(endedWithLender([lent, own], [ended, other])).toEqual([{ ...lent, revokedAt: before }, own]);
    expect(endedWithLender([lent], [other])).toEqual([lent]);
    expect(endedWithLender([lent], [{ ...ended, revokedAt: null }])).toEqual([lent]);
  });

  it('ends at the first of both moments where it was taken back, too', () => {
    const ended = grant('ASSESSOR', { position: 4, revokedAt: before });

    expect(endedWithLender([{ ...lent, revokedAt: NOW }], [ended])).toEqual([{ ...lent, revokedAt: before }]);
    expect(endedWithLender([{ ...lent, revokedAt: before }], [{ ...ended, revokedAt: NOW }])).toEqual([
      { ...lent, revokedAt: before },
    ]);
  });

  it('is used only where no right of their own will do', () => {
    expect(authority([lent, own], need)).toMatchObject({ grant: 12 });
    expect(authority([lent, own], { ...need, unit: '63.71' })).toMatchObject({ grant: 9 });
    expect(authority([lent, { ...own, revokedAt: NOW }], need)).toMatchObject({ grant: 9 });
  });
});
