import { canonicalJson } from '../../../src/kernel/canonical-json.ts';
import { plusDays } from '../../../src/kernel/instant.ts';
import { careEdition } from '../../support/told-world.ts';
import {
  barringOwn,
  by,
  byAdministrator,
  byAnyAuditor,
  byPlaceAdministrator,
  deciding,
  forRightHolders,
  loggedIn,
} from './expectations.ts';
import type { Rule } from './expectations.ts';
import { CYCLES, DOCUMENT, EARLY } from './matrix-stages.ts';
import { FOREIGN, FURTHER, LATER } from './matrix-world.ts';
import type { MatrixWorld } from './matrix-world.ts';

/** One command, asked with `validateOnly`. */
export type Asked = Readonly<{ input: (world: MatrixWorld, person: string) => object; rule: Rule }>;

const UNIT = '64.71';
const on = (cycle: string) => ({ unit: UNIT, cycle });
const seen = ({ position }: MatrixWorld) => String(position);
const document = { ...DOCUMENT, evidence: 'A-E2' };
const reason = 'made for a test';
const REPORTER = ['REPORTER'] as const;
const COORDINATOR = ['COORDINATOR'] as const;
const REVIEWER = ['REGIONAL_REVIEWER'] as const;
const ASSESSOR = ['ASSESSOR'] as const;

/** Every mutation, on a report whose stage lets it: or, named as the code, refused by its stage after its rights. */
export const COMMANDS: Readonly<Record<string, Asked>> = {
  openReport: { input: () => on(CYCLES.unopened), rule: by(COORDINATOR) },
  assignIndicators: {
    input: () => ({ ...on(CYCLES.drafting), organization: 'dinas-lain', indicators: ['C'] }),
    rule: by(COORDINATOR),
  },
  submitResponse: {
    input: () => ({ ...on(CYCLES.drafting), indicator: 'C', expectedRevision: 0, answer: { points: '50' } }),
    rule: by(REPORTER),
  },
  withdrawResponse: {
    input: () => ({ ...on(CYCLES.drafting), indicator: 'B', expectedRevision: 1, reason }),
    rule: by(REPORTER),
  },
  attachDocument: { input: () => ({ ...on(CYCLES.drafting), indicator: 'A', document }), rule: by(REPORTER) },
  replaceDocument: {
    input: () => ({
      ...on(CYCLES.drafting),
      indicator: 'A',
      attachment: 'A.D1',
      document: { ...document, evidence: 'A-E1', digest: FURTHER, bytes: 1000 },
      reason,
    }),
    rule: by(REPORTER),
  },
  withdrawDocument: {
    input: () => ({ ...on(CYCLES.drafting), indicator: 'A', attachment: 'A.D1', reason }),
    rule: by(REPORTER),
  },
  submitReport: { input: () => ({ ...on(CYCLES.drafting), acknowledgeIncomplete: true }), rule: by(COORDINATOR) },
  reviewResponses: {
    input: (world) => ({ ...on(CYCLES.review), seen: seen(world), items: [{ indicator: 'B', ruling: 'ACCEPTED' }] }),
    rule: deciding(REVIEWER),
  },
  returnReport: {
    input: (world) => ({ ...on(CYCLES.ruled), seen: seen(world) }),
    rule: deciding(REVIEWER),
  },
  forwardReport: {
    input: (world) => ({ ...on(CYCLES.review), seen: seen(world), justification: reason }),
    rule: deciding(REVIEWER),
  },
  askClarification: {
    input: (world) => ({
      ...on(CYCLES.review),
      seen: seen(world),
      indicator: 'A',
      question: 'Which decree?',
      dueAt: LATER,
    }),
    rule: deciding(REVIEWER),
  },
  extendReportDeadline: {
    input: () => ({ ...on(CYCLES.returned), deadline: 'CORRECTION_ROUND', dueAt: LATER, reason }),
    rule: barringOwn(['REGIONAL_REVIEWER', 'ADMINISTRATOR']),
  },
  answerClarification: {
    input: () => ({ ...on(CYCLES.ruled), clarification: 1, answer: 'This one.' }),
    rule: by(['REPORTER', 'COORDINATOR']),
  },
  resubmitReport: { input: () => on(CYCLES.returned), rule: by(COORDINATOR) },
  scoreResponses: {
    input: (world) => ({ ...on(CYCLES.assessment), seen: seen(world), items: [{ indicator: 'B' }] }),
    rule: deciding(ASSESSOR),
  },
  concludeAssessment: {
    input: (world) => ({ ...on(CYCLES.scored), seen: seen(world) }),
    rule: deciding(ASSESSOR),
  },
  fileObjection: {
    input: () => ({ ...on(CYCLES.objected), indicator: 'C', grounds: 'More was done.' }),
    rule: by(COORDINATOR),
  },
  decideObjection: {
    input: (world) => ({ ...on(CYCLES.objected), seen: seen(world), objection: 1, ruling: 'REJECTED', reason }),
    rule: deciding(ASSESSOR),
  },
  proposeFinal: {
    input: (world) => ({ ...on(EARLY.concluded), seen: seen(world) }),
    rule: deciding(ASSESSOR),
  },
  finalizeReport: {
    input: (world) => ({ ...on(EARLY.proposed), seen: seen(world) }),
    rule: deciding(ASSESSOR),
  },
  reopenReport: { input: (world) => ({ ...on(CYCLES.final), seen: seen(world), reason }), rule: deciding(ASSESSOR) },
  registerOrganization: {
    input: () => ({ jurisdiction: UNIT, organization: 'dinas-baru', kind: 'AGENCY', name: 'Dinas Baru' }),
    rule: byPlaceAdministrator(),
  },
  assignMandate: {
    input: () => ({ jurisdiction: UNIT, organization: 'dinas-uji', mandates: ['HEALTH'], legalBasis: reason }),
    rule: byPlaceAdministrator(),
  },
  registerPerson: { input: () => ({ person: 'new', label: 'somebody new' }), rule: byAdministrator() },
  grantRole: {
    input: () => ({ person: 'last', role: 'AUDITOR', jurisdiction: UNIT }),
    rule: loggedIn(byAdministrator()),
  },
  revokeRole: {
    input: ({ grant }) => ({ person: 'reporter-other', grant: String(grant), reason }),
    rule: loggedIn(byAdministrator()),
  },
  delegateRole: {
    input: () => ({ person: 'last', grant: '1', validUntil: LATER, reason }),
    rule: loggedIn(by([])),
  },
  breakGlass: {
    input: () => ({ unit: UNIT, reason: 'Nobody who could grant it is there.' }),
    rule: loggedIn(byAnyAuditor),
  },
  publishInstrument: {
    input: () => ({ edition: canonicalJson({ ...careEdition(), edition: '2' }) }),
    rule: byAdministrator(),
  },
  publishCalendarYear: {
    input: () => ({
      calendar: 'ID',
      year: 2026,
      days: [{ date: '2026-01-01', kind: 'HOLIDAY', title: { id: 'Tahun Baru', en: 'New Year' } }],
      source: reason,
      provenance: { kind: 'ILLUSTRATIVE', source: reason },
      expectedRevision: 0,
    }),
    rule: byAdministrator(),
  },
  openCycle: {
    input: () => ({
      cycle: 'CARE-2040',
      instrument: 'CARE',
      edition: '1',
      period: 'YEAR',
      dataYear: 2039,
      cycleYear: 2040,
      awardYear: 2041,
      submission: { opensAt: LATER, closesAt: plusDays(LATER, 10) },
      notice: reason,
      participants: [UNIT],
    }),
    rule: byAdministrator(),
  },
  publishResults: { input: () => ({ cycle: EARLY.finalized }), rule: byAdministrator() },
  extendDeadline: { input: () => ({ cycle: CYCLES.drafting, closesAt: LATER, reason }), rule: byAdministrator() },
  replaceEdition: {
    input: () => ({ cycle: CYCLES.drafting, edition: '9', reason }),
    rule: byAdministrator('EDITION_UNKNOWN'),
  },
  recordOfficialScore: {
    input: () => ({ ...on(CYCLES.final), total: '99.00', source: reason }),
    rule: byAdministrator(),
  },
  erasePerson: {
    input: () => ({ person: 'last', ground: reason, authority: reason }),
    rule: loggedIn(byAdministrator()),
  },
  updatePersonalData: { input: () => ({ person: 'last' }), rule: loggedIn(byAdministrator()) },
  eraseDocument: {
    input: () => ({ digest: DOCUMENT.digest, ground: reason, authority: reason }),
    rule: loggedIn(byAdministrator()),
  },
  issueApiToken: {
    input: () => ({ label: reason, scopes: ['READ'], validUntil: LATER }),
    rule: loggedIn(forRightHolders),
  },
  revokeApiToken: {
    input: () => ({ id: '0'.repeat(24), person: 'last', reason }),
    rule: loggedIn(byAdministrator('API_TOKEN_UNKNOWN')),
  },
};

/** Mutations again, on other things. */
export const MORE_COMMANDS: readonly (Asked & Readonly<{ name: string }>)[] = [
  { name: 'updatePersonalData', input: (_, person) => ({ person }), rule: loggedIn(forRightHolders) },
  {
    name: 'attachDocument',
    input: () => ({
      ...on(CYCLES.drafting),
      indicator: 'A',
      document: { ...document, digest: FOREIGN, bytes: 1000 },
    }),
    rule: by(REPORTER, 'DOCUMENT_NOT_UPLOADED'),
  },
];
