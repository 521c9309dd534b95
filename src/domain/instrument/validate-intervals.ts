import type { Rational } from '../../kernel/rational.ts';
import { compare, toExact, toRational } from '../../kernel/rational.ts';
import type { Interval } from './edition.ts';
import { issue } from './issue.ts';
import type { EditionIssue, EditionIssueCode, IssuePath } from './issue.ts';

/** What bands or predicates have to cover: from `from` (itself included) to `to` (itself included), null: without end. */
export type Range = Readonly<{ from: Rational; to: Rational | null }>;

/** An end of an interval; `value` null is infinite. */
type Edge = Readonly<{ value: Rational | null; open: boolean }>;

type Placed = Readonly<{ index: number; from: Edge; to: Edge }>;

/** The intervals MUST divide the range: every value of it lies in exactly one of them, so that it earns one thing. */
export function coverageIssues(intervals: readonly Interval[], range: Range, path: IssuePath): readonly EditionIssue[] {
  const placed = intervals.map(place);
  const empty = placed.filter(isEmpty);
  if (empty.length > 0) return empty.map((one) => problem(one, path, 'INTERVAL_EMPTY', 'holds no value'));
  const sorted = placed.toSorted((a, b) => compareStarts(a.from, b.from));
  return [...startIssues(sorted, range, path), ...seamIssues(sorted, path), ...endIssues(sorted, range, path)];
}

function place(interval: Interval, index: number): Placed {
  return {
    index,
    from: { value: interval.from === null ? null : toRational(interval.from), open: interval.fromOpen },
    to: { value: interval.to === null ? null : toRational(interval.to), open: interval.toOpen },
  };
}

function isEmpty({ from, to }: Placed): boolean {
  if (from.value === null || to.value === null) return false;
  const order = compare(from.value, to.value);
  return order > 0 || (order === 0 && (from.open || to.open));
}

function compareStarts(a: Edge, b: Edge): number {
  if (a.value === null || b.value === null) return Number(a.value !== null) - Number(b.value !== null);
  return compare(a.value, b.value) || Number(a.open) - Number(b.open);
}

function startIssues([first]: readonly Placed[], range: Range, path: IssuePath): EditionIssue[] {
  if (!first?.from.value) return [];
  const order = compare(first.from.value, range.from);
  if (order < 0) return [problem(first, path, 'INTERVALS_LEAVE_THE_RANGE', `begins below ${toExact(range.from)}`)];
  if (order === 0 && !first.from.open) return [];
  return [problem(first, path, 'INTERVALS_LEAVE_A_GAP', `leaves out ${toExact(range.from)}, where the range begins`)];
}

function seamIssues(sorted: readonly Placed[], path: IssuePath): EditionIssue[] {
  return sorted.slice(1).flatMap((next, index) => {
    const previous = sorted[index];
    return previous ? seam(previous.to, next, path) : [];
  });
}

function seam(end: Edge, next: Placed, path: IssuePath): EditionIssue[] {
  const order = end.value === null || next.from.value === null ? 1 : compare(end.value, next.from.value);
  const overlaps = order > 0 || (order === 0 && !end.open && !next.from.open);
  if (overlaps) return [problem(next, path, 'INTERVALS_OVERLAP', 'shares values with the interval before it')];
  const parts = order < 0 || (end.open && next.from.open);
  return parts
    ? [problem(next, path, 'INTERVALS_LEAVE_A_GAP', 'does not begin where the interval before it ends')]
    : [];
}

function endIssues(sorted: readonly Placed[], range: Range, path: IssuePath): EditionIssue[] {
  const last = sorted.at(-1);
  if (!last) return [];
  if (range.to === null || last.to.value === null) return endlessIssues(last, range, path);
  const order = compare(last.to.value, range.to);
  if (order > 0) return [problem(last, path, 'INTERVALS_LEAVE_THE_RANGE', `ends above ${toExact(range.to)}`)];
  if (order === 0 && !last.to.open) return [];
  return [problem(last, path, 'INTERVALS_LEAVE_A_GAP', `leaves out ${toExact(range.to)}, where the range ends`)];
}

/** A last interval without end covers whatever the range is; one with an end cannot cover a range without. */
function endlessIssues(last: Placed, range: Range, path: IssuePath): EditionIssue[] {
  if (last.to.value === null || range.to !== null) return [];
  return [problem(last, path, 'INTERVALS_LEAVE_A_GAP', 'ends, although the range has no end')];
}

function problem({ index }: Placed, path: IssuePath, code: EditionIssueCode, what: string): EditionIssue {
  return issue([...path, index], code, `This interval ${what}.`);
}
