import type { Instant } from '../../kernel/instant.ts';
import type { DatedTimes } from '../scoring/v1/index.ts';
import type { CorrectionRound, ReportHeader } from './header.ts';
import { REPORT_STAGES } from './values.ts';

/** The part of a report that says when things happened to it. */
export type Dated = Pick<ReportHeader, 'period' | 'stage' | 'submissions' | 'rounds' | 'finals'>;

/** When a report was submitted and corrected, as timeliness is measured by; `deadline` is the one of its unit. */
export function timesOf(header: Dated, deadline: Instant | null): DatedTimes {
  const { period, submissions, rounds } = header;
  return {
    period,
    deadline,
    submissions,
    rounds: rounds.map((one) => ({ ...one, accepted: isAccepted(header, one) })),
  };
}

/** The stage that opened the round passed the report on, and returned none of its indicators again before it did. */
function isAccepted(header: Dated, round: CorrectionRound): boolean {
  const { stage, rounds, finals } = header;
  const final = finals.find(({ position }) => position > round.position);
  const again = rounds.some(
    (one) =>
      one.stage === round.stage &&
      one.position > round.position &&
      one.position < (final?.position ?? Infinity) &&
      one.indicators.some((code) => round.indicators.includes(code)),
  );
  return !again && (final !== undefined || REPORT_STAGES.indexOf(stage) > REPORT_STAGES.indexOf(round.stage));
}
