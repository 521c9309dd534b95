import { isOverdue, TASK_KINDS } from '../view/tasks/task.ts';
import type { Task } from '../view/tasks/task.ts';
import { taskSentence } from '../view/tasks/sentences.ts';
import { builder } from './builder.ts';
import { ClarificationRef } from './clarification.ts';
import { loadUnit, present } from './load.ts';
import type { Moment } from './moment.ts';
import { CycleRef, ObjectionRef, ReportRef, UnitRef } from './refs.ts';
import type { ReportNode } from './refs.ts';
import { inWords, localeArg } from './words.ts';

export type TaskNode = Readonly<{ task: Task; at: Moment }>;

export const TaskKindEnum = builder.enumType('TaskKind', {
  description:
    'Which step waits, in the order in which a report takes them. ASSIGN: indicators without an organization. CORRECT: returned in the open round, and not changed since. ATTACH_EVIDENCE: required evidence that is missing or has expired. RETURN: something is returned, and no round was opened yet. FORWARD, CONCLUDE: everything is decided. FINALIZE: what somebody else proposed.',
  values: TASK_KINDS,
});

export const TaskRef = builder.objectRef<TaskNode>('Task').implement({
  description: 'A step that waits for you: one that would be taken from you now, by your rights and the rules.',
  fields: (t) => ({
    kind: t.field({ type: TaskKindEnum, resolve: ({ task }) => task.kind }),
    cycle: t.field({ type: CycleRef, resolve: ({ task, at }) => ({ row: task.cycleRow, at }) }),
    unit: t.field({
      type: UnitRef,
      nullable: true,
      description: 'Null where the task is about the whole cycle.',
      resolve: ({ task, at }, _args, context) =>
        task.unit === null ? null : present(loadUnit(context, at, task.unit)),
    }),
    report: t.field({
      type: ReportRef,
      nullable: true,
      description: 'Null where it is still to be opened, and where the task is about the whole cycle.',
      resolve: reportOf,
    }),
    indicators: t.stringList({
      description:
        'Codes of the indicators that it is about, in the order of the questions. Of SUBMIT_REPORT those that are not answered, of RESUBMIT_REPORT those that were returned.',
      resolve: ({ task }) => task.indicators,
    }),
    count: t.int({
      description: 'How many indicators those are; 0 where it is about the report as a whole.',
      resolve: ({ task }) => task.indicators.length,
    }),
    dueAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Null where nothing says when. From then on an objection that is not decided holds up the final.',
      resolve: ({ task }) => task.dueAt,
    }),
    overdue: t.boolean({
      description: 'Due and not done, at the moment this answer is of.',
      resolve: ({ task, at }) => isOverdue(task, at.time),
    }),
    since: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Since when it waits; null where the report does not say.',
      resolve: ({ task }) => task.since,
    }),
    sentence: t.string({
      description: 'What is to be done, in words.',
      args: localeArg,
      resolve: ({ task }, args, context) => inWords(taskSentence(task), args, context),
    }),
    clarification: t.field({
      type: ClarificationRef,
      nullable: true,
      description: 'The question, where one waits.',
      resolve: (node) => {
        const report = reportOf(node);
        if (!report || node.task.kind !== 'ANSWER_CLARIFICATION') return null;
        const found = report.row.clarifications.find((one) => one.clarification === node.task.number);
        return found ? { report, clarification: found } : null;
      },
    }),
    objection: t.field({
      type: ObjectionRef,
      nullable: true,
      description: 'The objection, where one waits.',
      resolve: (node) => {
        const report = reportOf(node);
        if (!report || node.task.kind !== 'DECIDE_OBJECTION') return null;
        const found = report.row.objections.find((one) => one.objection === node.task.number);
        return found ? { report, objection: found } : null;
      },
    }),
  }),
});

/** Whoever has something to do in a report sees it in full. */
function reportOf({ task, at }: TaskNode): ReportNode | null {
  return task.report && { row: task.report, at, visibility: 'FULL', rowsAt: at };
}
