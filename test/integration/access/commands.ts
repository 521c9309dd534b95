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
  whoReports,
} from './expectations.ts';
import type { Rule } from './expectations.ts';
import { CYCLES, DOCUMENT, LATER } from './matrix-world.ts';
import type { MatrixWorld } from './matrix-world.ts';

/** One command, asked with `validateOnly`. */
export type Asked = Readonly<{ input: (world: MatrixWorld) => object; rule: Rule }>;

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
      document: { ...document, evidence: 'A-E1' },
      reason,
    }),
    rule: by(REPORTER, 'ALREADY_ATTACHED'),
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
    input: (world) => ({ ...on(CYCLES.review), seen: seen(world) }),
    rule: deciding(REVIEWER, 'NOTHING_RETURNED'),
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
    input: () => ({ ...on(CYCLES.review), deadline: 'CORRECTION_ROUND', dueAt: LATER, reason }),
    rule: barringOwn(['REGIONAL_REVIEWER', 'ADMINISTRATOR'], 'ROUND_NOT_OPEN'),
  },
  answerClarification: {
    input: () => ({ ...on(CYCLES.drafting), clarification: 1, answer: 'This one.' }),
    rule: whoReports('CLARIFICATION_UNKNOWN'),
  },
  resubmitReport: { input: () => on(CYCLES.review), rule: by(COORDINATOR, 'ROUND_NOT_OPEN') },
  scoreResponses: {
    input: (world) => ({ ...on(CYCLES.assessment), seen: seen(world), items: [{ indicator: 'B' }] }),
    rule: deciding(ASSESSOR),
  },
  concludeAssessment: {
    input: (world) => ({ ...on(CYCLES.assessment), seen: seen(world) }),
    rule: deciding(ASSESSOR, 'NOT_SCORED'),
  },
  fileObjection: {
    input: () => ({ ...on(CYCLES.assessment), indicator: 'A', grounds: 'More was done.' }),
    rule: by(COORDINATOR, 'WRONG_STAGE'),
  },
  decideObjection: {
    input: (world) => ({ ...on(CYCLES.assessment), seen: seen(world), objection: 1, ruling: 'REJECTED', reason }),
    rule: deciding(ASSESSOR, 'WRONG_STAGE'),
  },
  proposeFinal: {
    input: (world) => ({ ...on(CYCLES.assessment), seen: seen(world) }),
    rule: deciding(ASSESSOR, 'WRONG_STAGE'),
  },
  finalizeReport: {
    input: (world) => ({ ...on(CYCLES.assessment), seen: seen(world) }),
    rule: deciding(ASSESSOR, 'WRONG_STAGE'),
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
  grantRole: { input: () => ({ person: 'last', role: 'AUDITOR', jurisdiction: UNIT }), rule: byAdministrator() },
  revokeRole: {
    input: ({ grant }) => ({ person: 'deputy', grant: String(grant), reason }),
    rule: byAdministrator('GRANT_UNKNOWN'),
  },
  delegateRole: {
    input: () => ({ person: 'last', grant: '1', validUntil: LATER, reason }),
    rule: by([]),
  },
  breakGlass: { input: () => ({ unit: UNIT, reason: 'Nobody who could grant it is there.' }), rule: byAnyAuditor },
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
  publishResults: { input: () => ({ cycle: CYCLES.final }), rule: byAdministrator('RESULTS_PUBLISHED') },
  extendDeadline: { input: () => ({ cycle: CYCLES.drafting, closesAt: LATER, reason }), rule: byAdministrator() },
  replaceEdition: {
    input: () => ({ cycle: CYCLES.drafting, edition: '9', reason }),
    rule: byAdministrator('EDITION_UNKNOWN'),
  },
  recordOfficialScore: {
    input: () => ({ ...on(CYCLES.final), total: '99.00', source: reason }),
    rule: byAdministrator(),
  },
  erasePerson: { input: () => ({ person: 'last', ground: reason, authority: reason }), rule: byAdministrator() },
  updatePersonalData: { input: () => ({ person: 'last' }), rule: byAdministrator() },
  eraseDocument: {
    input: () => ({ digest: DOCUMENT.digest, ground: reason, authority: reason }),
    rule: byAdministrator(),
  },
};
