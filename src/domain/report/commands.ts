import type { Digest } from '../../kernel/digest.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Answer } from '../instrument/index.ts';
import type { CheckResult, ReportDeadline, ReturnReason, Ruling } from './values.ts';

/** Every command names its report; deciding commands name the position their screen was read at (`seen`). */
type Of<Type extends string, Members = unknown> = Readonly<{ type: Type; unit: string; cycle: string }> &
  Readonly<Members>;

/** A document as a fact: its bytes live elsewhere. Days are `YYYY-MM-DD` in the unit's calendar. */
export type DocumentFacts = Readonly<{
  evidence: string;
  digest: Digest;
  title: string;
  mediaType: string;
  bytes: number;
  issuedOn: string | null;
  validUntil: string | null;
}>;

/** A document as it is named: what is not stated of its bytes is as they were uploaded, and what is has to be true. */
export type DocumentClaim = Omit<DocumentFacts, 'mediaType' | 'bytes'> &
  Readonly<{ mediaType: string | null; bytes: number | null }>;

export type OpenReport = Of<'OpenReport'>;
export type AssignIndicators = Of<'AssignIndicators', { organization: string; indicators: readonly string[] }>;

/** The first answer (`expectedRevision: 0`) and every restatement of it. */
export type SubmitResponse = Of<
  'SubmitResponse',
  { indicator: string; expectedRevision: number; answer: Answer; narrative: string | null }
>;
export type WithdrawResponse = Of<'WithdrawResponse', { indicator: string; expectedRevision: number; reason: string }>;
export type AttachDocument = Of<'AttachDocument', { indicator: string; document: DocumentClaim }>;
export type ReplaceDocument = Of<
  'ReplaceDocument',
  { indicator: string; attachment: string; document: DocumentClaim; reason: string }
>;
export type WithdrawDocument = Of<'WithdrawDocument', { indicator: string; attachment: string; reason: string }>;
export type SubmitReport = Of<'SubmitReport', { acknowledgeIncomplete: boolean }>;

export type ReviewItem = Readonly<{
  indicator: string;
  ruling: Ruling;
  reason: ReturnReason | null;
  note: string | null;
  checks: readonly CheckResult[];
}>;
export type ReviewResponses = Of<'ReviewResponses', { seen: number; items: readonly ReviewItem[]; atomic: boolean }>;
export type ReturnReport = Of<'ReturnReport', { seen: number; dueAt: Instant | null; note: string | null }>;
export type ResubmitReport = Of<'ResubmitReport'>;
export type ForwardReport = Of<'ForwardReport', { seen: number; justification: string | null }>;

/** Without `override` the edition's rule gives the points. */
export type ScoreItem = Readonly<{
  indicator: string;
  checks: readonly CheckResult[];
  override: Readonly<{ points: string; justification: string }> | null;
}>;
export type ScoreResponses = Of<'ScoreResponses', { seen: number; items: readonly ScoreItem[]; atomic: boolean }>;
export type ConcludeAssessment = Of<'ConcludeAssessment', { seen: number }>;

export type FileObjection = Of<
  'FileObjection',
  { indicator: string; grounds: string; documents: readonly DocumentClaim[] }
>;
export type DecideObjection = Of<
  'DecideObjection',
  { seen: number; objection: number; ruling: 'UPHELD' | 'REJECTED'; points: string | null; reason: string }
>;
export type ProposeFinal = Of<'ProposeFinal', { seen: number }>;
export type FinalizeReport = Of<'FinalizeReport', { seen: number }>;

/** `clarification`: the thread it goes on with; null opens one about `indicator`. */
export type AskClarification = Of<
  'AskClarification',
  { seen: number; indicator: string; clarification: number | null; question: string; dueAt: Instant | null }
>;
export type AnswerClarification = Of<
  'AnswerClarification',
  { clarification: number; answer: string; documents: readonly DocumentClaim[] }
>;
/** `number`: of the round or the question; null where the deadline is the objection window's. */
export type ExtendReportDeadline = Of<
  'ExtendReportDeadline',
  { deadline: ReportDeadline; number: number | null; dueAt: Instant; reason: string }
>;
export type ReopenReport = Of<'ReopenReport', { seen: number; reason: string }>;

/** What the passing of time changed; SYSTEM asks it, whoever asks. */
export type CloseCorrectionRound = Of<'CloseCorrectionRound', { round: number }>;
export type CloseObjectionWindow = Of<'CloseObjectionWindow'>;
export type LapseClarification = Of<'LapseClarification', { clarification: number }>;

export type DraftingCommand = AssignIndicators | SubmitResponse | WithdrawResponse | SubmitReport;
export type EvidenceCommand = AttachDocument | ReplaceDocument | WithdrawDocument;
export type ReviewCommand = ReviewResponses | ReturnReport | ResubmitReport | ForwardReport;
export type AssessmentCommand = ScoreResponses | ConcludeAssessment;
export type ObjectionCommand = FileObjection | DecideObjection;
export type FinalizingCommand = ProposeFinal | FinalizeReport | ReopenReport;
export type ClarificationCommand = AskClarification | AnswerClarification;
export type DeadlineCommand = ExtendReportDeadline | CloseCorrectionRound | CloseObjectionWindow | LapseClarification;

export type ReportCommand =
  | OpenReport
  | DraftingCommand
  | EvidenceCommand
  | ReviewCommand
  | AssessmentCommand
  | ObjectionCommand
  | FinalizingCommand
  | ClarificationCommand
  | DeadlineCommand;

/** The documents that a command names. */
export function documentsOf(command: ReportCommand): readonly DocumentClaim[] {
  if ('document' in command) return [command.document];
  return 'documents' in command ? command.documents : [];
}

/** A command as far as it says who may give it: without what is answered, attached or decided. */
export type Step = StepOf<ReportCommand>;

type StepOf<Command> = Command extends ReportCommand
  ? Pick<Command, Extract<keyof Command, 'type' | 'unit' | 'cycle' | 'indicator' | 'clarification'>>
  : never;
