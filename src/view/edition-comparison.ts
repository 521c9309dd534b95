import type { Edition, Predicate } from '../domain/instrument/index.ts';
import { ranked } from '../kernel/competition.ts';
import { compare, roundTo, subtract, toDecimal } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import type { CycleRow } from '../projection/cycle.ts';
import { movesBetween } from './moves.ts';
import type { Move } from './moves.ts';
import type { At, Reader } from './reader.ts';
import { anatomies } from './statistics/anatomies.ts';
import type { Anatomy } from './statistics/parts.ts';
import { countedReports, finalStandings, reachedStandings } from './statistics/standings.ts';
import type { Looking } from './statistics/standings.ts';

/** One cycle bound to one edition, and as if it were bound to another. */
export type ComparisonAsked = Looking & Readonly<{ before: CycleRow; after: CycleRow; within: string | null }>;

/** A total with its place among the reports that are compared. */
export type RankedTotal = Readonly<{
  /** Rounded as the edition says. */
  total: string;
  exact: Rational;
  rank: number;
  predicate: Predicate | null;
}>;

/** What another edition does to one report. */
export type ComparedReport = Readonly<{
  unit: string;
  before: RankedTotal;
  after: RankedTotal;
  delta: Rational;
  moves: readonly Move[];
}>;

/**
 * Who moves where another edition is put in the place of the one in force: every report that the viewer sees on this
 * basis, scored again by both, in order of rank before. Ties by exact total share a rank. A report of which nothing is in
 * force measures nothing and is left out. The number of statements does not depend on the number of reports but for
 * batches of 200.
 */
export async function compareEditions(
  reader: Reader,
  at: At,
  { before, after, within, basis, viewer }: ComparisonAsked,
): Promise<readonly ComparedReport[]> {
  const counted = await countedReports(reader, at, { cycles: [before], within });
  const looking = { basis, viewer };
  const reports = basis === 'FINAL' ? finalStandings(counted, viewer) : reachedStandings(counted, at, looking);
  const otherwise = reports.map((report) => ({ ...report, cycle: after }));
  const [was, would] = [await anatomies(reader, reports, basis), await anatomies(reader, otherwise, basis)];
  const pairs = reports.flatMap(({ key, unit }) => pairOf(unit, was.get(key), would.get(key)));
  const earlier = placing(await reader.papers.edition(before.instrumentDigest), pairs, 'before');
  const later = placing(await reader.papers.edition(after.instrumentDigest), pairs, 'after');
  return [...earlier].flatMap(([pair, placed]) => {
    const next = later.get(pair);
    return next ? [comparedReport(pair, placed, next)] : [];
  });
}

type Measured = Anatomy & Readonly<{ total: Rational }>;
type Pair = Readonly<{ unit: string; before: Measured; after: Measured }>;

function pairOf(unit: string, before: Anatomy | undefined, after: Anatomy | undefined): readonly Pair[] {
  return isMeasured(before) && isMeasured(after) ? [{ unit, before, after }] : [];
}

function isMeasured(anatomy: Anatomy | undefined): anatomy is Measured {
  return anatomy !== undefined && anatomy.total !== null;
}

/** The place of each under one of the editions, in order of rank, then of unit. */
function placing(
  { rounding, predicates }: Edition,
  pairs: readonly Pair[],
  under: 'before' | 'after',
): ReadonlyMap<Pair, RankedTotal> {
  const inOrder = ranked(pairs, (a, b) => compare(b[under].total, a[under].total));
  const placed = inOrder.map(({ value, rank }) => {
    const { total: exact, predicate: code } = value[under];
    const total = toDecimal(roundTo(exact, rounding.scale, rounding.mode), rounding.scale);
    const predicate = predicates.find((one) => one.code === code) ?? null;
    return [value, { total, exact, rank, predicate }] as const;
  });
  return new Map(placed);
}

function comparedReport(pair: Pair, before: RankedTotal, after: RankedTotal): ComparedReport {
  const delta = subtract(after.exact, before.exact);
  const moves = movesBetween(contributionsOf(pair.before), contributionsOf(pair.after));
  return { unit: pair.unit, before, after, delta, moves };
}

function contributionsOf({ parts }: Anatomy) {
  return parts.map(({ indicator: { code, dimension }, contribution }) => ({ code, dimension, contribution }));
}
