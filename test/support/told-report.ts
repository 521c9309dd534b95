import type { ReviewItem, ScoreItem } from '../../src/domain/report/index.ts';
import { digestOf } from '../../src/kernel/digest.ts';
import { openCare } from './told-cycles.ts';
import { CYCLE, PLACE } from './told-world.ts';
import type { Tell } from './told-world.ts';

/** Where the ledger ended after each turn of the story of one report. */
export type Turns = Readonly<{
  submitted: number;
  returned: number;
  corrected: number;
  beforeLastDecision: number;
  lastDecision: number;
  concluded: number;
  upheld: number;
  finalized: number;
  published: number;
}>;

const report = { unit: PLACE, cycle: CYCLE };

/**
 * One report from its opening to its publication: returned once, corrected, one check of A failed, an objection about C
 * upheld. A = 70 + 15, B = 100, C = 80; so D1 = 92.5, D2 = 80, the total 86.25.
 */
export async function tellReport(tell: Tell): Promise<Turns> {
  await openCycle(tell);
  const submitted = await submit(tell);
  const returned = await sendBack(tell, submitted);
  const corrected = await correct(tell);
  const accepted = await accept(tell, corrected);
  const { beforeLastDecision, lastDecision } = await assess(tell, accepted);
  const concluded = await tell('2025-03-11T00:00:00.000Z', 'assessor-1', {
    type: 'ConcludeAssessment',
    ...report,
    seen: lastDecision,
  });
  const upheld = await object(tell);
  const finalized = await finalize(tell, upheld);
  const published = await tell('2025-05-01T00:00:00.000Z', 'administrator', { type: 'PublishResults', cycle: CYCLE });
  return { submitted, returned, corrected, beforeLastDecision, lastDecision, concluded, upheld, finalized, published };
}

function openCycle(tell: Tell): Promise<number> {
  return tell(
    '2025-01-02T00:00:00.000Z',
    'administrator',
    openCare(2024, {
      cycle: CYCLE,
      submission: { opensAt: '2025-01-03T00:00:00.000Z', closesAt: '2025-02-28T00:00:00.000Z' },
    }),
  );
}

async function submit(tell: Tell): Promise<number> {
  const day = '2025-02-01T00:00:00.000Z';
  await tell(day, 'coordinator', { type: 'OpenReport', ...report });
  await tell(day, 'coordinator', {
    type: 'AssignIndicators',
    ...report,
    organization: 'dinas-uji',
    indicators: ['A', 'B', 'C'],
  });
  const answer = { type: 'SubmitResponse', ...report, expectedRevision: 0, narrative: null } as const;
  await tell(day, 'reporter', { ...answer, indicator: 'A', answer: { kind: 'PERCENT', value: '100' } });
  await tell(day, 'reporter', { ...answer, indicator: 'B', answer: { kind: 'CHOICE', option: 'ADA' } });
  await tell(day, 'reporter', { ...answer, indicator: 'C', answer: { kind: 'POINTS', value: '50' } });
  await tell(day, 'reporter', { type: 'AttachDocument', ...report, indicator: 'A', document: paper('A-E1', 'Decree') });
  await tell(day, 'reporter', {
    type: 'AttachDocument',
    ...report,
    indicator: 'A',
    document: paper('A-E2', 'Minutes'),
  });
  return tell('2025-02-10T00:00:00.000Z', 'coordinator', {
    type: 'SubmitReport',
    ...report,
    acknowledgeIncomplete: false,
  });
}

async function sendBack(tell: Tell, seen: number): Promise<number> {
  const day = '2025-02-12T00:00:00.000Z';
  const returned = {
    ...ruled('A', 'RETURNED'),
    reason: 'NO_SIGNATURE_OR_LETTERHEAD',
    note: 'the minutes are not signed',
  } as const;
  const items = [returned, ruled('B', 'ACCEPTED'), ruled('C', 'ACCEPTED')];
  const position = await tell(day, 'reviewer', { type: 'ReviewResponses', ...report, seen, items, atomic: true });
  return tell(day, 'reviewer', { type: 'ReturnReport', ...report, seen: position, dueAt: null, note: null });
}

async function correct(tell: Tell): Promise<number> {
  const day = '2025-02-14T00:00:00.000Z';
  const document = paper('A-E2', 'Signed minutes');
  const replacement = { indicator: 'A', attachment: 'A.D2', document, reason: 'signed now' };
  await tell(day, 'reporter', { type: 'ReplaceDocument', ...report, ...replacement });
  return tell(day, 'coordinator', { type: 'ResubmitReport', ...report });
}

async function accept(tell: Tell, seen: number): Promise<number> {
  const day = '2025-02-16T00:00:00.000Z';
  const items = [ruled('A', 'ACCEPTED')];
  const position = await tell(day, 'reviewer', { type: 'ReviewResponses', ...report, seen, items, atomic: true });
  return tell(day, 'reviewer', { type: 'ForwardReport', ...report, seen: position, justification: null });
}

async function assess(tell: Tell, seen: number): Promise<Pick<Turns, 'beforeLastDecision' | 'lastDecision'>> {
  const scores = { type: 'ScoreResponses', ...report, atomic: true } as const;
  const plain = (indicator: string): ScoreItem => ({ indicator, checks: [], override: null });
  const beforeLastDecision = await tell('2025-03-10T00:00:00.000Z', 'assessor-1', {
    ...scores,
    seen,
    items: [plain('B'), plain('C')],
  });
  const checks = [
    { code: 'A-C1', passed: true, note: null },
    { code: 'A-C2', passed: false, note: 'no letterhead' },
  ];
  const items = [{ indicator: 'A', checks, override: null }];
  const lastDecision = await tell('2025-03-10T01:00:00.000Z', 'assessor-1', {
    ...scores,
    seen: beforeLastDecision,
    items,
  });
  return { beforeLastDecision, lastDecision };
}

async function object(tell: Tell): Promise<number> {
  const day = '2025-03-12T00:00:00.000Z';
  const seen = await tell(day, 'coordinator', {
    type: 'FileObjection',
    ...report,
    indicator: 'C',
    grounds: 'more was done',
    documents: [],
  });
  const ruling = { objection: 1, ruling: 'UPHELD', points: '80', reason: 'shown by the minutes' } as const;
  return tell(day, 'assessor-2', { type: 'DecideObjection', ...report, seen, ...ruling });
}

async function finalize(tell: Tell, upheld: number): Promise<number> {
  const day = '2025-04-01T00:00:00.000Z';
  const seen = await tell(day, 'assessor-1', { type: 'ProposeFinal', ...report, seen: upheld });
  return tell(day, 'assessor-2', { type: 'FinalizeReport', ...report, seen });
}

function ruled(indicator: string, ruling: ReviewItem['ruling']): ReviewItem {
  return { indicator, ruling, reason: null, note: null, checks: [] };
}

function paper(evidence: string, title: string) {
  const file = { mediaType: 'application/pdf', bytes: 1000, issuedOn: null, validUntil: null };
  return { evidence, title, digest: digestOf(title), ...file };
}
