import type { Step } from '../step.ts';
import { wita } from '../told-time.ts';
import { asks } from '../verbs/deciding.ts';
import { clarifies } from '../verbs/reporting.ts';
import { indicatorOf } from '../verbs/told-report.ts';
import type { ToldReport } from '../verbs/told-report.ts';

/** What is out of the ordinary in Bontang: one figure leaves a question open, which is answered the next day. */

export const BONTANG_CITY = '64.74';

const UNCLEAR = 'IRH-V4-1';

export function clarifiedInBontang(report: ToldReport, regionalReviewer: string): readonly Step[] {
  const indicator = indicatorOf(report.paper, UNCLEAR);
  const question =
    'The printout of the JDIH e-Report shows 70 of 100, but not of which assessment. Is it the final result for 2025, or ' +
    'the interim one of July?';
  const answer =
    'The final result for 2025, printed on 12 December 2025. The interim result of July was 66; the 14 points stated ' +
    'follow from the final one.';
  return [
    asks(report, { by: regionalReviewer, at: wita('2026-04-01 10:00') }, { indicator: UNCLEAR, question }),
    clarifies(report, wita('2026-04-02 14:00'), indicator, { clarification: 1, answer }),
  ];
}
