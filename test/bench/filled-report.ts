import { paperOf } from '../../src/domain/instrument/index.ts';
import type { Answer, PaperIndicator } from '../../src/domain/instrument/index.ts';
import { digestOf } from '../../src/kernel/digest.ts';
import { loadReference } from '../../src/usecase/reference.ts';
import { COORDINATOR, CYCLE, REPORTER, UNIT } from '../support/reporting-world.ts';
import type { ReportingWorld } from '../support/reporting-world.ts';

const of = { unit: UNIT, cycle: CYCLE } as const;

const NARRATIVE = 'Uraian yang panjangnya seperti biasa ditulis orang untuk satu indikator. '.repeat(4);

/** Every indicator answered, restated and documented; the report submitted, accepted, scored and concluded. */
export async function fillReport({ ask, indicators }: ReportingWorld): Promise<void> {
  for (const indicator of askedOfYear()) {
    await ask(REPORTER, { type: 'SubmitResponse', ...of, ...statement(indicator, 0) });
    await ask(REPORTER, { type: 'SubmitResponse', ...of, ...statement(indicator, 1) });
    const document = documentOf(indicator);
    if (document) await ask(REPORTER, { type: 'AttachDocument', ...of, indicator: indicator.code, document });
  }
  const submitted = await ask(COORDINATOR, { type: 'SubmitReport', ...of, acknowledgeIncomplete: true });
  const nothing = { reason: null, note: null, checks: [] };
  const accepted = await ask('regional-reviewer', {
    type: 'ReviewResponses',
    ...of,
    seen: submitted.position,
    items: indicators.map((indicator) => ({ indicator, ruling: 'ACCEPTED', ...nothing })),
    atomic: true,
  });
  const forward = { type: 'ForwardReport', ...of, justification: null } as const;
  const forwarded = await ask('regional-reviewer', { ...forward, seen: accepted.position });
  const scored = await ask('assessor-1', {
    type: 'ScoreResponses',
    ...of,
    seen: forwarded.position,
    items: indicators.map((indicator) => ({ indicator, checks: [], override: null })),
    atomic: true,
  });
  await ask('assessor-1', { type: 'ConcludeAssessment', ...of, seen: scored.position });
}

/** What the edition of KKP HAM asks in a year. */
export function askedOfYear(): readonly PaperIndicator[] {
  const edition = loadReference().editions.find(({ edition: one }) => one.instrument === 'KKPHAM')?.edition;
  if (!edition) throw new Error('there is no edition of KKP HAM');
  return [...paperOf(edition, 'YEAR').indicators.values()];
}

function statement(indicator: PaperIndicator, revision: number) {
  const answer = answerTo(indicator, revision);
  return { indicator: indicator.code, expectedRevision: revision, answer, narrative: NARRATIVE };
}

/** Another answer with every revision from 0 to 1. */
export function answerTo({ code, answer }: PaperIndicator, revision: number): Answer {
  switch (answer.kind) {
    case 'CHOICE':
      return { kind: 'CHOICE', option: answer.options[revision]?.code ?? '' };
    case 'NUMBER':
    case 'PERCENT':
      return { kind: answer.kind, value: String(revision) };
    case 'RATIO':
    case 'COMPUTED':
      return { kind: 'RATIO', numerator: String(revision), denominator: '2' };
    case 'POINTS':
      throw new Error(`${code} is scored by whoever assesses it`);
  }
}

function documentOf({ code, evidence }: PaperIndicator) {
  const [first] = evidence;
  if (!first) return null;
  const file = { mediaType: 'application/pdf', bytes: 120_000, issuedOn: null, validUntil: null };
  return { evidence: first.code, digest: digestOf(code), title: `Dokumen untuk ${code}`, ...file };
}
