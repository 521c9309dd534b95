import { leadDeadline } from '../domain/cycle/index.ts';
import { timesOf } from '../domain/report/index.ts';
import { mostResponsive, timelinessOf } from '../domain/scoring/v1/index.ts';
import type { LocalTime } from '../domain/scoring/v1/index.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Rational } from '../kernel/rational.ts';
import type { CycleRow } from './cycles.ts';
import type { ReportRow } from './reports.ts';

export type ReportTimeliness = Readonly<{
  deadline: Instant;
  firstSubmission: Instant | null;
  firstCompleteSubmission: Instant | null;
  lead: Rational | null;
  late: boolean;
  rounds: readonly Readonly<{
    round: number;
    returnedAt: Instant;
    resubmittedAt: Instant | null;
    endedByDueDate: boolean;
    workingHours: Rational | null;
  }>[];
  workingHours: Rational | null;
  neverReturned: boolean;
  unknownYears: readonly number[];
}>;

type Measuring = Readonly<{ cycle: CycleRow; local: LocalTime; now: Instant }>;

/** Whether a report came in time, and how long its corrections took; `now`: the moment that is looked at. */
export function timelinessOfReport(row: ReportRow, { cycle, local, now }: Measuring): ReportTimeliness {
  const deadline = leadDeadline(cycle, row);
  const times = timesOf(row, deadline);
  const { completed, lead, returns } = timelinessOf(times, local);
  const measured = new Map(returns.flatMap(({ rounds }) => rounds.map((one) => [one.round, one] as const)));
  const responsive = mostResponsive([times], local);
  const unknown = [...measured.values()].flatMap(({ unknownYear }) => unknownYear ?? []);
  return {
    deadline,
    firstSubmission: times.submissions[0]?.at ?? null,
    firstCompleteSubmission: completed?.at ?? null,
    lead,
    // As it was recorded; while there is nothing to go by: a window is over at its end, not after it.
    late: row.submissions[0]?.late ?? now >= deadline,
    rounds: times.rounds.map(({ round, openedAt, resubmittedAt }) => ({
      round,
      returnedAt: openedAt,
      resubmittedAt,
      endedByDueDate: resubmittedAt === null && (measured.get(round)?.to ?? null) !== null,
      workingHours: measured.get(round)?.hours ?? null,
    })),
    workingHours: responsive.hours,
    neverReturned: responsive.kind === 'NEVER_RETURNED',
    unknownYears: [...new Set(unknown)].sort((a, b) => a - b),
  };
}
