import type { Digest } from '../../kernel/digest.ts';
import type { Result } from '../../kernel/result.ts';
import type { Asking } from '../access.ts';
import type { Refusal } from '../decider.ts';
import type { Edition } from '../instrument/index.ts';
import type { GeneralRefusalCode } from '../refusals.ts';
import type { YearOfCycle } from './annual-awards.ts';
import type { CycleEvent } from './events.ts';
import type { cycleRefusals } from './refusals.ts';
import type { ReportStanding } from './values.ts';

/**
 * `editions`: the published ones of the instrument. `named`: the edition that the command names. `bound`: the one the cycle
 * is bound to. `units`: those of the participants that are registered. `year`: where it has several periods, all of them as they stand once this one is published.
 */
export type CycleFacts = Asking &
  Readonly<{
    editions: Readonly<Record<string, Digest>>;
    named: Edition | null;
    bound: Edition | null;
    units: ReadonlySet<string>;
    standings: readonly ReportStanding[];
    year: YearOfCycle | null;
  }>;

export type CycleRefusalCode =
  | GeneralRefusalCode
  | keyof typeof cycleRefusals
  | 'EDITION_UNKNOWN'
  | 'NOT_A_PARTICIPANT'
  | 'POINTS_OUT_OF_RANGE'
  | 'OWN_UNIT';

export type CycleRefusal = Refusal<CycleRefusalCode>;

/** What one rule of the decider answers: events, or why not. */
export type Ruled = Result<readonly CycleEvent[], CycleRefusal>;

/** One line for every unit that a refusal is about. */
export function ofUnits(code: CycleRefusalCode, units: readonly string[], path: string): CycleRefusal {
  return { code, details: units.map((unit) => ({ code, indicator: null, path: [path, unit] })) };
}
