import { digestOf } from '../../../src/kernel/digest.ts';
import { plusDays, toInstant } from '../../../src/kernel/instant.ts';
import { openCare } from '../../support/told-cycles.ts';
import { tellReport } from '../../support/told-report.ts';
import { openToldWorld } from '../../support/told-world.ts';
import type { Tell, ToldWorld } from '../../support/told-world.ts';
import { IDENTITIES } from './identities.ts';
import type { Identity, Right } from './identities.ts';

/** Cycles in which the report of 64.71 stands at different stages; none but `final` is published. */
export const CYCLES = {
  final: 'CARE-2025',
  unopened: 'CARE-2026',
  drafting: 'CARE-2027',
  review: 'CARE-2028',
  assessment: 'CARE-2029',
} as const;

/** Questions are answered by the clock of the machine, commands by the told one: the two meet at the moment of the test. */
const NOW = toInstant(Date.now() - 1000);
/** When everything is prepared: a little before, so that a right can have ended since. */
const BEFORE = toInstant(Date.now() - 60_000);
const BETWEEN = toInstant(Date.now() - 30_000);
const UNIT = '64.71';
/** Within what a loan may last, and after everything here. */
export const LATER = plusDays(NOW, 20);
const MUCH_LATER = plusDays(NOW, 60);

export type MatrixWorld = ToldWorld &
  Readonly<{
    /** Where the ledger ended when it was told. */
    position: number;
    /** Of entries about the unit, about a cycle, and about a person. */
    entries: Readonly<{ unit: number; cycle: number; person: number }>;
    /** The coordinator's grant. */
    grant: number;
  }>;

export async function openMatrixWorld(applicationUrl: string): Promise<MatrixWorld> {
  const world = await openToldWorld(applicationUrl);
  const { tell } = world;
  const { submitted } = await tellReport(tell);
  const cycle = await tellCycles(tell);
  await tellPlaces(tell);
  const rights = await tellRights(tell);
  const drafted = await tellStages(tell);
  const position = await tell(NOW, 'administrator', { type: 'RegisterPerson', subject: 'last', label: 'the last' });
  return {
    ...world,
    position,
    entries: { unit: drafted, cycle, person: position },
    grant: rights.get('coordinator') ?? submitted,
  };
}

async function tellCycles(tell: Tell): Promise<number> {
  let position = 0;
  for (const [index, cycle] of Object.values(CYCLES).slice(1).entries()) {
    const submission = { opensAt: BEFORE, closesAt: plusDays(NOW, 10) };
    position = await tell(BEFORE, 'administrator', openCare(2025 + index, { cycle, submission }));
  }
  return position;
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
const HELD = ['administrator', 'coordinator', 'reporter', 'neighbour', 'reviewer', 'assessor-1', 'auditor'];

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
    const reason = 'Made for a test that asks everything.';
    return tell(BEFORE, subject, { type: 'BreakGlass', subject, unit: right.place ?? '', reason });
  }
  if (right.state === 'LENT' || right.state === 'LOST_BY_LENDER') return lend(tell, subject, right);
  const position = await grant(tell, subject, right);
  const reason = 'made for a test';
  if (right.state === 'REVOKED')
    await tell(BEFORE, 'administrator', { type: 'RevokeRole', subject, grant: position, reason });
  return position;
}

function grant(tell: Tell, subject: string, { role, place, organization, state }: Right): Promise<number> {
  const validUntil = state === 'EXPIRED' ? BETWEEN : null;
  const validFrom = state === 'FUTURE' ? MUCH_LATER : null;
  const scope = { role, jurisdiction: place, organization: organization ?? null, validFrom, validUntil };
  return tell(BEFORE, 'administrator', { type: 'GrantRole', subject, ...scope });
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

/** The report of 64.71 in three more cycles: drafted, submitted, and forwarded to the assessors. */
async function tellStages(tell: Tell): Promise<number> {
  const drafted = await draft(tell, CYCLES.drafting);
  for (const cycle of [CYCLES.review, CYCLES.assessment]) {
    await draft(tell, cycle);
    const report = { unit: UNIT, cycle };
    const seen = await tell(NOW, 'coordinator', { type: 'SubmitReport', ...report, acknowledgeIncomplete: true });
    if (cycle === CYCLES.review) continue;
    await tell(NOW, 'reviewer', { type: 'ForwardReport', ...report, seen, justification: 'made for a test' });
  }
  return drafted;
}

async function draft(tell: Tell, cycle: string): Promise<number> {
  const report = { unit: UNIT, cycle };
  await tell(NOW, 'coordinator', { type: 'OpenReport', ...report });
  await tell(NOW, 'coordinator', {
    type: 'AssignIndicators',
    ...report,
    organization: 'dinas-uji',
    indicators: ['A', 'B', 'C'],
  });
  const answer = { type: 'SubmitResponse', ...report, expectedRevision: 0 } as const;
  await tell(NOW, 'reporter', {
    ...answer,
    indicator: 'A',
    answer: { kind: 'PERCENT', value: '90' },
    narrative: 'rahasia sekali',
  });
  await tell(NOW, 'reporter', {
    ...answer,
    indicator: 'B',
    answer: { kind: 'CHOICE', option: 'ADA' },
    narrative: null,
  });
  return tell(NOW, 'reporter', { type: 'AttachDocument', ...report, indicator: 'A', document: DOCUMENT });
}

export const DOCUMENT = {
  evidence: 'A-E1',
  title: 'Keputusan',
  digest: digestOf('a document of the matrix'),
  mediaType: 'application/pdf',
  bytes: 1000,
  issuedOn: null,
  validUntil: null,
};
