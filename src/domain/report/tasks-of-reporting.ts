import type { Instant } from '../../kernel/instant.ts';
import { admit } from './admission.ts';
import { awaitsAnswer } from './clarification.ts';
import { draftingRefusal, editable } from './editing.ts';
import { readinessIn } from './ready.ts';
import type { CorrectionRound } from './header.ts';
import { answered, openRound } from './standing.ts';
import type { OpenedReport } from './state.ts';
import { taskAbout, taskOf } from './task.ts';
import type { ReportTask, TaskFacts } from './task.ts';

/** What waits for whoever coordinates the report: one need stands behind all of it. */
export function coordinatorTasks(state: OpenedReport, facts: TaskFacts): readonly ReportTask[] {
  const { unit, cycle } = state.header;
  const admitted = admit({ type: 'SubmitReport', unit, cycle }, state, facts);
  if (!admitted.ok) return [];
  const round = openRound(state.header, facts.now);
  if (round) return [taskOf('RESUBMIT_REPORT', { indicators: round.indicators, ...timesOf(round, state, facts) })];
  if (draftingRefusal(state, admitted.value)) return [];
  const times = timesOf(round, state, facts);
  const submitting = taskOf('SUBMIT_REPORT', { indicators: unanswered(state, facts), ...times });
  return [...taskAbout('ASSIGN', unassigned(state, facts), times), ...(answered(state).length > 0 ? [submitting] : [])];
}

/** What waits for the organization of whoever asks: only what is assigned to it, and can be changed now. */
export function reporterTasks(state: OpenedReport, facts: TaskFacts): readonly ReportTask[] {
  const { unit, cycle } = state.header;
  const mine = [...facts.paper.indicators.keys()].filter((indicator) => {
    const admitted = admit({ type: 'SubmitResponse', unit, cycle, indicator }, state, facts);
    return admitted.ok && editable(indicator, state, admitted.value).ok;
  });
  if (mine.length === 0) return [];
  const round = openRound(state.header, facts.now);
  const times = timesOf(round, state, facts);
  const untouched = round ? mine.filter((code) => changedAt(code, state) < round.position) : [];
  const open = unanswered(state, facts).filter((code) => mine.includes(code) && !untouched.includes(code));
  return [
    ...taskAbout('ANSWER', open, times),
    ...taskAbout('CORRECT', untouched, times),
    ...taskAbout('ATTACH_EVIDENCE', lackingEvidence(mine, state, facts), times),
  ];
}

/** Questions that wait for an answer, one by one: each has a deadline of its own, and is answered late as well. */
export function clarificationTasks(state: OpenedReport, facts: TaskFacts): readonly ReportTask[] {
  const { unit, cycle, clarifications } = state.header;
  return clarifications.filter(awaitsAnswer).flatMap(({ clarification, indicator, dueAt, messages }) => {
    if (!admit({ type: 'AnswerClarification', unit, cycle, clarification }, state, facts).ok) return [];
    const since = messages.at(-1)?.at ?? null;
    return [taskOf('ANSWER_CLARIFICATION', { indicators: [indicator], dueAt, since, number: clarification })];
  });
}

type Times = Readonly<{ dueAt: Instant; since: Instant }>;

/** Until when and since when those who report can work on it. */
function timesOf(round: CorrectionRound | null, { header }: OpenedReport, { cycle }: TaskFacts): Times {
  if (round) return { dueAt: round.dueAt, since: round.openedAt };
  return { dueAt: cycle.submission.closesAt, since: header.openedAt };
}

/** What is computed from the register is neither assigned nor answered, unless documents are asked for it. */
function unassigned({ responses }: OpenedReport, { paper }: TaskFacts): readonly string[] {
  return [...paper.indicators.values()]
    .filter(({ code, answer, evidence }) => {
      const asksNothing = answer.kind === 'COMPUTED' && evidence.length === 0;
      return !asksNothing && !responses[code]?.organization;
    })
    .map(({ code }) => code);
}

function unanswered({ responses }: OpenedReport, { paper }: TaskFacts): readonly string[] {
  return [...paper.indicators.values()]
    .filter(({ code, answer }) => answer.kind !== 'COMPUTED' && !responses[code]?.answer)
    .map(({ code }) => code);
}

function changedAt(code: string, { responses }: OpenedReport): number {
  return responses[code]?.changedAt ?? 0;
}

/** Required evidence that is missing, or not valid on the day the edition asks it to be. */
function lackingEvidence(mine: readonly string[], state: OpenedReport, facts: TaskFacts): readonly string[] {
  const { items } = readinessIn(state, facts);
  const lacking = items.filter(({ kind }) => kind.startsWith('EVIDENCE')).map(({ indicator }) => indicator);
  return mine.filter((code) => lacking.includes(code));
}
