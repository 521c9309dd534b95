import { toRational } from '../kernel/rational.ts';
import { annual } from '../domain/scoring/v1/index.ts';
import type { AnnualResult, PeriodTotal } from '../domain/scoring/v1/index.ts';
import type { Edition } from '../domain/instrument/index.ts';
import type { CycleRow } from '../projection/cycle.ts';
import type { At } from './reader.ts';
import { basisFor, scoreOn } from './score.ts';
import type { ReportMoment } from './score.ts';

/** The year of one unit: its cycles of that year, and its report in each where there is one. */
export type Year = Readonly<{
  edition: Edition;
  cycles: readonly CycleRow[];
  moments: readonly ReportMoment[];
  at: At;
}>;

/** Final once every period's window has closed and every report is final: what is only shown is computed from the moment. */
export function annualOf({ edition, cycles, moments, at }: Year): AnnualResult {
  const closed = edition.periods.every(({ code }) =>
    cycles.some(({ period, submission }) => period === code && submission.closesAt <= at.time),
  );
  return annual(edition, moments.map(periodTotal), closed);
}

/** Drafts are not reported yet. */
function periodTotal(moment: ReportMoment): PeriodTotal {
  const { report } = moment;
  if (report.stage === 'DRAFTING') return { period: report.period, exact: null, basis: null };
  const basis = basisFor(report, null);
  const exact = report.final ? toRational(report.final.exact) : scoreOn(moment, basis ?? 'CLAIMED').exact;
  return { period: report.period, exact, basis };
}
