import type { ReportPhase, ReportStanding } from '../domain/cycle/index.ts';
import type { ReportStage } from '../domain/report/index.ts';
import type { Transaction } from '../ledger/session.ts';
import { OPEN_END } from './projection.ts';

type Row = Readonly<{
  unit: string;
  stage: ReportStage;
  submitted_at: string | null;
  total: string | null;
  predicate: string | null;
  position: string | null;
}>;

/** The reports of a cycle as they stand under the ledger's lock, in order of unit: what publication decides on. */
export async function readStandings({ sql }: Transaction, cycle: string): Promise<readonly ReportStanding[]> {
  const rows = await sql<Row[]>`
    select unit, stage, body #>> '{submissions,0,at}' as submitted_at, final_total as total, body #>> '{final,predicate}' as predicate, body #>> '{final,position}' as position
    from report where cycle = ${cycle} and to_position = ${OPEN_END}::bigint order by unit`;
  return rows.map(({ unit, stage, submitted_at: submittedAt, total, predicate, position }) => ({
    unit,
    phase: phaseOf(stage),
    submittedAt,
    final: total === null ? null : { position: Number(position), total, predicate },
  }));
}

/** How far a report at this stage has come, as its cycle asks. */
export function phaseOf(stage: ReportStage): ReportPhase {
  switch (stage) {
    case 'DRAFTING':
    case 'FINAL':
      return stage;
    case 'PROVINCIAL_REVIEW':
    case 'REGIONAL_REVIEW':
      return 'REVIEW';
    case 'NATIONAL_ASSESSMENT':
    case 'OBJECTION_WINDOW':
      return 'ASSESSMENT';
  }
}
