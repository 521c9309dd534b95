import type { Decider } from '../decider.ts';
import type { ReportCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { ReportEvent } from './events.ts';
import type { ReportFacts, ReportRefusalCode } from './facts.ts';
import { evolve, initialState } from './state.ts';
import type { ReportState } from './state.ts';

export { documentsOf } from './commands.ts';
export type { DocumentFacts, ReportCommand, ReviewItem, ScoreItem } from './commands.ts';
export { earlierReportEvents } from './due-events.ts';
export { isReportEvent, reportEvents } from './events.ts';
export type { ReportEvent } from './events.ts';
export { validityDates } from './facts.ts';
export { offMandateIn } from './mandates.ts';
export type { CycleOfReport, ReportFacts, UnitOfReport } from './facts.ts';
export { answerRefusal } from './answer-fits.ts';
export { fourEyesRefusal } from './four-eyes.ts';
export { graded, supposing } from './grade.ts';
export { reportRefusals } from './refusals.ts';
export { emptyResponse, evolveResponse, touchedIndicators } from './response.ts';
export type { Assessment, Attachment, Decision, ResponseState } from './response.ts';
export { reportSentences } from './sentences.ts';
export { basisReached, liveAssessment, liveDecision, liveUpheld, openRound, standingOf } from './standing.ts';
export { evolveHeader } from './header.ts';
export { decidersIn } from './same-hands.ts';
export { documentsNamedBy } from './naming.ts';
export type { DocumentNamed } from './naming.ts';
export { REPORT_TASK_KINDS } from './task.ts';
export type { ReportTask, TaskFacts } from './task.ts';
export { tasksIn } from './tasks.ts';
export { timesOf } from './times.ts';
export type { CorrectionRound, Final, Objection, Reopening, ReportHeader } from './header.ts';
export { awaitsAnswer } from './clarification.ts';
export type { Clarification, Message } from './clarification.ts';
export { evolve as evolveReport, initialState as absentReport } from './state.ts';
export type { OpenedReport, ReportState } from './state.ts';
export type { Uploaded, Uploads } from './uploads.ts';
export { reportUpcasts } from './upcasts.ts';
export {
  AttachmentId,
  DecidingStage,
  Document,
  REPORT_DEADLINES,
  REPORT_STAGES,
  RETURN_REASONS,
  ReportDeadline,
  ReportStage,
  ReturnReason,
  Ruling,
  SCORE_BASES,
} from './values.ts';
export type { CheckResult, ScoreBasis } from './values.ts';

export const report: Decider<ReportCommand, ReportEvent, ReportState, ReportFacts, ReportRefusalCode> = {
  initialState,
  decide,
  evolve,
};
