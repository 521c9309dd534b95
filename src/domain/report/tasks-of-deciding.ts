import type { Instant } from '../../kernel/instant.ts';
import { admit } from './admission.ts';
import type { KnownFacts } from './facts.ts';
import { closingRefusal } from './finalizing.ts';
import { whoRefusal } from './objection.ts';
import type { ResponseState } from './response.ts';
import { decidingStage, isResolved, isReturned } from './review.ts';
import { areSameHands } from './same-hands.ts';
import { answered, liveAssessment, openRound } from './standing.ts';
import type { OpenedReport } from './state.ts';
import { taskAbout, taskOf } from './task.ts';
import type { ReportTask, TaskFacts } from './task.ts';
import type { DecidingStage } from './values.ts';

/** What waits for those who decide at the stage the report is in; while it is being corrected nothing does. */
export function reviewerTasks(state: OpenedReport, facts: TaskFacts): readonly ReportTask[] {
  const { unit, cycle } = state.header;
  const stage = decidingStage(state);
  if (!stage || openRound(state.header, facts.now)) return [];
  if (!admit({ type: 'ReviewResponses', unit, cycle }, state, facts).ok) return [];
  const responses = answered(state);
  const returned = responses.filter((response) => isReturned(stage, response));
  const since = lastRuling(returned);
  return [...rulingTasks(stage, state, facts), ...taskAbout('RETURN', codesOf(returned, facts), { since })];
}

/** What waits for assessors once the assessment is concluded. */
export function assessorTasks(state: OpenedReport, facts: TaskFacts): readonly ReportTask[] {
  const { unit, cycle, stage } = state.header;
  if (stage !== 'OBJECTION_WINDOW') return [];
  const admitted = admit({ type: 'ProposeFinal', unit, cycle }, state, facts);
  return admitted.ok ? [...objectionTasks(state, admitted.value), ...closingTasks(state, admitted.value)] : [];
}

/** Everything that is answered is decided at every stage: in review accepted or rejected, by assessors scored. */
function rulingTasks(stage: DecidingStage, state: OpenedReport, facts: TaskFacts): readonly ReportTask[] {
  const responses = answered(state);
  const assessing = stage === 'NATIONAL_ASSESSMENT';
  const isDone = (one: ResponseState): boolean => (assessing ? liveAssessment(one) !== null : isResolved(stage, one));
  const undone = responses.filter((one) => !isDone(one));
  const open = undone.filter((one) => !isReturned(stage, one));
  if (undone.length === 0) {
    return [taskOf(assessing ? 'CONCLUDE' : 'FORWARD', { since: lastRuling(responses) ?? reachedAt(stage, state) })];
  }
  return taskAbout(assessing ? 'SCORE' : 'DECIDE', codesOf(open, facts), { since: reachedAt(stage, state) });
}

/** Four eyes: an objection waits for those alone whose own points it is not about. */
function objectionTasks(state: OpenedReport, facts: KnownFacts): readonly ReportTask[] {
  const { objections, objectionClosesAt: dueAt } = state.header;
  return objections
    .filter((one) => one.decision === null && !whoRefusal(one, state, facts))
    .map(({ objection, indicator, filedAt: since }) =>
      taskOf('DECIDE_OBJECTION', { indicators: [indicator], dueAt, since, number: objection }),
    );
}

function closingTasks(state: OpenedReport, facts: KnownFacts): readonly ReportTask[] {
  if (closingRefusal(facts.head, state, facts)) return [];
  const { proposal, objectionClosesAt } = state.header;
  if (!proposal) return [taskOf('PROPOSE_FINAL', { since: objectionClosesAt })];
  return areSameHands(proposal, facts) ? [] : [taskOf('FINALIZE', {})];
}

/** When the last of these was ruled on or scored; null where none was. */
function lastRuling(responses: readonly ResponseState[]): Instant | null {
  const times = responses.flatMap(({ decisions, assessments }) =>
    [...decisions.slice(-1), ...assessments.slice(-1)].map(({ decidedAt }) => decidedAt),
  );
  return latest(times);
}

/** When it was handed to this stage last; null where it was forwarded: a header does not keep when. */
function reachedAt(stage: DecidingStage, { header }: OpenedReport): Instant | null {
  const { submissions, rounds, reopenings, route } = header;
  const ended = rounds
    .filter((one) => one.stage === stage)
    .map((one) => one.resubmittedAt ?? one.closedAt ?? one.dueAt);
  const submitted = (route[0] ?? 'NATIONAL_ASSESSMENT') === stage ? submissions.slice(-1).map(({ at }) => at) : [];
  const reopened = stage === 'NATIONAL_ASSESSMENT' ? reopenings.map(({ at }) => at) : [];
  return latest([...submitted, ...ended, ...reopened]);
}

function latest(times: readonly Instant[]): Instant | null {
  return times.reduce<Instant | null>((last, time) => (last !== null && last > time ? last : time), null);
}

/** In the order of the paper; what an edition no longer asks cannot be decided on. */
function codesOf(responses: readonly ResponseState[], { paper }: TaskFacts): readonly string[] {
  const wanted = new Set(responses.map(({ indicator }) => indicator));
  return [...paper.indicators.keys()].filter((code) => wanted.has(code));
}
