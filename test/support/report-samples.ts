import type { Grant } from '../../src/domain/access.ts';
import { paperOf } from '../../src/domain/instrument/index.ts';
import type { Edition, Indicator, Paper } from '../../src/domain/instrument/index.ts';
import type { CycleOfReport, DocumentFacts, ReportFacts, UnitOfReport } from '../../src/domain/report/index.ts';
import { digestOf } from '../../src/kernel/digest.ts';
import { EVERYTHING_UPLOADED } from './uploads.ts';
import { edition, evidence, indicator, predicate, words } from './editions.ts';

/** Whoever asks, with the grants the ledger gave them. */
export type Person = Readonly<{ person: string; grants: readonly Grant[] }>;

const SAID = { kind: 'ILLUSTRATIVE', source: 'made for a test' } as const;

export const UNIT = '64.71';
export const CYCLE = 'TEST-2025';
export const OF = { unit: UNIT, cycle: CYCLE } as const;

export const OPENS = '2025-11-01T00:00:00.000Z';
export const NOW = '2025-11-15T00:00:00.000Z';
export const CLOSES = '2025-12-01T00:00:00.000Z';

/** The last position there is; histories of tests are shorter. */
export const HEAD = 1000;

export const EDITION_DIGEST = digestOf('the sample edition');

export const HEALTH = 'dinas-kesehatan';
export const PLANNING = 'bappeda';

/** Everyone the stories of a report need, and one who has no business in it. */
export const cast = {
  coordinator: held('coordinator', { role: 'COORDINATOR', jurisdiction: UNIT }),
  health: held('reporter of health', { role: 'REPORTER', jurisdiction: UNIT, organization: HEALTH }),
  planning: held('reporter of planning', { role: 'REPORTER', jurisdiction: UNIT, organization: PLANNING }),
  province: held('provincial reviewer', { role: 'PROVINCIAL_REVIEWER', jurisdiction: '64' }),
  region: held('regional reviewer', { role: 'REGIONAL_REVIEWER', jurisdiction: '64' }),
  assessor1: held('assessor 1', { role: 'ASSESSOR' }),
  assessor2: held('assessor 2', { role: 'ASSESSOR' }),
  auditor: held('auditor', { role: 'AUDITOR' }),
  administrator: held('administrator', { role: 'ADMINISTRATOR' }),
  intruder: held('coordinator of another place', { role: 'COORDINATOR', jurisdiction: '64.72' }),
} as const satisfies Record<string, Person>;

/** A person with one grant, valid for ever unless the test says otherwise. */
export function held(person: string, changes: Pick<Grant, 'role'> & Partial<Grant>): Person {
  const own = { delegatedBy: null, delegatedGrant: null, brokenUnder: null };
  const always = { validFrom: '2025-01-01T00:00:00.000Z', validUntil: null, revokedAt: null, ...own };
  return { person, grants: [{ position: 1, jurisdiction: null, organization: null, ...always, ...changes }] };
}

/** A choice with one document, a whole number of one mandate, and an action of two formal checks and substance. */
export function sampleEdition(changes: Partial<Edition> = {}): Edition {
  return edition(
    [
      { code: 'SERVICE', indicators: [choice(), whole()] },
      { code: 'ACTION', indicators: [action()] },
    ],
    {
      instrument: 'TEST',
      stages: [{ unit: 'CITY', review: ['PROVINCIAL_REVIEW', 'REGIONAL_REVIEW'] }],
      requiredEvidence: { mode: 'GATES', provenance: SAID },
      predicates: [predicate('PEDULI', '75', '100'), predicate('KURANG', '0', '75', { toOpen: true })],
      ...changes,
    },
  );
}

export function samplePaper(changes: Partial<Edition> = {}): Paper {
  return paperOf(sampleEdition(changes), 'YEAR');
}

/** One more indicator on the sample paper, for answers of other kinds. */
export function paperWith(extra: Indicator): Paper {
  const { dimensions } = sampleEdition();
  const [first, ...rest] = dimensions;
  const shapes = [{ ...first!, indicators: [...first!.indicators, extra] }, ...rest];
  return paperOf({ ...sampleEdition(), dimensions: shapes }, 'YEAR');
}

export const lenient = { lateReports: { mode: 'ACCEPT_AND_MARK', provenance: SAID } } as const;
export const informing = { requiredEvidence: { mode: 'INFORMS', provenance: SAID } } as const;

export const city: UnitOfReport = {
  kind: 'CITY',
  name: 'Kota Balikpapan',
  utcOffset: 8,
  organizations: {
    [HEALTH]: { name: 'Dinas Kesehatan', mandates: ['HEALTH'] },
    [PLANNING]: { name: 'Bappeda', mandates: ['PLANNING'] },
  },
};

export const cycleOfReport: CycleOfReport = {
  instrument: 'TEST',
  edition: '1',
  instrumentDigest: EDITION_DIGEST,
  dataYear: 2024,
  submission: { opensAt: OPENS, closesAt: CLOSES },
  announced: { closesAt: CLOSES },
  participants: [UNIT],
  published: false,
};

const PAPER = samplePaper();

/** What a decision is told when this person asks in the middle of the submission window. */
export function asking({ person, grants }: Person, changes: Partial<ReportFacts> = {}): ReportFacts {
  const known = {
    cycle: cycleOfReport,
    paper: PAPER,
    unit: city,
    deciders: new Map<string, Person['grants']>(),
    uploads: EVERYTHING_UPLOADED,
    commitmentOf: digestOf,
  };
  return { person, grants, now: NOW, head: HEAD, ...known, ...changes };
}

export function paper(evidenceCode: string, changes: Partial<DocumentFacts> = {}): DocumentFacts {
  return {
    evidence: evidenceCode,
    digest: digestOf(`the document ${evidenceCode}`),
    title: `Document ${evidenceCode}`,
    mediaType: 'application/pdf',
    bytes: 1024,
    issuedOn: null,
    validUntil: null,
    ...changes,
  };
}

function choice(): Indicator {
  return indicator('C1', {
    answer: { kind: 'CHOICE', options: ['ADA', 'TIDAK'].map((code) => ({ code, title: words(code) })) },
    rule: { kind: 'OPTIONS', points: { ADA: '100', TIDAK: '0' } },
    evidence: [evidence('C1-E1', { validAt: 'SUBMISSION_CLOSES' })],
  });
}

function whole(): Indicator {
  return indicator('N1', {
    answer: { kind: 'NUMBER', unit: words('persons'), whole: true, from: '0', to: '100' },
    rule: { kind: 'LINEAR', from: '0', to: '100' },
    mandates: ['HEALTH'],
    mayBeNotApplicable: false,
  });
}

function action(): Indicator {
  const part = { provenance: SAID };
  const checks = ['1', '2'].map((number) => ({
    code: `P1-K${number}`,
    title: words(`Check ${number}`),
    evidence: `P1-E${number}`,
    period: null,
    provenance: SAID,
  }));
  return indicator('P1', {
    answer: { kind: 'PERCENT' },
    evidence: [evidence('P1-E1', { singleFile: true }), evidence('P1-E2')],
    rule: {
      kind: 'PARTS',
      parts: [
        { ...part, code: 'FORM', title: words('Form'), weight: '30', rule: { kind: 'CHECKS', checks } },
        {
          ...part,
          code: 'SUBSTANCE',
          title: words('Substance'),
          weight: '70',
          rule: { kind: 'LINEAR', from: '0', to: '100' },
        },
      ],
    },
  });
}
