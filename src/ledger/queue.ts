import type { Job } from './submission.ts';

/** The commands that wait: people before bulk, otherwise in the order they came. */
export type JobQueue = Readonly<{
  size: () => number;
  push: (job: Job) => void;
  /** Back to the front, in their order: they were there before. */
  putBack: (jobs: readonly Job[]) => void;
  /** At most `limit` jobs; one that has to run alone is taken alone. */
  take: (limit: number) => readonly Job[];
  takeAll: () => readonly Job[];
}>;

export function createQueue(): JobQueue {
  const people: Job[] = [];
  const bulk: Job[] = [];
  const laneOf = ({ submission }: Job): Job[] => (submission.priority === 'BULK' ? bulk : people);

  const take = (limit: number): readonly Job[] => {
    const first = people[0] ?? bulk[0];
    if (first?.alone) return laneOf(first).splice(0, 1);
    const jobs = takeFrom(people, limit);
    return people[0]?.alone ? jobs : [...jobs, ...takeFrom(bulk, limit - jobs.length)];
  };

  return {
    size: () => people.length + bulk.length,
    push: (job) => laneOf(job).push(job),
    putBack: (jobs) => jobs.toReversed().forEach((job) => laneOf(job).unshift(job)),
    take,
    takeAll: () => [...people.splice(0), ...bulk.splice(0)],
  };
}

function takeFrom(lane: Job[], limit: number): readonly Job[] {
  const alone = lane.findIndex((job) => job.alone);
  return lane.splice(0, alone === -1 ? limit : Math.min(limit, alone));
}
