import type { At, Reader } from '../reader.ts';
import { compareGroups, comparePlaces } from './task.ts';
import type { Task, TaskPlace } from './task.ts';
import { tasksAt } from './waiting.ts';
import { waitsOf } from './waits.ts';
import type { Looking, Wait } from './waits.ts';

export type TaskPage = Readonly<{ after: TaskPlace | null; limit: number }>;

/** What waits for one person at one moment. */
export type TaskList = Readonly<{
  page: (page: TaskPage) => Promise<readonly Task[]>;
  count: () => Promise<number>;
}>;

/** Reports whose responses are held at once: a report has some hundred. */
const REPORTS_AT_ONCE = 100;

/** As many as whoever reports for one place has: mostly one statement suffices. */
const REPORTS_AT_LEAST = 20;

/**
 * The deadlines of all reports in reach are read at once, in the order of the list; their responses, which say what
 * waits, only as far as a page reaches. Whoever decides finds at least one task in every report, so that one statement
 * fills the page, however many reports there are. Where a filter leaves out much, and for the count, it goes on from
 * report to report, a hundred at a time.
 */
export async function taskList(reader: Reader, at: At, looking: Looking): Promise<TaskList> {
  const waits = await waitsOf(reader, at, looking);
  const { kinds } = looking.filter;
  const read = async (part: readonly Wait[]): Promise<readonly Task[]> => {
    const tasks = await tasksAt(reader, at, { waits: part, looking });
    return kinds ? tasks.filter(({ kind }) => kinds.includes(kind)) : tasks;
  };
  return {
    page: async ({ after, limit }) => {
      const rest = after ? waits.filter((one) => compareGroups(one, after) >= 0) : waits;
      const found: Task[] = [];
      const atOnce = kinds ? REPORTS_AT_ONCE : Math.max(limit, REPORTS_AT_LEAST);
      for (let start = 0; start < rest.length && found.length < limit; start += atOnce) {
        const tasks = await read(rest.slice(start, start + atOnce));
        found.push(...(after ? tasks.filter((task) => comparePlaces(task, after) > 0) : tasks));
      }
      return found.slice(0, limit);
    },
    count: async () => {
      let count = 0;
      for (let start = 0; start < waits.length; start += REPORTS_AT_ONCE) {
        count += (await read(waits.slice(start, start + REPORTS_AT_ONCE))).length;
      }
      return count;
    },
  };
}
