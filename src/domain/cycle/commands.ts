import type { Window } from './values.ts';

export type OpenCycle = Readonly<{
  type: 'OpenCycle';
  cycle: string;
  instrument: string;
  edition: string;
  period: string;
  /** The year the data describe, the year of reporting, the year of the award: kept apart. */
  dataYear: number;
  cycleYear: number;
  awardYear: number;
  submission: Window;
  /** Where the windows were announced. */
  notice: string;
  participants: readonly string[];
}>;

export type PublishResults = Readonly<{ type: 'PublishResults'; cycle: string }>;

export type CycleCommand = OpenCycle | PublishResults;
