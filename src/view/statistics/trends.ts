import type { Rational } from '../../kernel/rational.ts';
import { inOrder } from '../../kernel/statistics.ts';
import type { CycleRow } from '../../projection/cycle.ts';
import { participantsIn } from '../cycles.ts';
import type { Participation } from '../cycles.ts';
import type { At, Reader } from '../reader.ts';
import { maySee } from '../visibility.ts';
import { scoredOf } from './scored.ts';
import { countedReports } from './standings.ts';
import type { CountedReport, Looking, Standing } from './standings.ts';

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
  const reports = await countedReports(reader, at, asked);
  const { standings } = await scoredOf(reader, at, reports, asked);
  return Promise.all(
    asked.cycles.map(async (cycle) => {
      const own = standings.filter((one) => one.cycle === cycle);
      const { predicates } = await reader.papers.edition(cycle.instrumentDigest);
      return {
        cycle,
        participation: participationIn(
          participantsIn(cycle, asked.within).filter((unit) => isCounted(cycle, unit, asked)),
          reports.filter((one) => one.cycle === cycle && isCounted(cycle, one.unit, asked)),
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

/** Who reported and who did not is public with the results; before, one learns it of the units that one sees in full. */
function isCounted({ published }: CycleRow, unit: string, { viewer }: Looking): boolean {
  return published !== null || maySee(viewer, unit);
}

function participationIn(
  participants: readonly string[],
  reports: readonly CountedReport[],
): TrendPoint['participation'] {
  return {
    expected: participants.length,
    opened: reports.length,
    submitted: reports.filter(({ late }) => late !== null).length,
    onTime: reports.filter(({ late }) => late === false).length,
    final: reports.filter(({ finals }) => finals.length > 0).length,
  };
}

function counted(codes: readonly string[], standings: readonly Standing[]): TrendPoint['predicates'] {
  const counts = [...codes, null].map((predicate) => ({
    predicate,
    count: standings.filter((one) => one.predicate === predicate).length,
  }));
  return counts.filter(({ predicate, count }) => predicate !== null || count > 0);
}
