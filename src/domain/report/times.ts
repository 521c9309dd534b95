import type { Instant } from '../../kernel/instant.ts';
import type { DatedTimes, RoundTimes } from '../scoring/v1/index.ts';
import type { CorrectionRound, ReportHeader } from './header.ts';
import { REPORT_STAGES } from './values.ts';

/** The part of a report that says when things happened to it. */
export type Dated = Pick<ReportHeader, 'period' | 'stage' | 'submissions' | 'rounds' | 'finals'>;

/** When a report was submitted and corrected, as timeliness is measured by; `deadline` is the one its lead is measured to. */
export function timesOf(header: Dated, deadline: Instant | null): DatedTimes {
  const { period, submissions, rounds } = header;
  return {
    period,
    deadline,
    submissions,
    rounds: rounds.map((one) => ({ ...one, ...inReturn(header, one) })),
  };
}

function inReturn(header: Dated, round: CorrectionRound): Pick<RoundTimes, 'accepted' | 'firstRound'> {
  const again = header.rounds.some((one) => takesUp(header, one, round));
  const firstRound = Math.min(...returnOf(header, round).map((one) => one.round));
  return { accepted: !again && isPassedOn(header, round), firstRound };
}

/** The round with all that are tied to it: each takes up another one of them again. */
function returnOf(header: Dated, round: CorrectionRound): readonly CorrectionRound[] {
  let known: readonly CorrectionRound[] = [];
  let found: readonly CorrectionRound[] = [round];
  while (found.length > known.length) {
    known = found;
    found = header.rounds.filter((one) =>
      known.some((other) => one === other || takesUp(header, one, other) || takesUp(header, other, one)),
    );
  }
  return found;
}

/** The same stage returned an indicator of the earlier round again before it passed the report on. */
function takesUp(header: Dated, later: CorrectionRound, earlier: CorrectionRound): boolean {
  return (
    later.position > earlier.position &&
    later.stage === earlier.stage &&
    later.position < (finalAfter(header, earlier) ?? Infinity) &&
    later.indicators.some((code) => earlier.indicators.includes(code))
  );
}

function isPassedOn(header: Dated, round: CorrectionRound): boolean {
  const isFurther = REPORT_STAGES.indexOf(header.stage) > REPORT_STAGES.indexOf(round.stage);
  return isFurther || finalAfter(header, round) !== null;
}

/** The entry of the final that the round led to. */
function finalAfter({ finals }: Dated, round: CorrectionRound): number | null {
  return finals.find(({ position }) => position > round.position)?.position ?? null;
}
