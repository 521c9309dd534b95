import { digestOf } from '../../../src/kernel/digest.ts';
import { plusDays, toInstant } from '../../../src/kernel/instant.ts';
import { openCare } from '../../support/told-cycles.ts';
import type { Tell } from '../../support/told-world.ts';

/** Cycles in which the report of 64.71 stands at different stages; none but `final` is published. */
export const CYCLES = {
  final: 'CARE-2025',
  unopened: 'CARE-2026',
  drafting: 'CARE-2027',
  review: 'CARE-2028',
  assessment: 'CARE-2029',
  returned: 'CARE-2030',
  ruled: 'CARE-2031',
  scored: 'CARE-2032',
  objected: 'CARE-2033',
} as const;

/** Those of reports about which nobody can object any longer. */
export const EARLY = { concluded: 'CARE-2051', proposed: 'CARE-2052', finalized: 'CARE-2053' } as const;

export const UNIT = '64.71';

/** Questions are answered by the clock of the machine, commands by the told one: the two meet at the moment of the test. */
export const NOW = toInstant(Date.now() - 1000);
/** When everything is prepared. */
export const BEFORE = toInstant(Date.now() - 60_000);
const EARLY_DAY = '2025-06-02T00:00:00.000Z';
const MUCH_LATER = '2026-01-01T00:00:00.000Z';

const PDF_TEXT = `%PDF-1.4 ${'rahasia '.repeat(100)}`;

export const DOCUMENT = {
  evidence: 'A-E1',
  title: 'Keputusan',
  digest: digestOf(PDF_TEXT),
  mediaType: 'application/pdf',
  bytes: PDF_TEXT.length,
  issuedOn: null,
  validUntil: null,
};

/** What lies under the digest of the document. */
export const DOCUMENT_TEXT = PDF_TEXT;

type Report = Readonly<{ tell: Tell; at: string; report: Readonly<{ unit: string; cycle: string }> }>;

const why = 'made for a test';

export async function tellEarlyReports(tell: Tell): Promise<void> {
  const submission = { opensAt: '2025-06-01T00:00:00.000Z', closesAt: '2025-12-01T00:00:00.000Z' };
  const concluded = new Map<string, number>();
  for (const [index, cycle] of Object.values(EARLY).entries()) {
    await tell(EARLY_DAY, 'administrator', openCare(2050 + index, { cycle, submission }));
    concluded.set(cycle, await conclude({ tell, at: EARLY_DAY, report: { unit: UNIT, cycle } }));
  }
  for (const cycle of [EARLY.proposed, EARLY.finalized]) {
    const report = { unit: UNIT, cycle };
    const seen = concluded.get(cycle) ?? 0;
    const proposed = await tell(MUCH_LATER, 'assessor-2', { type: 'ProposeFinal', ...report, seen });
    if (cycle === EARLY.proposed) continue;
    await tell(MUCH_LATER, 'assessor-1', { type: 'FinalizeReport', ...report, seen: proposed });
  }
}

/** Answers where the last of them was opened. */
export async function tellLateCycles(tell: Tell): Promise<number> {
  let position = 0;
  for (const [index, cycle] of Object.values(CYCLES).slice(1).entries()) {
    const submission = { opensAt: BEFORE, closesAt: plusDays(NOW, 10) };
    position = await tell(BEFORE, 'administrator', openCare(2025 + index, { cycle, submission }));
  }
  return position;
}

/** Answers where the draft was last changed. */
export async function tellLateReports(tell: Tell): Promise<number> {
  const of = (cycle: string): Report => ({ tell, at: NOW, report: { unit: UNIT, cycle } });
  const drafted = await draft(of(CYCLES.drafting));
  await submit(of(CYCLES.review));
  await forward(of(CYCLES.assessment));
  await sendBack(of(CYCLES.returned));
  await ask(of(CYCLES.ruled), await rule(of(CYCLES.ruled)));
  await score(of(CYCLES.scored));
  await conclude(of(CYCLES.objected));
  await object(of(CYCLES.objected));
  return drafted;
}

async function draft({ tell, at, report }: Report): Promise<number> {
  await tell(at, 'coordinator', { type: 'OpenReport', ...report });
  const indicators = ['A', 'B', 'C'];
  await tell(at, 'coordinator', { type: 'AssignIndicators', ...report, organization: 'dinas-uji', indicators });
  const answer = { type: 'SubmitResponse', ...report, expectedRevision: 0 } as const;
  const percent = { kind: 'PERCENT', value: '90' } as const;
  await tell(at, 'reporter', { ...answer, indicator: 'A', answer: percent, narrative: 'rahasia sekali' });
  const choice = { kind: 'CHOICE', option: 'ADA' } as const;
  await tell(at, 'reporter', { ...answer, indicator: 'B', answer: choice, narrative: null });
  return tell(at, 'reporter', { type: 'AttachDocument', ...report, indicator: 'A', document: DOCUMENT });
}

async function submit({ tell, at, report }: Report): Promise<number> {
  await draft({ tell, at, report });
  return tell(at, 'coordinator', { type: 'SubmitReport', ...report, acknowledgeIncomplete: true });
}

async function forward({ tell, at, report }: Report): Promise<number> {
  const seen = await submit({ tell, at, report });
  return tell(at, 'reviewer', { type: 'ForwardReport', ...report, seen, justification: why });
}

/** Everything answered, so that it can be concluded. */
async function rule({ tell, at, report }: Report): Promise<number> {
  await draft({ tell, at, report });
  await answerC({ tell, at, report });
  const seen = await tell(at, 'coordinator', { type: 'SubmitReport', ...report, acknowledgeIncomplete: true });
  const ruled = { note: null, reason: null, checks: [] } as const;
  const returned = { ...ruled, ruling: 'RETURNED', reason: 'NO_SIGNATURE_OR_LETTERHEAD', note: why } as const;
  const items = [
    { indicator: 'A', ...returned },
    { indicator: 'B', ...ruled, ruling: 'ACCEPTED' as const },
    { indicator: 'C', ...ruled, ruling: 'ACCEPTED' as const },
  ];
  return tell(at, 'reviewer', { type: 'ReviewResponses', ...report, seen, items, atomic: true });
}

function answerC({ tell, at, report }: Report): Promise<number> {
  const answer = { kind: 'POINTS', value: '50' } as const;
  const first = { expectedRevision: 0, narrative: null };
  return tell(at, 'reporter', { type: 'SubmitResponse', ...report, ...first, indicator: 'C', answer });
}

/** Returned, and corrected since. */
async function sendBack({ tell, at, report }: Report): Promise<number> {
  const seen = await rule({ tell, at, report });
  await tell(at, 'reviewer', { type: 'ReturnReport', ...report, seen, dueAt: null, note: null });
  const answer = { kind: 'PERCENT', value: '80' } as const;
  const again = { expectedRevision: 1, narrative: why };
  return tell(at, 'reporter', { type: 'SubmitResponse', ...report, ...again, indicator: 'A', answer });
}

function ask({ tell, at, report }: Report, seen: number): Promise<number> {
  const question = { indicator: 'A', clarification: null, question: 'Which decree?', dueAt: plusDays(NOW, 5) };
  return tell(at, 'reviewer', { type: 'AskClarification', ...report, seen, ...question });
}

async function score({ tell, at, report }: Report): Promise<number> {
  await draft({ tell, at, report });
  await answerC({ tell, at, report });
  const submitted = await tell(at, 'coordinator', { type: 'SubmitReport', ...report, acknowledgeIncomplete: true });
  const seen = await tell(at, 'reviewer', {
    type: 'ForwardReport',
    ...report,
    seen: submitted,
    justification: why,
  });
  const checks = ['A-C1', 'A-C2'].map((code) => ({ code, passed: code === 'A-C1', note: why }));
  const plain = { checks: [], override: null };
  const items = [
    { indicator: 'A', checks, override: null },
    { indicator: 'B', ...plain },
    { indicator: 'C', ...plain },
  ];
  return tell(at, 'assessor-2', { type: 'ScoreResponses', ...report, seen, items, atomic: true });
}

async function conclude({ tell, at, report }: Report): Promise<number> {
  const seen = await score({ tell, at, report });
  return tell(at, 'assessor-2', { type: 'ConcludeAssessment', ...report, seen });
}

function object({ tell, at, report }: Report): Promise<number> {
  const objection = { indicator: 'A', grounds: 'More was done.', documents: [] };
  return tell(at, 'coordinator', { type: 'FileObjection', ...report, ...objection });
}
