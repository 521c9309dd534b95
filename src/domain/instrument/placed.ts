import type { Indicator } from './edition.ts';
import type { IssuePath } from './issue.ts';
import type { Check, SimpleRule } from './rule.ts';

/** A rule wherever it stands: as the indicator's own or as a part of it. */
export type PlacedRule = Readonly<{ rule: SimpleRule; path: IssuePath }>;

/** A check with its place, so that a fault of it can be pointed at. */
export type PlacedCheck = Readonly<{ check: Check; path: IssuePath }>;

export function placedRules({ rule }: Indicator, path: IssuePath): readonly PlacedRule[] {
  const at = [...path, 'rule'];
  if (rule.kind !== 'PARTS') return [{ rule, path: at }];
  return rule.parts.map((part, index) => ({ rule: part.rule, path: [...at, 'parts', index, 'rule'] }));
}

export function placedChecks(indicator: Indicator, path: IssuePath): readonly PlacedCheck[] {
  return placedRules(indicator, path).flatMap(({ rule, path: at }) =>
    rule.kind === 'CHECKS' ? rule.checks.map((check, index) => ({ check, path: [...at, 'checks', index] })) : [],
  );
}
