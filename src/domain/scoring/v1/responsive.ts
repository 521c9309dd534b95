import { divide, rational, sum } from '../../../kernel/rational.ts';
import type { Rational } from '../../../kernel/rational.ts';
import { timelinessOf } from './timeliness.ts';
import type { LocalTime, PeriodTimes, Return } from './timeliness.ts';

/** Why nothing is told of a unit: a period was not reported; a return led to nothing accepted; a year has no calendar. */
type Obstacle = 'NOT_REPORTED' | 'NOT_ACCEPTED' | 'CALENDAR_UNKNOWN';

/** NEVER_RETURNED ranks before every MEASURED, also before one of 0 hours; of these the fewer hours, the better. */
export type MostResponsive =
  | Readonly<{ kind: 'NEVER_RETURNED'; hours: null }>
  | Readonly<{ kind: 'MEASURED'; hours: Rational }>
  | Readonly<{ kind: 'UNRANKED'; reason: Obstacle; hours: null }>;

/**
 * How long a unit took to correct what was returned to it: the mean working time of its returns. Periods MUST be all of
 * the year, reported or not: whoever reports nothing is returned nothing.
 */
export function mostResponsive(periods: readonly PeriodTimes[], local: LocalTime): MostResponsive {
  const returns = periods.flatMap((one) => timelinessOf(one, local).returns);
  const reason = obstacle(periods, returns);
  if (reason) return { kind: 'UNRANKED', reason, hours: null };
  const each = returns.flatMap(({ hours }) => hours ?? []);
  if (each.length === 0) return { kind: 'NEVER_RETURNED', hours: null };
  return { kind: 'MEASURED', hours: divide(sum(each), rational(each.length)) };
}

function obstacle(periods: readonly PeriodTimes[], returns: readonly Return[]): Obstacle | null {
  if (periods.length === 0 || periods.some(({ submissions }) => submissions.length === 0)) return 'NOT_REPORTED';
  if (returns.some(({ accepted }) => !accepted)) return 'NOT_ACCEPTED';
  return returns.some(({ hours }) => hours === null) ? 'CALENDAR_UNKNOWN' : null;
}
