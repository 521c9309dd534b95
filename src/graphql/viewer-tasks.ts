import { z } from 'zod';

import { CycleCode, JurisdictionCode, UnitCode } from '../domain/codes.ts';
import { InstantText } from '../domain/event.ts';
import type { Locale } from '../kernel/locale.ts';
import { taskList } from '../view/tasks/list.ts';
import { TASK_KINDS } from '../view/tasks/task.ts';
import type { Task, TaskFilter, TaskPlace } from '../view/tasks/task.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { reportKey } from './load.ts';
import type { Moment } from './moment.ts';
import { connectionOf, decodeCursor, encodeCursor, forwardArgs, notACursor, pageSize, perPage } from './paging.ts';
import type { Page } from './paging.ts';
import { listOf, parseFilter } from './parse-args.ts';
import { TaskKindEnum, TaskRef } from './task.ts';
import type { TaskNode } from './task.ts';
import { ViewerRef } from './viewer.ts';

const TaskFilterInput = builder.inputType('TaskFilter', {
  description: 'Every member narrows; lists mean "one of these", of 200 at most.',
  fields: (t) => ({
    kinds: t.field({ type: [TaskKindEnum] }),
    units: t.stringList({ description: 'Codes of reporting units.' }),
    within: t.string({ description: 'The code of a place: it and everything below it.' }),
    cycles: t.stringList(),
    overdue: t.boolean({ description: 'Due and not done, or not.' }),
  }),
});

const TaskFilterSchema = z.object({
  kinds: listOf(z.enum(TASK_KINDS)),
  units: listOf(UnitCode),
  within: JurisdictionCode.nullish(),
  cycles: listOf(CycleCode),
  overdue: z.boolean().nullish(),
});

/** The deadlines of all reports in reach are read, and the responses of about as many reports as the page has tasks. */
const LIST = 100;

const TaskConnection = connectionOf<TaskNode>('Task', TaskRef);

builder.objectFields(ViewerRef, (t) => ({
  tasks: t.field({
    type: TaskConnection,
    description:
      'What waits for you now: what is overdue first, then by deadline, what has none last; then by unit, by cycle and in the order of the way of a report. Whoever only reads has none.',
    complexity: (args) => ({ ...perPage(args), field: LIST }),
    args: { filter: t.arg({ type: TaskFilterInput }), ...forwardArgs },
    resolve: async ({ at }, { filter, ...page }, context) =>
      taskPage(context, at, { filter: parseFilter(TaskFilterSchema, filter, context), page }),
  }),
}));

type Asked = Readonly<{
  filter: TaskFilter;
  page: Readonly<{ first?: number | null | undefined; after?: string | null | undefined }>;
}>;

async function taskPage(context: GraphqlContext, at: Moment, { filter, page }: Asked): Promise<Page<TaskNode>> {
  const { reader, locale, loaders } = context;
  const { person, ...rights } = await context.viewer();
  const size = pageSize(page.first, locale);
  const after = parseCursor(decodeCursor('task', page.after, locale), locale);
  const list = await taskList(reader, at, { filter, viewer: { ...rights, person: person ?? '' } });
  const found = await list.page({ after, limit: size + 1 });
  for (const { report } of found) if (report) loaders.report.prime({ at, key: reportKey(report) }, report);
  return {
    edges: found.slice(0, size).map((task) => ({ node: { task, at }, cursor: cursorOf(task) })),
    hasNextPage: found.length > size,
    hasPreviousPage: after !== null,
    total: () => list.count(),
  };
}

/** Stands for what a place does not have: no code begins with it. */
const NONE = '-';

function cursorOf({ dueAt, unit, cycle, kind, number }: Task): string {
  return encodeCursor('task', [dueAt ?? NONE, unit ?? NONE, cycle, kind, number ?? NONE].join(' '));
}

const none = z.literal(NONE).transform(() => null);

const Cursor = z.tuple([
  none.or(InstantText),
  none.or(UnitCode),
  CycleCode,
  z.enum(TASK_KINDS),
  none.or(
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ),
]);

function parseCursor(text: string | null, locale: Locale): TaskPlace | null {
  if (text === null) return null;
  const parsed = Cursor.safeParse(text.split(' '));
  if (!parsed.success) throw notACursor(locale);
  const [dueAt, unit, cycle, kind, number] = parsed.data;
  return { dueAt, unit, cycle, kind, number };
}
