import { subtract } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import type { Answer } from '../domain/instrument/index.ts';
import type { Assessment, Attachment, Decision, Objection, ReportStage } from '../domain/report/index.ts';
import type { Score } from '../domain/scoring/v1/index.ts';
import type { ResponseRow } from '../projection/report.ts';
import { basisFor, scoreOn } from './score.ts';
import type { ReportMoment } from './score.ts';

export type AnswerChange = Readonly<{
  indicator: string;
  before: Answer | null;
  after: Answer | null;
  revisionBefore: number;
  revisionAfter: number;
}>;

export type DocumentChange = Readonly<{
  indicator: string;
  kind: 'ATTACHED' | 'REPLACED' | 'WITHDRAWN';
  attachment: Attachment;
}>;

/** A ruling, a scoring or an objection's outcome that came in between, by the entry that made it. */
export type DecisionChange = Readonly<{
  indicator: string;
  kind: 'REVIEW' | 'ASSESSMENT' | 'OBJECTION';
  position: number;
  decision: Decision | null;
  assessment: Assessment | null;
  objection: Objection | null;
}>;

/** What is different in a report between two moments, in its own terms. */
export type ReportDiff = Readonly<{
  stage: Readonly<{ before: ReportStage | null; after: ReportStage }>;
  answers: readonly AnswerChange[];
  documents: readonly DocumentChange[];
  decisions: readonly DecisionChange[];
  score: Readonly<{ before: Score | null; after: Score; delta: Rational | null }>;
}>;

/** `before` is null where the report had not been opened. `after` MUST NOT be earlier. */
export function diffReports(before: ReportMoment | null, after: ReportMoment): ReportDiff {
  const earlier = new Map((before?.responses ?? []).map((response) => [response.indicator, response]));
  const pairs = after.responses.map((response) => ({ now: response, then: earlier.get(response.indicator) ?? null }));
  return {
    stage: { before: before?.report.stage ?? null, after: after.report.stage },
    answers: pairs.flatMap(answerChange),
    documents: pairs.flatMap(documentChanges),
    decisions: [...pairs.flatMap(decisionChanges), ...objectionChanges(before, after)].sort(
      (a, b) => a.position - b.position,
    ),
    score: scoreChange(before, after),
  };
}

type Pair = Readonly<{ now: ResponseRow; then: ResponseRow | null }>;

function answerChange({ now, then }: Pair): readonly AnswerChange[] {
  const revisionBefore = then?.revision ?? 0;
  if (revisionBefore === now.revision) return [];
  const { indicator, answer: after, revision: revisionAfter } = now;
  return [{ indicator, before: then?.answer ?? null, after, revisionBefore, revisionAfter }];
}

function documentChanges({ now, then }: Pair): readonly DocumentChange[] {
  const known = new Map((then?.documents ?? []).map((document) => [document.attachment, document.status]));
  return now.documents
    .filter(({ attachment, status }) => known.get(attachment) !== status)
    .map((attachment) => ({ indicator: now.indicator, kind: attachment.status, attachment }));
}

function decisionChanges({ now, then }: Pair): readonly DecisionChange[] {
  const { indicator } = now;
  const decisions = now.decisions.slice(then?.decisions.length ?? 0);
  const assessments = now.assessments.slice(then?.assessments.length ?? 0);
  return [
    ...decisions.map((decision) => change('REVIEW', indicator, { decision, position: decision.position })),
    ...assessments.map((assessment) => change('ASSESSMENT', indicator, { assessment, position: assessment.position })),
  ];
}

function objectionChanges(before: ReportMoment | null, after: ReportMoment): readonly DecisionChange[] {
  const decided = new Set(
    (before?.report.objections ?? []).filter(({ decision }) => decision).map(({ objection }) => objection),
  );
  return after.report.objections.flatMap((objection) => {
    if (!objection.decision || decided.has(objection.objection)) return [];
    return [change('OBJECTION', objection.indicator, { objection, position: objection.decision.position })];
  });
}

function change(
  kind: DecisionChange['kind'],
  indicator: string,
  made: Partial<DecisionChange> & Pick<DecisionChange, 'position'>,
): DecisionChange {
  return { decision: null, assessment: null, objection: null, ...made, kind, indicator };
}

function scoreChange(before: ReportMoment | null, after: ReportMoment): ReportDiff['score'] {
  const now = reachedScore(after);
  const then = before ? reachedScore(before) : null;
  return { before: then, after: now, delta: then ? subtract(now.exact, then.exact) : null };
}

function reachedScore(moment: ReportMoment): Score {
  return scoreOn(moment, basisFor(moment.report, null) ?? 'CLAIMED');
}
