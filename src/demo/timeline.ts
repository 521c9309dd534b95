import type { Instant } from '../kernel/instant.ts';
import type { Step } from './step.ts';

/** What happens at one moment, in the order it is told. */
export type Moment = Readonly<{ at: Instant; steps: readonly Step[] }>;

/** Steps as one timeline in order of time; those of one moment stay in the order in which they are handed over. */
export function timelineOf(steps: readonly Step[]): readonly Moment[] {
  const moments = Map.groupBy(steps, ({ at }) => at);
  return [...moments].map(([at, own]) => ({ at, steps: own })).sort((a, b) => (a.at < b.at ? -1 : 1));
}
