import { describe, expect, it } from 'vitest';

import type { Grant } from '../../../../src/domain/access.ts';
import { SYSTEM_PERSON } from '../../../../src/domain/access.ts';
import { disclosure } from '../../../../src/domain/disclosure/index.ts';
import type { Disclosure } from '../../../../src/domain/disclosure/index.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(disclosure);

const NOW = '2025-11-02T00:00:00.000Z';
const BUNDLE: Disclosure = { type: 'BUNDLE', unit: '64.71', cycle: 'KKPHAM-2022' };
const SHEET: Disclosure = { type: 'SHEET', name: 'answers', format: 'csv', query: { unit: '64.71' }, position: 40 };
const ENTRIES: Disclosure = { type: 'ENTRIES', tile: 'x001/234.p/17' };
const DOCUMENT: Disclosure = {
  type: 'DOCUMENT',
  digest: `sha256:${'0'.repeat(64)}`,
  unit: '64.71',
  cycle: 'AKSI_HAM-2025-B12',
};

function grant(position: number, more: Partial<Grant> = {}): Grant {
  return {
    position,
    role: 'REGIONAL_REVIEWER',
    jurisdiction: '64',
    organization: null,
    validFrom: '2025-01-01T00:00:00.000Z',
    validUntil: null,
    revokedAt: null,
    delegatedBy: null,
    delegatedGrant: null,
    brokenUnder: null,
    ...more,
  };
}

const auditor = (position: number, jurisdiction: string | null): Grant =>
  grant(position, { role: 'AUDITOR', jurisdiction });

const lent = grant(9, { delegatedBy: 'lender', delegatedGrant: 8 });

function under(taken: Disclosure, grants: readonly Grant[]): number | null {
  const facts = { person: 'taker', now: NOW, grants };
  const { outcome } = given().when({ type: 'Disclose', subject: 'taker', disclosure: taken }, facts);
  return outcome.ok ? outcome.value.under.grant : null;
}

describe('Disclose', () => {
  it.each([
    ['DocumentDisclosed', DOCUMENT, { digest: `sha256:${'0'.repeat(64)}`, unit: '64.71', cycle: 'AKSI_HAM-2025-B12' }],
    ['SheetDisclosed', SHEET, { name: 'answers', format: 'csv', query: { unit: '64.71' }, position: 40 }],
    ['BundleDisclosed', BUNDLE, { unit: '64.71', cycle: 'KKPHAM-2022' }],
    ['EntriesDisclosed', ENTRIES, { tile: 'x001/234.p/17' }],
  ] as const)('is told as %s, with who took it', (type, taken, data) => {
    const facts = { person: 'taker', now: NOW, grants: [auditor(5, null)] };
    const { outcome } = given().when({ type: 'Disclose', subject: 'taker', disclosure: taken }, facts);

    expect(outcome).toMatchObject({ ok: true, value: { events: [{ type, data: { person: 'taker', ...data } }] } });
  });

  it.each([
    ['the right that reaches the document', DOCUMENT, [grant(3, { jurisdiction: '63' }), grant(4)], 4],
    ['an own right rather than a lent one', SHEET, [lent, grant(10)], 10],
    ['a lent right where there is no other', SHEET, [lent], 9],
    ['that of an auditor, for a bundle', BUNDLE, [grant(3), auditor(4, '63'), auditor(5, '64')], 5],
    ['that over the nation, for entries', ENTRIES, [auditor(4, '64'), auditor(5, null)], 5],
    ['any right in force, where the one it was handed out for has just ended', ENTRIES, [grant(3)], 3],
  ])('names %s', (_what, taken, grants, expected) => {
    expect(under(taken, grants)).toBe(expected);
  });

  it('names no right that has ended', () => {
    expect(under(SHEET, [grant(3, { revokedAt: NOW })])).toBeNull();
  });

  it('is said by the system of whoever holds no right, and of nobody by anybody else', () => {
    const command = { type: 'Disclose', subject: 'taker', disclosure: SHEET } as const;

    given().when(command, { person: 'taker', now: NOW, grants: [] }).refused({ code: 'NOT_ALLOWED' });
    given()
      .when(command, { person: 'somebody-else', now: NOW, grants: [grant(3)] })
      .refused({ code: 'NOT_ALLOWED' });
    const { outcome } = given().when(command, { person: SYSTEM_PERSON, now: NOW, grants: [] });
    expect(outcome).toMatchObject({ ok: true, value: { under: { role: 'SYSTEM', grant: null } } });
  });
});
