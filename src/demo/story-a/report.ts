import type { ReturnReason } from '../../domain/report/index.ts';
import type { ActionPeriod } from './calendar.ts';

/** A formal check that failed: `AH-P2.C03`, and what was wrong with the document it is bound to. */
export type Fault = readonly [check: string, note: string];

/** What was sent back: which document of which action, and why. A `restated` answer came with the better document. */
export type ReturnedAction = Readonly<{
  action: string;
  evidence: number;
  reason: ReturnReason;
  note: string;
  restated?: string;
}>;

export type ActionReturn = Readonly<{
  stage: 'provincial' | 'regional';
  returned: string;
  mended: string;
  resubmitted: string;
  decided: string;
  actions: readonly ReturnedAction[];
}>;

/** One report of a place: local times, and what is out of the ordinary; an action not named achieved 100 percent. */
export type ActionReport = Readonly<{
  unit: string;
  period: ActionPeriod;
  answered: string;
  submitted: string;
  achieved: Readonly<Record<string, string>>;
  /** Where the faults were found: at the regional office, or only at the last verification. */
  foundAt: 'regional' | 'national';
  faults: readonly Fault[];
  correction: ActionReturn | null;
}>;
