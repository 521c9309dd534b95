import type { Digest } from '../../kernel/digest.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Recorded } from '../event.ts';
import type { ReviewStage } from '../instrument/index.ts';
import type { DocumentFacts } from './commands.ts';
import type { ReportEvent } from './events.ts';
import { emptyResponse, evolveResponse, touchedIndicators } from './response.ts';
import type { ResponseState } from './response.ts';
import type { DecidingStage, ReportStage } from './values.ts';

export type Submission = Readonly<{
  position: number;
  at: Instant;
  complete: boolean;
  missing: readonly string[];
  late: boolean;
}>;

export type CorrectionRound = Readonly<{
  round: number;
  stage: DecidingStage;
  indicators: readonly string[];
  openedAt: Instant;
  dueAt: Instant;
  note: string | null;
  resubmittedAt: Instant | null;
}>;

export type Objection = Readonly<{
  objection: number;
  indicator: string;
  grounds: string;
  documents: readonly DocumentFacts[];
  position: number;
  filedAt: Instant;
  decision: Readonly<{
    ruling: 'UPHELD' | 'REJECTED';
    points: string | null;
    reason: string;
    position: number;
    decidedAt: Instant;
    person: string;
  }> | null;
}>;

export type Total = Readonly<{ total: string; exact: string; predicate: string | null }>;
export type Proposal = Total & Readonly<{ position: number; person: string }>;
export type Final = Total &
  Readonly<{
    dimensions: readonly Readonly<{ code: string; exact: string | null }>[];
    engine: string;
    derivationDigest: Digest;
    position: number;
    at: Instant;
  }>;

/** The report apart from its responses. JSON by type: it is also stored. */
export type ReportHeader = Readonly<{
  unit: string;
  unitName: string;
  cycle: string;
  instrument: string;
  edition: string;
  instrumentDigest: Digest;
  period: string;
  route: readonly ReviewStage[];
  stage: ReportStage;
  openedAt: Instant;
  submissions: readonly Submission[];
  rounds: readonly CorrectionRound[];
  objections: readonly Objection[];
  objectionClosesAt: Instant | null;
  proposal: Proposal | null;
  final: Final | null;
}>;

export type OpenedReport = Readonly<{
  phase: 'open';
  header: ReportHeader;
  responses: Readonly<Record<string, ResponseState>>;
}>;

export type ReportState = Readonly<{ phase: 'absent' }> | OpenedReport;

export const initialState: ReportState = { phase: 'absent' };

export function evolve(state: ReportState, event: Recorded<ReportEvent>): ReportState {
  const header = evolveHeader(state.phase === 'open' ? state.header : null, event);
  if (!header) return state;
  const responses = state.phase === 'open' ? state.responses : {};
  const touched = touchedIndicators(event);
  if (touched.length === 0) return { phase: 'open', header, responses };
  const next = { ...responses };
  for (const code of touched) next[code] = evolveResponse(next[code] ?? emptyResponse(code), event);
  return { phase: 'open', header, responses: next };
}

/** The header after the event; null only before the report was opened. */
export function evolveHeader(header: ReportHeader | null, event: Recorded<ReportEvent>): ReportHeader | null {
  if (event.type === 'ReportOpened') return opened(event);
  return header ? moved(header, event) : null;
}

type Of<Type extends ReportEvent['type']> = Recorded<Extract<ReportEvent, { type: Type }>>;

function opened({ data, recordedAt }: Of<'ReportOpened'>): ReportHeader {
  const nothingYet = {
    submissions: [],
    rounds: [],
    objections: [],
    objectionClosesAt: null,
    proposal: null,
    final: null,
  };
  return { ...data, stage: 'DRAFTING', openedAt: recordedAt, ...nothingYet };
}

function moved(header: ReportHeader, event: Recorded<Exclude<ReportEvent, { type: 'ReportOpened' }>>): ReportHeader {
  const { position, recordedAt: at } = event;
  switch (event.type) {
    case 'ReportSubmitted': {
      const { complete, missing, late, stage } = event.data;
      return { ...header, stage, submissions: [...header.submissions, { position, at, complete, missing, late }] };
    }
    case 'CorrectionRoundOpened': {
      const { round, stage, indicators, dueAt, note } = event.data;
      const opening = { round, stage, indicators, openedAt: at, dueAt, note, resubmittedAt: null };
      return { ...header, rounds: [...header.rounds, opening] };
    }
    case 'ReportResubmitted':
      return { ...header, rounds: header.rounds.map((one) => closed(one, event)) };
    case 'ReportForwarded':
      return { ...header, stage: event.data.to };
    case 'AssessmentConcluded':
      return { ...header, stage: 'OBJECTION_WINDOW', objectionClosesAt: event.data.objectionClosesAt };
    case 'ObjectionFiled':
      return { ...header, objections: [...header.objections, filed(event)] };
    case 'ObjectionDecided':
      return { ...header, proposal: null, objections: header.objections.map((one) => decided(one, event)) };
    case 'FinalProposed': {
      const { total, exact, predicate } = event.data;
      return { ...header, proposal: { total, exact, predicate, position, person: event.actor.person } };
    }
    case 'ReportFinalized': {
      const { total, exact, predicate, dimensions, engine, derivationDigest } = event.data;
      const final = { total, exact, predicate, dimensions, engine, derivationDigest, position, at };
      return { ...header, stage: 'FINAL', final };
    }
    case 'IndicatorsAssigned':
    case 'ResponseSubmitted':
    case 'ResponseRevised':
    case 'ResponseWithdrawn':
    case 'DocumentAttached':
    case 'DocumentReplaced':
    case 'DocumentWithdrawn':
    case 'ResponseDecided':
    case 'ResponseScored':
      return header;
  }
}

function closed(round: CorrectionRound, { data, recordedAt }: Of<'ReportResubmitted'>): CorrectionRound {
  return round.round === data.round ? { ...round, resubmittedAt: recordedAt } : round;
}

function filed({ data, position, recordedAt }: Of<'ObjectionFiled'>): Objection {
  return { ...data, position, filedAt: recordedAt, decision: null };
}

function decided(objection: Objection, { data, position, recordedAt, actor }: Of<'ObjectionDecided'>): Objection {
  if (objection.objection !== data.objection) return objection;
  const { ruling, points, reason } = data;
  return { ...objection, decision: { ruling, points, reason, position, decidedAt: recordedAt, person: actor.person } };
}
