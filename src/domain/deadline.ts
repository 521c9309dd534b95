import { plusDays } from '../kernel/instant.ts';
import type { Instant } from '../kernel/instant.ts';

/**
 * A century: deadlines only ever grow, and one that nobody lives to see would hold a report, or the results of a cycle, for
 * ever.
 */
const DEADLINE_DAYS_MAXIMUM = 36_525;

type DueRefusal = Readonly<{ code: 'DUE_IN_THE_PAST' | 'DEADLINE_TOO_FAR'; path: readonly ['dueAt'] }>;

/** Null where something can be due then. */
export function dueRefusal(dueAt: Instant, now: Instant): DueRefusal | null {
  if (dueAt <= now) return { code: 'DUE_IN_THE_PAST', path: ['dueAt'] };
  return isTooFar(dueAt, now) ? { code: 'DEADLINE_TOO_FAR', path: ['dueAt'] } : null;
}

export function isTooFar(dueAt: Instant, now: Instant): boolean {
  return dueAt > plusDays(now, DEADLINE_DAYS_MAXIMUM);
}
