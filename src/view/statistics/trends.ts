import type { Rational } from '../../kernel/rational.ts';
import { inOrder } from '../../kernel/statistics.ts';
import { isWithin } from '../../domain/access.ts';
import type { CycleRow } from '../../projection/cycle.ts';
import type { Participation } from '../cycles.ts';
import type { At, Reader } from '../reader.ts';
import { scoredOf } from './scored.ts';
import { headsOf } from './standings.ts';
import type { Head, Looking, Standing } from './standings.ts';

/** How one cycle went. */
export type TrendPoint = Readonly<{
  cycle: CycleRow;
  participation: Participation & Readonly<{ expected: number }>;
  /** How many reports count below. */
  reports: number;
  /** The exact totals, the smallest first. */
  values: readonly Rational[];
  /** How many reports hold each predicate, in the order of the edition; null: none of them. */
  predicates: readonly Readonly<{ predicate: string | null; count: number }>[];
}>;

export type TrendsAsked = Looking & Readonly<{ cycles: readonly CycleRow[]; within: string | null }>;

/** One point per cycle, in the order of the cycles. */
export async function trends(reader: Reader, at: At, asked: TrendsAsked): Promise<readonly TrendPoint[]> {
  const heads = await headsOf(reader, at, asked);
  const { standings } = await scoredOf(reader, at, heads, asked);
  return Promise.all(
    asked.cycles.map(async (cycle) => {
      const own = standings.filter((one) => one.cycle === cycle);
      const { predicates } = await reader.papers.edition(cycle.instrumentDigest);
      return {
        cycle,
        participation: participationIn(
          cycle.participants.filter((unit) => asked.within === null || isWithin(unit, asked.within)),
          heads.filter((one) => one.cycle === cycle),
        ),
        reports: own.length,
        values: inOrder(own.flatMap(({ total }) => (total ? [total] : []))),
        predicates: counted(
          predicates.map(({ code }) => code),
          own,
        ),
      };
    }),
  );
}

function participationIn(participants: readonly string[], heads: readonly Head[]): TrendPoint['participation'] {
  return {
    expected: participants.length,
    opened: heads.length,
    submitted: heads.filter(({ late }) => late !== null).length,
    onTime: heads.filter(({ late }) => late === false).length,
    final: heads.filter(({ finals }) => finals.length > 0).length,
  };
}

function counted(codes: readonly string[], standings: readonly Standing[]): TrendPoint['predicates'] {
  const counts = [...codes, null].map((predicate) => ({
    predicate,
    count: standings.filter((one) => one.predicate === predicate).length,
  }));
  return counts.filter(({ predicate, count }) => predicate !== null || count > 0);
}
