import type { Instant } from '../../kernel/instant.ts';
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

/** Makes the final scores public; once more where reports were finalised again since. */
export type PublishResults = Readonly<{ type: 'PublishResults'; cycle: string }>;

/** `units: null`: for all. */
export type ExtendDeadline = Readonly<{
  type: 'ExtendDeadline';
  cycle: string;
  units: readonly string[] | null;
  closesAt: Instant;
  reason: string;
}>;

/** Records that a deadline has passed; SYSTEM asks it, whoever asks. */
export type CloseSubmissionWindow = Readonly<{ type: 'CloseSubmissionWindow'; cycle: string; closesAt: Instant }>;

export type ReplaceEdition = Readonly<{ type: 'ReplaceEdition'; cycle: string; edition: string; reason: string }>;

/** What was published elsewhere. `publishedOn` is a day: `2025-12-10`. */
export type RecordOfficialScore = Readonly<{
  type: 'RecordOfficialScore';
  cycle: string;
  unit: string;
  total: string;
  predicate: string | null;
  source: string;
  publishedOn: string | null;
}>;

export type CycleCommand =
  OpenCycle | PublishResults | ExtendDeadline | CloseSubmissionWindow | ReplaceEdition | RecordOfficialScore;
