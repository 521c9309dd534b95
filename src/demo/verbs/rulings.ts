import type { CheckResult, ReturnReason, ReviewItem, ScoreItem } from '../../domain/report/index.ts';

/** Why an answer does not stand as it is. */
export type Shortcoming = Readonly<{ indicator: string; reason: ReturnReason; note: string }>;

export function accepted(indicator: string, checks: readonly CheckResult[] = []): ReviewItem {
  return { indicator, ruling: 'ACCEPTED', reason: null, note: null, checks };
}

export function returned({ indicator, reason, note }: Shortcoming): ReviewItem {
  return { indicator, ruling: 'RETURNED', reason, note, checks: [] };
}

export function rejected({ indicator, reason, note }: Shortcoming): ReviewItem {
  return { indicator, ruling: 'REJECTED', reason, note, checks: [] };
}

/** Scored otherwise than the edition's rule would, for a reason that stays visible. */
export function overridden(indicator: string, points: string, justification: string): ScoreItem {
  return { indicator, checks: [], override: { points, justification } };
}

/** Scored by the edition's rule. */
export function byRule(indicator: string, checks: readonly CheckResult[] = []): ScoreItem {
  return { indicator, checks, override: null };
}
