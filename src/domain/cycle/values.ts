import { z } from 'zod';

import type { Instant } from '../../kernel/instant.ts';
import { firstComplete } from '../scoring/v1/index.ts';
import type { PeriodTimes } from '../scoring/v1/index.ts';

/**
 * PROVINCE_CARING: a province most of whose places hold the predicate. CARING: a place that holds it. BEST, FASTEST,
 * MOST_RESPONSIVE: the place of a province that leads the others over all periods of a year.
 */
export const AwardKind = z.enum(['PROVINCE_CARING', 'CARING', 'BEST', 'FASTEST', 'MOST_RESPONSIVE']);

export type AwardKind = z.infer<typeof AwardKind>;

/** When reports may be submitted: from `opensAt` up to, not including, `closesAt`. */
export type Window = Readonly<{ opensAt: Instant; closesAt: Instant }>;

/** How far a report has come, as its cycle asks. */
export type ReportPhase = 'DRAFTING' | 'REVIEW' | 'ASSESSMENT' | 'FINAL';

/**
 * A report of the cycle as its decisions need it. `final` is the entry that froze the score last; null while there is
 * none. A report that was reopened has a final and is in assessment again.
 */
export type ReportStanding = Readonly<{
  unit: string;
  phase: ReportPhase;
  /** When it was handed in first; null: not yet. */
  submittedAt: Instant | null;
  final: Readonly<{ position: number; total: string; predicate: string | null }> | null;
}>;

/** A later deadline: for the units that are named, or for all (null). */
export type Extension = Readonly<{ units: readonly string[] | null; closesAt: Instant }>;

/** The last of all the deadlines that were ever set for the unit. */
export function closesAtFor(
  { submission, extensions }: Readonly<{ submission: Pick<Window, 'closesAt'>; extensions: readonly Extension[] }>,
  unit: string,
): Instant {
  const own = extensions.filter(({ units }) => units === null || units.includes(unit));
  return own.reduce((last, { closesAt }) => (closesAt > last ? closesAt : last), submission.closesAt);
}

/** A window as it was announced, with the entries that extended it. */
type DatedWindow = Readonly<{
  announced: Pick<Window, 'closesAt'>;
  extensions: readonly (Extension & Readonly<{ position: number }>)[];
}>;

/**
 * The deadline that lead is measured to: as it stood for the unit when its report was complete first, or stands while it is
 * not. An extension from after that moment MUST NOT count: it would be lead that was given, not earned.
 */
export function leadDeadline(
  { announced, extensions }: DatedWindow,
  { unit, submissions }: Readonly<{ unit: string; submissions: PeriodTimes['submissions'] }>,
): Instant {
  const until = firstComplete(submissions)?.position ?? Infinity;
  const given = extensions.filter(({ position }) => position < until);
  return closesAtFor({ submission: announced, extensions: given }, unit);
}
