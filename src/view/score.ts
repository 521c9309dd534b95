import { basisReached, graded, validityDates } from '../domain/report/index.ts';
import type { ScoreBasis } from '../domain/report/index.ts';
import { derive, gaps, readiness, score } from '../domain/scoring/v1/index.ts';
import type { DerivationNode, Gap, Readiness, Score } from '../domain/scoring/v1/index.ts';
import type { Paper } from '../domain/instrument/index.ts';
import { TIME_ZONES } from '../domain/jurisdiction/index.ts';
import type { TimeZone } from '../domain/jurisdiction/index.ts';
import type { CycleRow } from '../projection/cycle.ts';
import type { ReportRow, ResponseRow } from '../projection/report.ts';

/** A report as it was at one moment, with everything its score follows from. */
export type ReportMoment = Readonly<{ report: ReportRow; responses: readonly ResponseRow[]; paper: Paper }>;

/** Null where the report has not reached that basis. */
export function basisFor(report: ReportRow, asked: ScoreBasis | null): ScoreBasis | null {
  const reached = basisReached(report);
  if (asked === null || asked === reached) return reached;
  const order: readonly ScoreBasis[] = ['CLAIMED', 'VERIFIED', 'ASSESSED', 'FINAL'];
  return order.indexOf(asked) <= order.indexOf(reached) || asked !== 'FINAL' ? asked : null;
}

/** The same code that decided the final: computed anew from what the ledger holds. */
export function scoreOn(moment: ReportMoment, basis: ScoreBasis): Score {
  return score(moment.paper, graded(moment.responses, basis));
}

export function derivationOn(moment: ReportMoment, basis: ScoreBasis): readonly DerivationNode[] {
  return derive(moment.paper, graded(moment.responses, basis));
}

export function gapsOn(moment: ReportMoment, basis: ScoreBasis): readonly Gap[] {
  return gaps(moment.paper, graded(moment.responses, basis));
}

export function readinessOf(moment: ReportMoment, cycle: CycleRow, timeZone: TimeZone): Readiness {
  const dates = validityDates({ cycle, unit: { utcOffset: TIME_ZONES[timeZone] } });
  return readiness(moment.paper, graded(moment.responses, 'CLAIMED'), dates);
}

