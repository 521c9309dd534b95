import { connect } from '../../../src/database/connect.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import { plusDays, toInstant } from '../../../src/kernel/instant.ts';
import { tellReport } from '../../support/told-report.ts';
import { openToldWorld } from '../../support/told-world.ts';
import type { Tell, ToldWorld } from '../../support/told-world.ts';
import { bring } from '../../support/uploads.ts';
import { IDENTITIES, SHUT } from './identities.ts';
import type { Identity, Right } from './identities.ts';
import { BEFORE, NOW, tellEarlyReports, tellLateCycles, tellLateReports, UNIT } from './matrix-stages.ts';

/** When everything is prepared: a little before, so that a right can have ended since. */
const BETWEEN = toInstant(Date.now() - 30_000);
/** Within what a loan may last, and after everything here. */
export const LATER = plusDays(NOW, 20);
const MUCH_LATER = plusDays(NOW, 60);

/** Uploaded and attached nowhere. */
export const FURTHER = digestOf('another document of the reporter');
export const FOREIGN = digestOf('a document of another organization');

export type MatrixWorld = ToldWorld &
  Readonly<{
    /** Where the ledger ended when it was told. */
    position: number;
    /** Of entries about the unit, about a cycle, and about a person. */
    entries: Readonly<{ unit: number; cycle: number; person: number }>;
    /** A grant of `reporter-other`. */
    grant: number;
  }>;

export async function openMatrixWorld(applicationUrl: string): Promise<MatrixWorld> {
  const world = await openToldWorld(applicationUrl);
  const { tell } = world;
  await tellReport(tell);
  await tellEarlyReports(tell);
  await tellShut(tell);
  const cycle = await tellLateCycles(tell);
  await tellPlaces(tell);
  const rights = await tellRights(tell);
  const drafted = await tellLateReports(tell);
  await tellUploads(applicationUrl);
  const reason = { ground: 'made for a test', authority: 'made for a test' };
  await tell(NOW, 'administrator', { type: 'ErasePerson', subject: 'erased', ...reason });
  const position = await tell(NOW, 'administrator', { type: 'RegisterPerson', subject: 'last', label: 'the last' });
  const grant = rights.get('reporter-other');
  if (grant === undefined) throw new Error('nobody gave the other reporter a right');
  return { ...world, position, entries: { unit: drafted, cycle, person: position }, grant };
}

const WHY_BROKEN = 'Made for a test that asks everything.';

/** One document that the organization of the reporter brought, and one that another brought. */
async function tellUploads(applicationUrl: string): Promise<void> {
  const sql = connect(applicationUrl, { max: 1 });
  const file = { bytes: 1000, mediaType: 'application/pdf' };
  await bring(sql, [
    { ...file, digest: FURTHER, owner: `${UNIT}/dinas-uji` },
    { ...file, digest: FOREIGN, owner: `${UNIT}/dinas-lain` },
    { ...file, digest: FOREIGN, owner: '64.72/dinas-uji' },
  ]);
  await sql.end();
}

/** A glass that was broken more than a day ago. */
async function tellShut(tell: Tell): Promise<void> {
  const at = '2026-01-02T00:00:00.000Z';
  await tell(at, 'administrator', { type: 'RegisterPerson', subject: SHUT, label: 'an auditor of Samarinda' });
  await grant(tell, SHUT, { role: 'AUDITOR', place: '64.72' }, at);
  await tell(at, SHUT, { type: 'BreakGlass', subject: SHUT, unit: UNIT, reason: WHY_BROKEN });
}

async function tellPlaces(tell: Tell): Promise<void> {
  const province = { jurisdiction: '63', bpsCode: '63', kind: 'PROVINCE', name: 'Kalimantan Selatan' } as const;
  const zone = { timeZone: 'Asia/Makassar', source: 'made for a test' } as const;
  await tell(BEFORE, 'administrator', { type: 'RegisterJurisdiction', ...province, ...zone });
  const organization = { type: 'RegisterOrganization', name: 'made for a test', covers: [] } as const;
  const agency = { ...organization, kind: 'AGENCY' } as const;
  await tell(BEFORE, 'administrator', { ...agency, jurisdiction: UNIT, organization: 'dinas-lain' });
  await tell(BEFORE, 'administrator', { ...agency, jurisdiction: '64.72', organization: 'dinas-uji' });
  const unit = { jurisdiction: '63', organization: 'BALAI-2', kind: 'SERVICE_UNIT', covers: ['63'] } as const;
  await tell(BEFORE, 'administrator', { ...organization, ...unit });
}

/** The told world holds some of them already, with the same rights. */
const HELD = ['administrator', 'coordinator', 'reporter', 'neighbour', 'reviewer', 'assessor-1', 'auditor', SHUT];

/** Where each person was given their first right. */
async function tellRights(tell: Tell): Promise<ReadonlyMap<string, number>> {
  const given = new Map<string, number>();
  await register(tell, 'lender');
  for (const identity of IDENTITIES) {
    const { person, rights } = identity;
    if (person === null || person === 'unknown' || HELD.includes(person)) continue;
    await register(tell, person);
    for (const right of rights) given.set(person, await giveRight(tell, { person, rights: [right] }, right));
  }
  return given;
}

function register(tell: Tell, subject: string): Promise<number> {
  return tell(BEFORE, 'administrator', { type: 'RegisterPerson', subject, label: `the ${subject}` });
}

async function giveRight(tell: Tell, { person }: Identity, right: Right): Promise<number> {
  const subject = person ?? '';
  if (right.glass) {
    return tell(BEFORE, subject, { type: 'BreakGlass', subject, unit: right.place ?? '', reason: WHY_BROKEN });
  }
  if (right.state === 'LENT' || right.state === 'LOST_BY_LENDER') return lend(tell, subject, right);
  const position = await grant(tell, subject, right);
  const reason = 'made for a test';
  if (right.state === 'REVOKED')
    await tell(BEFORE, 'administrator', { type: 'RevokeRole', subject, grant: position, reason });
  return position;
}

function grant(tell: Tell, subject: string, { role, place, organization, state }: Right, at = BEFORE): Promise<number> {
  const validUntil = state === 'EXPIRED' ? BETWEEN : null;
  const validFrom = state === 'FUTURE' ? MUCH_LATER : null;
  const scope = { role, jurisdiction: place, organization: organization ?? null, validFrom, validUntil };
  return tell(at, 'administrator', { type: 'GrantRole', subject, ...scope });
}

async function lend(tell: Tell, subject: string, right: Right): Promise<number> {
  const held = await grant(tell, 'lender', { role: right.role, place: right.place });
  const lent = { subject, grant: held, validFrom: null, validUntil: LATER, reason: 'made for a test' };
  const position = await tell(BEFORE, 'lender', { type: 'DelegateRole', ...lent });
  if (right.state === 'LENT') return position;
  await tell(BEFORE, 'administrator', {
    type: 'RevokeRole',
    subject: 'lender',
    grant: held,
    reason: 'made for a test',
  });
  return position;
}
