import type { Instant } from '../../kernel/instant.ts';
import type { KnownFacts } from './facts.ts';

/** The steps of a report that can wait for a person, in the order in which a report takes them. */
export const REPORT_TASK_KINDS = [
  'OPEN_REPORT',
  'ASSIGN',
  'ANSWER',
  'CORRECT',
  'ATTACH_EVIDENCE',
  'ANSWER_CLARIFICATION',
  'SUBMIT_REPORT',
  'RESUBMIT_REPORT',
  'DECIDE',
  'RETURN',
  'FORWARD',
  'SCORE',
  'CONCLUDE',
  'DECIDE_OBJECTION',
  'PROPOSE_FINAL',
  'FINALIZE',
] as const;

export type ReportTaskKind = (typeof REPORT_TASK_KINDS)[number];

/** A step that waits for a person. */
export type ReportTask = Readonly<{
  kind: ReportTaskKind;
  /** What it is about, in the order of the paper; empty where it is the report as a whole. */
  indicators: readonly string[];
  dueAt: Instant | null;
  /** Since when it waits; null where the report does not say. */
  since: Instant | null;
  /** Of the clarification or the objection that it is about. */
  number: number | null;
}>;

/** What tasks follow from: the facts of a decision, before it is known whether anything may be decided. */
export type TaskFacts = Omit<KnownFacts, 'under'>;

type Rest = Partial<Omit<ReportTask, 'kind'>>;

export function taskOf(kind: ReportTaskKind, rest: Rest): ReportTask {
  return { indicators: [], dueAt: null, since: null, number: null, ...rest, kind };
}

/** A task about indicators, unless there are none. */
export function taskAbout(
  kind: ReportTaskKind,
  indicators: readonly string[],
  rest: Omit<Rest, 'indicators'>,
): readonly ReportTask[] {
  return indicators.length === 0 ? [] : [taskOf(kind, { ...rest, indicators })];
}
