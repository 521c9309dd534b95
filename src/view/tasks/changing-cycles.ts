import { and, inArray, sql } from 'drizzle-orm';

import type { ReportStage } from '../../domain/report/index.ts';
import type { ReportStanding } from '../../domain/cycle/index.ts';
import type { CycleRow } from '../../projection/cycle.ts';
import { phaseOf } from '../../projection/standings.ts';
import { cycleTable, reportTable } from '../../projection/tables.ts';
import { among } from '../given.ts';
import type { At, Reader } from '../reader.ts';
import { heldAt, rowsWhere } from '../rows.ts';

/** The cycles in which something can still be done: those not published, and those of which a report was reopened. */
export async function changingCycles(
  reader: Reader,
  at: At,
  codes: readonly string[] | null | undefined,
): Promise<readonly CycleRow[]> {
  const reopened = reader.database
    .select({ cycle: reportTable.cycle })
    .from(reportTable)
    .where(and(heldAt(reportTable, at), sql`jsonb_array_length(${reportTable.body} -> 'reopenings') > 0`));
  const changing = sql`(${cycleTable.body} ->> 'published' is null or ${inArray(cycleTable.key, reopened)})`;
  return rowsWhere<CycleRow>(reader, cycleTable, { at, where: and(among(cycleTable.key, codes), changing) });
}

/** How far the reports of each cycle have come, as publication asks. */
export async function standingsOfCycles(
  { database }: Reader,
  at: At,
  cycles: readonly string[],
): Promise<ReadonlyMap<string, readonly ReportStanding[]>> {
  if (cycles.length === 0) return new Map();
  const { unit, cycle, stage, finalTotal, body } = reportTable;
  const rows = await database
    .select({
      unit,
      cycle,
      stage: sql<ReportStage>`${stage}`,
      submittedAt: sql<string | null>`${body} #>> '{submissions,0,at}'`,
      total: finalTotal,
      predicate: sql<string | null>`${body} #>> '{final,predicate}'`,
      position: sql<string | null>`${body} #>> '{final,position}'`,
    })
    .from(reportTable)
    .where(and(inArray(cycle, [...cycles]), heldAt(reportTable, at)));
  const standings = rows.map((row) => ({ of: row.cycle ?? '', standing: standingOf(row) }));
  return new Map(
    [...Map.groupBy(standings, ({ of }) => of)].map(([code, list]) => [code, list.map(({ standing }) => standing)]),
  );
}

type StandingRow = Readonly<{
  unit: string | null;
  stage: ReportStage;
  submittedAt: string | null;
  total: string | null;
  predicate: string | null;
  position: string | null;
}>;

function standingOf({ unit, stage, submittedAt, total, predicate, position }: StandingRow): ReportStanding {
  const final = total === null ? null : { position: Number(position), total, predicate };
  return { unit: unit ?? '', phase: phaseOf(stage), submittedAt, final };
}
