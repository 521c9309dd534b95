import type { ReportEvent } from '../../src/domain/report/index.ts';
import { digestOf } from '../../src/kernel/digest.ts';
import type { Told } from './specify.ts';
import { CYCLE, EDITION_DIGEST, HEALTH, paper, PLANNING, UNIT } from './report-samples.ts';

type ToldEvent = Told<ReportEvent>;
type Data<Type extends ReportEvent['type']> = Extract<ReportEvent, { type: Type }>['data'];
type Stage = Data<'ResponseDecided'>['stage'];

export const OBJECTIONS_CLOSE = '2025-12-20T00:00:00.000Z';
export const ROUND_DUE = '2025-12-10T00:00:00.000Z';
export const ROUND_DUE_LATER = '2025-12-17T00:00:00.000Z';
export const QUESTION_DUE = '2025-11-20T00:00:00.000Z';

export function opened(changes: Partial<Data<'ReportOpened'>> = {}): ToldEvent {
  const edition = { instrument: 'TEST', edition: '1', instrumentDigest: EDITION_DIGEST, period: 'YEAR' };
  const route: Data<'ReportOpened'>['route'] = ['PROVINCIAL_REVIEW', 'REGIONAL_REVIEW'];
  const data = { unit: UNIT, unitName: 'Kota Balikpapan', cycle: CYCLE, ...edition, route, ...changes };
  return { type: 'ReportOpened', data };
}

export function assigned(organization: string, name: string, indicators: readonly string[]): ToldEvent {
  return { type: 'IndicatorsAssigned', data: { organization, name, indicators: [...indicators] } };
}

export function answered(indicator: string, changes: Partial<Data<'ResponseSubmitted'>> = {}): ToldEvent {
  return { type: 'ResponseSubmitted', data: { ...ANSWERS[indicator]!, revision: 1, narrative: null, ...changes } };
}

export function revised(indicator: string, changes: Partial<Data<'ResponseRevised'>> = {}): ToldEvent {
  return { type: 'ResponseRevised', data: { ...ANSWERS[indicator]!, revision: 2, narrative: 'Restated.', ...changes } };
}

export function withdrawn(indicator: string, revision = 2): ToldEvent {
  return { type: 'ResponseWithdrawn', data: { indicator, revision, reason: 'Stated by mistake.' } };
}

export function attached(indicator: string, number: number, evidence: string): ToldEvent {
  const organization = indicator === 'P1' ? PLANNING : HEALTH;
  const attachment = `${indicator}.D${number}`;
  return { type: 'DocumentAttached', data: { indicator, attachment, organization, ...paper(evidence) } };
}

export function submitted(changes: Partial<Data<'ReportSubmitted'>> = {}): ToldEvent {
  const data = { complete: true, missing: [], late: false, stage: 'PROVINCIAL_REVIEW' as const, ...changes };
  return { type: 'ReportSubmitted', data };
}

export function decided(
  stage: Stage,
  indicator: string,
  seen: number,
  changes: Partial<Data<'ResponseDecided'>> = {},
): ToldEvent {
  const ruling = { ruling: 'ACCEPTED' as const, reason: null, note: null, checks: [] };
  return {
    type: 'ResponseDecided',
    data: { indicator, stage, ...ruling, revision: 1, documents: [], seen, ...changes },
    by: 'the one who decided',
  };
}

export function returned(stage: Stage, indicator: string, seen: number): ToldEvent {
  return decided(stage, indicator, seen, { ruling: 'RETURNED', reason: 'UNREADABLE' });
}

export function roundOpened(stage: Stage, changes: Partial<Data<'CorrectionRoundOpened'>> = {}): ToldEvent {
  const data = { round: 1, stage, indicators: ['C1'], dueAt: ROUND_DUE, note: null, seen: 11, ...changes };
  return { type: 'CorrectionRoundOpened', data };
}

export function resubmitted(stage: Stage, changes: Partial<Data<'ReportResubmitted'>> = {}): ToldEvent {
  return { type: 'ReportResubmitted', data: { round: 1, stage, unchanged: [], ...changes } };
}

export function scored(indicator: string, seen: number, points: string): ToldEvent {
  const basis = { revision: 1, documents: [], seen };
  const data = { indicator, checks: [], rulePoints: points, points, override: null, ...basis };
  return { type: 'ResponseScored', data, by: 'assessor 1' };
}

export function filed(objection: number, indicator: string): ToldEvent {
  return { type: 'ObjectionFiled', data: { objection, indicator, grounds: 'It was there.', documents: [] } };
}

export function upheld(objection: number, indicator: string, seen: number): ToldEvent {
  const data = { objection, indicator, ruling: 'UPHELD' as const, points: '100', reason: 'It was.', seen };
  return { type: 'ObjectionDecided', data, by: 'assessor 2' };
}

export function proposed(seen: number, by = 'assessor 1'): ToldEvent {
  return { type: 'FinalProposed', data: { ...TOTAL, seen }, by };
}

export function questioned(stage: Stage, changes: Partial<Data<'ClarificationAsked'>> = {}): ToldEvent {
  const question = {
    clarification: 1,
    indicator: 'C1',
    question: sealedAs('Which year is it of?'),
    dueAt: QUESTION_DUE,
  };
  return { type: 'ClarificationAsked', data: { ...question, stage, seen: 10, ...changes } };
}

export function explained(changes: Partial<Data<'ClarificationAnswered'>> = {}): ToldEvent {
  const answer = { clarification: 1, indicator: 'C1', answer: sealedAs('It is of last year.'), documents: [] };
  return { type: 'ClarificationAnswered', data: { ...answer, ...changes } };
}

export function roundClosed(stage: Stage, changes: Partial<Data<'CorrectionRoundClosed'>> = {}): ToldEvent {
  return { type: 'CorrectionRoundClosed', data: { round: 1, stage, dueAt: ROUND_DUE, unchanged: ['C1'], ...changes } };
}

export function extended(changes: Partial<Data<'ReportDeadlineExtended'>> = {}): ToldEvent {
  const round = { deadline: 'CORRECTION_ROUND' as const, number: 1, previous: ROUND_DUE, dueAt: ROUND_DUE_LATER };
  return { type: 'ReportDeadlineExtended', data: { ...round, reason: 'The office was flooded.', ...changes } };
}

/** The indicators C1 and N1 are of the health agency, P1 is of the planning agency. */
const ANSWERS: Readonly<Record<string, Pick<Data<'ResponseSubmitted'>, 'indicator' | 'organization' | 'answer'>>> = {
  C1: { indicator: 'C1', organization: HEALTH, answer: { kind: 'CHOICE', option: 'ADA' } },
  N1: { indicator: 'N1', organization: HEALTH, answer: { kind: 'NUMBER', value: '80' } },
  P1: { indicator: 'P1', organization: PLANNING, answer: { kind: 'PERCENT', value: '50' } },
};

/** C1 100 and N1 80 make 90, P1 30 + 70 x 50 % = 65; the mean of both dimensions is 77.5. */
export const TOTAL = { total: '77.50', exact: '155/2', predicate: 'PEDULI' } as const;

export const ASSIGNED: readonly ToldEvent[] = [
  opened(),
  assigned(HEALTH, 'Dinas Kesehatan', ['C1', 'N1']),
  assigned(PLANNING, 'Bappeda', ['P1']),
];

export const ANSWERED: readonly ToldEvent[] = [
  ...ASSIGNED,
  answered('C1'),
  attached('C1', 1, 'C1-E1'),
  answered('N1'),
  answered('P1'),
  attached('P1', 1, 'P1-E1'),
  attached('P1', 2, 'P1-E2'),
];

export const IN_PROVINCE: readonly ToldEvent[] = [...ANSWERED, submitted()];

/** C1 was returned by the province, and its correction round is open. */
export const IN_ROUND: readonly ToldEvent[] = [
  ...IN_PROVINCE,
  returned('PROVINCIAL_REVIEW', 'C1', 10),
  roundOpened('PROVINCIAL_REVIEW'),
];

export const ACCEPTED_IN_PROVINCE: readonly ToldEvent[] = [...IN_PROVINCE, ...acceptances('PROVINCIAL_REVIEW', 10)];

export const IN_REGION: readonly ToldEvent[] = [
  ...ACCEPTED_IN_PROVINCE,
  forwarded('PROVINCIAL_REVIEW', 'REGIONAL_REVIEW', 13),
];

export const IN_NATION: readonly ToldEvent[] = [
  ...IN_REGION,
  ...acceptances('REGIONAL_REVIEW', 14),
  forwarded('REGIONAL_REVIEW', 'NATIONAL_ASSESSMENT', 17),
];

export const SCORED: readonly ToldEvent[] = [
  ...IN_NATION,
  scored('C1', 18, '100'),
  scored('N1', 18, '80'),
  scored('P1', 18, '65'),
];

/** The objection window is open until `OBJECTIONS_CLOSE`. */
export const CONCLUDED: readonly ToldEvent[] = [
  ...SCORED,
  { type: 'AssessmentConcluded', data: { objectionClosesAt: OBJECTIONS_CLOSE, ...TOTAL, seen: 21 } },
];

export const PROPOSED: readonly ToldEvent[] = [...CONCLUDED, proposed(22)];

const FROZEN = {
  dimensions: [],
  engine: 'scoring/v1',
  instrumentDigest: EDITION_DIGEST,
  derivationDigest: EDITION_DIGEST,
};

/** Entry 24 froze the score. */
export const FINALIZED: readonly ToldEvent[] = [
  ...PROPOSED,
  { type: 'ReportFinalized', data: { ...TOTAL, ...FROZEN, proposal: 23, seen: 23 }, by: 'assessor 2' },
];

/** Entry 25 led the report back to assessment. */
export const REOPENED: readonly ToldEvent[] = [
  ...FINALIZED,
  { type: 'ReportReopened', data: { reopening: 1, reason: 'A letter turned up.', final: 24, seen: 24 } },
];

function acceptances(stage: Stage, seen: number): readonly ToldEvent[] {
  return ['C1', 'N1', 'P1'].map((indicator) => decided(stage, indicator, seen));
}

function forwarded(from: Stage, to: Stage, seen: number): ToldEvent {
  return { type: 'ReportForwarded', data: { from, to, unresolved: [], justification: null, seen } };
}

/** What entries say instead of words: in tests a commitment without random bytes, so that it can be foretold. */
export function sealedAs(words: string): Data<'ClarificationAsked'>['question'] {
  return { kind: 'SEALED', commitment: digestOf(words) };
}
