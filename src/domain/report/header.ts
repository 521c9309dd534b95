import type { Digest } from '../../kernel/digest.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Recorded } from '../event.ts';
import type { ReviewStage } from '../instrument/index.ts';
import { evolveClarifications } from './clarification.ts';
import type { Clarification } from './clarification.ts';
import type { DocumentFacts } from './commands.ts';
import type { ReportEvent } from './events.ts';
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
  /** The entry that opened it. */
  position: number;
  note: string | null;
  resubmittedAt: Instant | null;
  /** When it was recorded that its due date had ended it. */
  closedAt: Instant | null;
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
    grant: number | null;
  }> | null;
}>;

export type Total = Readonly<{ total: string; exact: string; predicate: string | null }>;
export type Proposal = Total & Readonly<{ position: number; decidedAt: Instant; person: string; grant: number | null }>;
export type Final = Total &
  Readonly<{
    dimensions: readonly Readonly<{ code: string; exact: string | null }>[];
    engine: string;
    derivationDigest: Digest;
    position: number;
    at: Instant;
  }>;

export type Reopening = Readonly<{
  reopening: number;
  reason: string;
  /** The entry of the final that it left behind. */
  final: number;
  position: number;
  at: Instant;
  person: string;
}>;

/** The report apart from its responses. JSON by type: it is also stored. */
export type ReportHeader = Readonly<{
  unit: string;
  unitName: string;
  cycle: string;
  instrument: string;
  /** The edition it was opened under; the one in force is its cycle's. */
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
  /** When it was recorded that time had closed the window. */
  objectionWindowClosedAt: Instant | null;
  clarifications: readonly Clarification[];
  reopenings: readonly Reopening[];
  proposal: Proposal | null;
  /** The last final; it stands while the report is open again. */
  final: Final | null;
  /** All of them, in order. */
  finals: readonly Final[];
}>;

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
    objectionWindowClosedAt: null,
    clarifications: [],
    reopenings: [],
    proposal: null,
    final: null,
    finals: [],
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
      const opening = {
        round,
        stage,
        indicators,
        openedAt: at,
        dueAt,
        position,
        note,
        resubmittedAt: null,
        closedAt: null,
      };
      return { ...header, rounds: [...header.rounds, opening] };
    }
    case 'ReportResubmitted':
      return withRound(header, event.data.round, { resubmittedAt: at });
    case 'ReportForwarded':
      return { ...header, stage: event.data.to };
    case 'AssessmentConcluded':
      return {
        ...header,
        stage: 'OBJECTION_WINDOW',
        objectionClosesAt: event.data.objectionClosesAt,
        objectionWindowClosedAt: null,
      };
    case 'ObjectionFiled':
      return { ...header, objections: [...header.objections, filed(event)] };
    case 'ObjectionDecided':
      return { ...header, proposal: null, objections: header.objections.map((one) => decided(one, event)) };
    case 'FinalProposed': {
      const { total, exact, predicate } = event.data;
      const { person, grant } = event.actor;
      return { ...header, proposal: { total, exact, predicate, position, decidedAt: at, person, grant } };
    }
    case 'ReportFinalized': {
      const { total, exact, predicate, dimensions, engine, derivationDigest } = event.data;
      const final = { total, exact, predicate, dimensions, engine, derivationDigest, position, at };
      return { ...header, stage: 'FINAL', final, finals: [...header.finals, final] };
    }
    case 'ReportReopened':
      return reopened(header, event);
    case 'CorrectionRoundClosed':
      return withRound(header, event.data.round, { closedAt: at });
    case 'ObjectionWindowClosed':
      return { ...header, objectionWindowClosedAt: at };
    case 'ReportDeadlineExtended':
      return extended(header, event.data);
    case 'ClarificationAsked':
    case 'ClarificationAnswered':
    case 'DeadlineLapsed':
      return { ...header, clarifications: evolveClarifications(header.clarifications, event) };
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

function withRound(header: ReportHeader, round: number, change: Partial<CorrectionRound>): ReportHeader {
  return { ...header, rounds: header.rounds.map((one) => (one.round === round ? { ...one, ...change } : one)) };
}

function extended(
  header: ReportHeader,
  { deadline, number, dueAt }: Of<'ReportDeadlineExtended'>['data'],
): ReportHeader {
  switch (deadline) {
    case 'CORRECTION_ROUND':
      return number === null ? header : withRound(header, number, { dueAt });
    case 'OBJECTION_WINDOW':
      return { ...header, objectionClosesAt: dueAt };
    case 'CLARIFICATION':
      return {
        ...header,
        clarifications: header.clarifications.map((one) => (one.clarification === number ? { ...one, dueAt } : one)),
      };
  }
}

/** Everything that led to a final is taken up again: a new proposal, and a new window for objections. */
function reopened(header: ReportHeader, { data, position, recordedAt: at, actor }: Of<'ReportReopened'>): ReportHeader {
  const { reopening, reason, final } = data;
  const one = { reopening, reason, final, position, at, person: actor.person };
  const again = { proposal: null, objectionClosesAt: null, objectionWindowClosedAt: null };
  return { ...header, ...again, stage: 'NATIONAL_ASSESSMENT', reopenings: [...header.reopenings, one] };
}

function filed({ data, position, recordedAt }: Of<'ObjectionFiled'>): Objection {
  return { ...data, position, filedAt: recordedAt, decision: null };
}

function decided(objection: Objection, { data, position, recordedAt, actor }: Of<'ObjectionDecided'>): Objection {
  if (objection.objection !== data.objection) return objection;
  const { ruling, points, reason } = data;
  const { person, grant } = actor;
  return { ...objection, decision: { ruling, points, reason, position, decidedAt: recordedAt, person, grant } };
}
