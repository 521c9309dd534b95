import type { ResponseStatus } from '../response-status.ts';
import { RESPONSE_STATUSES } from '../response-status.ts';
import type { ReturnReason } from './parts.ts';
import type { Portion } from './statistics.ts';

/** How often each of something was counted. */
export type Counted<Value> = Readonly<{ value: Value; count: number }>;

export type Completion = Readonly<{ asked: number; answered: number }>;

/** How many responses are asked for, and how many of them state an answer. */
export function completionIn(portions: readonly Portion[]): Completion {
  const parts = portions.flatMap((one) => one.parts);
  return { asked: parts.length, answered: parts.filter(({ answered }) => answered).length };
}

/** How many responses have each status, of reports that are seen in full; in the order of the statuses. */
export function statusesIn(portions: readonly Portion[]): readonly Counted<ResponseStatus>[] {
  const counts = countsOf(inFull(portions).flatMap(({ parts }) => parts.map(({ status }) => status)));
  return RESPONSE_STATUSES.flatMap((value) => counts.filter((one) => one.value === value));
}

/** Why responses were returned or rejected, of reports that are seen in full; the most frequent first. */
export function reasonsIn(portions: readonly Portion[]): readonly Counted<ReturnReason>[] {
  return mostFirst(countsOf(inFull(portions).flatMap(({ parts }) => parts.flatMap(({ reasons }) => reasons))));
}

/** Evidence that is required and lacking, by `<indicator> <evidence>`; the most often lacking first. */
export function missingIn(portions: readonly Portion[]): readonly Counted<string>[] {
  const named = portions.flatMap(({ parts }) =>
    parts.flatMap(({ indicator, missing }) => missing.map((code) => `${indicator.code} ${code}`)),
  );
  return mostFirst(countsOf(named));
}

/** What people decided is not for everybody. */
function inFull(portions: readonly Portion[]): readonly Portion[] {
  return portions.filter(({ standing }) => standing.full);
}

function countsOf<Value extends string>(values: readonly Value[]): readonly Counted<Value>[] {
  return [...Map.groupBy(values, (value) => value)].map(([value, all]) => ({ value, count: all.length }));
}

/** Ties by name, so that the same question has the same answer. */
function mostFirst<Value extends string>(counts: readonly Counted<Value>[]): readonly Counted<Value>[] {
  return counts.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
