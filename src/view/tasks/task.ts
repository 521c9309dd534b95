import { REPORT_TASK_KINDS } from '../../domain/report/index.ts';
import type { ReportTask } from '../../domain/report/index.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CycleRow } from '../../projection/cycle.ts';
import type { ReportRow } from '../../projection/report.ts';

export const TASK_KINDS = [...REPORT_TASK_KINDS, 'PUBLISH_RESULTS'] as const;

export type TaskKind = (typeof TASK_KINDS)[number];

/** Where a task stands in the list, whether or not it is still there. `unit: null`: it is about the whole cycle. */
export type TaskPlace = Readonly<{
  dueAt: Instant | null;
  unit: string | null;
  cycle: string;
  kind: TaskKind;
  number: number | null;
}>;

export type Task = TaskPlace &
  Pick<ReportTask, 'indicators' | 'since'> &
  Readonly<{
    cycleRow: CycleRow;
    /** Null where none was opened yet, and where the task is about the whole cycle. */
    report: ReportRow | null;
    unitName: string | null;
  }>;

/** Every given member narrows; lists mean "one of these". */
export type TaskFilter = Readonly<{
  kinds?: readonly TaskKind[] | null | undefined;
  units?: readonly string[] | null | undefined;
  within?: string | null | undefined;
  cycles?: readonly string[] | null | undefined;
  overdue?: boolean | null | undefined;
}>;

/** What is only shown is computed from the moment. */
export function isOverdue({ dueAt }: Pick<TaskPlace, 'dueAt'>, now: Instant): boolean {
  return dueAt !== null && now >= dueAt;
}

/** Sorts after every moment. */
const NEVER = '~';

/**
 * By deadline, what has none last: so what is overdue comes first, and the order does not depend on the moment. Then by
 * unit, by cycle, and in the order of the way of a report.
 */
export function comparePlaces(a: TaskPlace, b: TaskPlace): number {
  return compareGroups(a, b) || TASK_KINDS.indexOf(a.kind) - TASK_KINDS.indexOf(b.kind) || order(a.number, b.number);
}

/** The same up to the report: what it has to do until one deadline stands together. */
export function compareGroups(
  a: Pick<TaskPlace, 'dueAt' | 'unit' | 'cycle'>,
  b: Pick<TaskPlace, 'dueAt' | 'unit' | 'cycle'>,
): number {
  return order(a.dueAt ?? NEVER, b.dueAt ?? NEVER) || order(a.unit ?? '', b.unit ?? '') || order(a.cycle, b.cycle);
}

function order<Value extends string | number>(a: Value | null, b: Value | null): number {
  if (a === b) return 0;
  return a === null || (b !== null && a < b) ? -1 : 1;
}
