import { divide, rational, sum } from '../../../kernel/rational.ts';
import type { Rational } from '../../../kernel/rational.ts';
import { timelinessOf } from './timeliness.ts';
import type { LocalTime, PeriodTimes } from './timeliness.ts';

/** MEASURED: the more hours, the faster. UNRANKED: some period was never complete, or has no deadline. */
export type Fastest =
  Readonly<{ kind: 'MEASURED'; hours: Rational }> | Readonly<{ kind: 'UNRANKED'; reason: 'NOT_COMPLETE'; hours: null }>;

/**
 * How long before its deadlines a unit was complete: the mean over the periods, in hours of the clock. Periods MUST be all
 * of the year, reported or not: leaving one out would rank a unit that never reported it.
 */
export function fastest(periods: readonly PeriodTimes[], local: LocalTime): Fastest {
  const leads = periods.flatMap((one) => timelinessOf(one, local).lead ?? []);
  if (leads.length === 0 || leads.length < periods.length) {
    return { kind: 'UNRANKED', reason: 'NOT_COMPLETE', hours: null };
  }
  return { kind: 'MEASURED', hours: divide(sum(leads), rational(leads.length)) };
}
