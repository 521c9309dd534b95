import { and, asc, inArray, sql } from 'drizzle-orm';

import { isWithin } from '../../domain/access.ts';
import type { ScoreBasis } from '../../domain/report/index.ts';
import { toRational } from '../../kernel/rational.ts';
import type { Rational } from '../../kernel/rational.ts';
import type { CycleRow } from '../../projection/cycle.ts';
import type { ReportRow } from '../../projection/report.ts';
import { reportTable } from '../../projection/tables.ts';
import { finalShown } from '../finals.ts';
import type { At, Reader } from '../reader.ts';
import { heldAt } from '../rows.ts';
import { basisFor } from '../score.ts';
import { maySee } from '../visibility.ts';
import type { Viewer } from '../visibility.ts';

/** A report of a cycle, as far as it is counted. */
export type CountedReport = Pick<ReportRow, 'unit' | 'stage' | 'finals'> &
  Readonly<{
    cycle: CycleRow;
    /** Was it late when it was first submitted? Null: it was not yet. */
    late: boolean | null;
  }>;

/** On which basis reports are looked at, and by whom. */
export type Looking = Readonly<{ basis: ScoreBasis; viewer: Viewer }>;

/** One report that counts. */
export type Standing = Readonly<{
  /** `<unit>/<cycle>` */
  key: string;
  unit: string;
  cycle: CycleRow;
  /** Does the viewer see it in full, or its published results only? */
  full: boolean;
  /** The last entry that counts: of a final score the one that froze it, whatever happened since. */
  upTo: number;
  /** The exact total; null where nothing is in force, so that it measures nothing. */
  total: Rational | null;
  predicate: string | null;
  /** The shares of its dimensions, 0 to 1, by code; null where one is not applicable. */
  dimensions: ReadonlyMap<string, Rational | null>;
}>;

/** A report whose score is still to be computed. */
export type Unscored = Omit<Standing, 'total' | 'predicate' | 'dimensions'>;

/** The reports of these cycles, in order of unit, without what nobody counts. */
export async function countedReports(
  { database }: Reader,
  at: At,
  { cycles, within }: Readonly<{ cycles: readonly CycleRow[]; within: string | null }>,
): Promise<readonly CountedReport[]> {
  const byCode = new Map(cycles.map((cycle) => [cycle.cycle, cycle]));
  if (byCode.size === 0) return [];
  const { body } = reportTable;
  const rows = await database
    .select({
      cycle: reportTable.cycle,
      report: sql<
        Pick<CountedReport, 'unit' | 'stage' | 'finals' | 'late'>
      >`jsonb_build_object('unit', ${body} -> 'unit',
        'stage', ${body} -> 'stage', 'finals', ${body} -> 'finals', 'late', ${body} #> '{submissions,0,late}')`,
    })
    .from(reportTable)
    .where(and(inArray(reportTable.cycle, [...byCode.keys()]), heldAt(reportTable, at)))
    .orderBy(asc(reportTable.key));
  return rows.flatMap(({ cycle: code, report }) => {
    const cycle = byCode.get(code ?? '');
    return cycle && (within === null || isWithin(report.unit, within)) ? [{ ...report, cycle }] : [];
  });
}

/** The reports that have a frozen score which the viewer sees. */
export function finalStandings(reports: readonly CountedReport[], viewer: Viewer): readonly Standing[] {
  return reports.flatMap((report) => {
    const full = maySee(viewer, report.unit);
    const final = finalShown(report, report.cycle, full);
    if (!final) return [];
    const shares = final.dimensions.map(
      ({ code, exact }) => [code, exact === null ? null : toRational(exact)] as const,
    );
    // A total of which no dimension is in force measures nothing.
    const measured = shares.some(([, share]) => share !== null);
    const total = measured ? toRational(final.exact) : null;
    const frozen = { total, predicate: final.predicate, dimensions: new Map(shares) };
    return [{ ...nameOf(report), full, upTo: final.position, ...frozen }];
  });
}

/** The reports that have reached a basis and that the viewer sees in full. */
export function reachedStandings(
  reports: readonly CountedReport[],
  at: At,
  { basis, viewer }: Looking,
): readonly Unscored[] {
  return reports
    .filter((report) => maySee(viewer, report.unit) && basisFor(report, basis) !== null)
    .map((report) => ({ ...nameOf(report), full: true, upTo: at.position }));
}

function nameOf({ unit, cycle }: CountedReport): Pick<Standing, 'key' | 'unit' | 'cycle'> {
  return { key: `${unit}/${cycle.cycle}`, unit, cycle };
}
