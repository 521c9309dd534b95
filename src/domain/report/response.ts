import type { Digest } from '../../kernel/digest.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Role } from '../access.ts';
import type { Recorded } from '../event.ts';
import type { Answer } from '../instrument/index.ts';
import type { DocumentFacts } from './commands.ts';
import type { ReportEvent } from './events.ts';
import type { CheckResult, DecidingStage, ReturnReason, Ruling } from './values.ts';

/** A document put forward for one indicator. Ended ones stay listed: replaced by another, or withdrawn. */
export type Attachment = DocumentFacts &
  Readonly<{
    attachment: string;
    organization: string;
    position: number;
    attachedAt: Instant;
    status: 'ATTACHED' | 'REPLACED' | 'WITHDRAWN';
    /** The entry that ended it. */
    endedBy: number | null;
    replaces: string | null;
    reason: string | null;
  }>;

type Basis = Readonly<{ revision: number; documents: readonly Digest[]; seen: number }>;
/** `grant`: the entry that gave the right it was done under. */
type Who = Readonly<{ position: number; decidedAt: Instant; person: string; role: Role; grant: number | null }>;

/** A reviewer's ruling on one response. */
export type Decision = Basis &
  Who &
  Readonly<{
    stage: DecidingStage;
    ruling: Ruling;
    reason: ReturnReason | null;
    note: string | null;
    checks: readonly CheckResult[];
  }>;

/** An assessor's scoring of one response. */
export type Assessment = Basis &
  Who &
  Readonly<{
    checks: readonly CheckResult[];
    rulePoints: string;
    points: string;
    override: Readonly<{ points: string; justification: string }> | null;
  }>;

/** What an upheld objection set in place of the assessment. */
export type Upheld = Readonly<{
  objection: number;
  points: string;
  reason: string;
  position: number;
  decidedAt: Instant;
  person: string;
  grant: number | null;
}>;

/** Everything known of one indicator of one report; positions are ledger positions. JSON by type: it is also stored. */
export type ResponseState = Readonly<{
  indicator: string;
  organization: string | null;
  /** 0 before the first answer; a withdrawal counts as one. */
  revision: number;
  answer: Answer | null;
  narrative: string | null;
  answeredAt: number | null;
  /** The entry that last touched the answer or a document: what was seen before it is stale. */
  changedAt: number;
  documents: readonly Attachment[];
  decisions: readonly Decision[];
  assessments: readonly Assessment[];
  upheld: Upheld | null;
}>;

type Of<Type extends ReportEvent['type']> = Recorded<Extract<ReportEvent, { type: Type }>>;

/** They name an indicator, and leave its response as it is. */
const ABOUT_THE_REPORT: readonly ReportEvent['type'][] = [
  'ObjectionFiled',
  'ClarificationAsked',
  'ClarificationAnswered',
];

/** The indicators an event touches; their responses, and no others, evolve with it. */
export function touchedIndicators(event: ReportEvent): readonly string[] {
  if (event.type === 'IndicatorsAssigned') return event.data.indicators;
  if (ABOUT_THE_REPORT.includes(event.type)) return [];
  return 'indicator' in event.data ? [event.data.indicator] : [];
}

export function emptyResponse(indicator: string): ResponseState {
  const unanswered = { revision: 0, answer: null, narrative: null, answeredAt: null, changedAt: 0 };
  return { indicator, organization: null, ...unanswered, documents: [], decisions: [], assessments: [], upheld: null };
}

export function evolveResponse(response: ResponseState, event: Recorded<ReportEvent>): ResponseState {
  switch (event.type) {
    case 'IndicatorsAssigned':
      return { ...response, organization: event.data.organization };
    case 'ResponseSubmitted':
    case 'ResponseRevised':
      return answered(response, event);
    case 'ResponseWithdrawn':
      return changed(
        { ...response, revision: event.data.revision, answer: null, narrative: null, answeredAt: null },
        event,
      );
    case 'DocumentAttached':
      return changed({ ...response, documents: [...response.documents, attached(event, null)] }, event);
    case 'DocumentReplaced':
      return replaced(response, event);
    case 'DocumentWithdrawn':
      return changed(ended(response, event.data.attachment, 'WITHDRAWN', event), event);
    case 'ResponseDecided':
      return { ...response, decisions: [...response.decisions, decision(event)] };
    case 'ResponseScored':
      return { ...response, assessments: [...response.assessments, assessment(event)] };
    case 'ObjectionDecided':
      return decidedObjection(response, event);
    case 'ReportOpened':
    case 'ReportSubmitted':
    case 'CorrectionRoundOpened':
    case 'ReportResubmitted':
    case 'ReportForwarded':
    case 'AssessmentConcluded':
    case 'ObjectionFiled':
    case 'FinalProposed':
    case 'ReportFinalized':
    case 'ClarificationAsked':
    case 'ClarificationAnswered':
    case 'CorrectionRoundClosed':
    case 'ObjectionWindowClosed':
    case 'DeadlineLapsed':
    case 'ReportDeadlineExtended':
    case 'ReportReopened':
      return response;
  }
}

function answered(response: ResponseState, event: Of<'ResponseSubmitted' | 'ResponseRevised'>): ResponseState {
  const { revision, answer, narrative, organization } = event.data;
  return changed({ ...response, organization, revision, answer, narrative, answeredAt: event.position }, event);
}

function replaced(response: ResponseState, event: Of<'DocumentReplaced'>): ResponseState {
  const before = ended(response, event.data.replaces, 'REPLACED', event);
  return changed({ ...before, documents: [...before.documents, attached(event, event.data.replaces)] }, event);
}

function changed(response: ResponseState, { position }: Recorded): ResponseState {
  return { ...response, changedAt: position };
}

function attached(event: Of<'DocumentAttached' | 'DocumentReplaced'>, replaces: string | null): Attachment {
  const { attachment, organization, evidence, digest, title, mediaType, bytes, issuedOn, validUntil } = event.data;
  const document = { evidence, digest, title, mediaType, bytes, issuedOn, validUntil };
  const place = { attachment, organization, position: event.position, attachedAt: event.recordedAt, replaces };
  return { ...document, ...place, status: 'ATTACHED', endedBy: null, reason: null };
}

function ended(
  response: ResponseState,
  attachment: string,
  status: 'REPLACED' | 'WITHDRAWN',
  event: Of<'DocumentReplaced' | 'DocumentWithdrawn'>,
): ResponseState {
  const end = { status, endedBy: event.position, reason: event.data.reason };
  const documents = response.documents.map((one) => (one.attachment === attachment ? { ...one, ...end } : one));
  return { ...response, documents };
}

function decision(event: Of<'ResponseDecided'>): Decision {
  const { stage, ruling, reason, note, checks, revision, documents, seen } = event.data;
  return { stage, ruling, reason, note, checks, revision, documents, seen, ...who(event) };
}

function assessment(event: Of<'ResponseScored'>): Assessment {
  const { checks, rulePoints, points, override, revision, documents, seen } = event.data;
  return { checks, rulePoints, points, override, revision, documents, seen, ...who(event) };
}

function decidedObjection(response: ResponseState, event: Of<'ObjectionDecided'>): ResponseState {
  const { objection, ruling, points, reason } = event.data;
  if (ruling === 'REJECTED' || points === null) return response;
  const { person, grant } = event.actor;
  const { position, recordedAt: decidedAt } = event;
  return { ...response, upheld: { objection, points, reason, position, decidedAt, person, grant } };
}

function who({ position, recordedAt, actor }: Recorded): Who {
  const { person, role, grant } = actor;
  return { position, decidedAt: recordedAt, person, role, grant };
}
