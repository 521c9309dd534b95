import { admit } from './admission.ts';
import { openingRefusal } from './drafting.ts';
import type { OpenedReport, ReportState } from './state.ts';
import { taskOf } from './task.ts';
import type { ReportTask, TaskFacts } from './task.ts';
import { assessorTasks, reviewerTasks } from './tasks-of-deciding.ts';
import { clarificationTasks, coordinatorTasks, reporterTasks } from './tasks-of-reporting.ts';

export type ReportKey = Readonly<{ unit: string; cycle: string }>;

/**
 * The steps of one report that wait for whoever the facts are of. Each MUST be one that `decide` takes from them now:
 * the same admission and the same rules say so, and nothing is repeated here but what a step needs as content.
 */
export function tasksIn(key: ReportKey, state: ReportState, facts: TaskFacts): readonly ReportTask[] {
  if (state.phase === 'absent') return openingTasks(key, state, facts);
  return state.header.stage === 'FINAL' ? [] : tasksOf(state, facts);
}

function tasksOf(state: OpenedReport, facts: TaskFacts): readonly ReportTask[] {
  return [coordinatorTasks, reporterTasks, clarificationTasks, reviewerTasks, assessorTasks].flatMap((tasks) =>
    tasks(state, facts),
  );
}

function openingTasks({ unit, cycle }: ReportKey, state: ReportState, facts: TaskFacts): readonly ReportTask[] {
  const admitted = admit({ type: 'OpenReport', unit, cycle }, state, facts);
  if (!admitted.ok || openingRefusal(unit, admitted.value)) return [];
  const { opensAt, closesAt } = facts.cycle.submission;
  return [taskOf('OPEN_REPORT', { dueAt: closesAt, since: opensAt })];
}
