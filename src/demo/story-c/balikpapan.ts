import type { ReviewItem, ScoreItem } from '../../domain/report/index.ts';
import { LEGAL_DIVISION, PERSONNEL_AGENCY } from '../organizations.ts';
import type { Step } from '../step.ts';
import { wita } from '../told-time.ts';
import type { Correction } from '../verbs/course.ts';
import { assigns, replaces } from '../verbs/reporting.ts';
import { accepted, overridden, returned } from '../verbs/rulings.ts';
import { sampleDocument } from '../verbs/sample-document.ts';
import { indicatorOf, requiredEvidence } from '../verbs/told-report.ts';
import type { ToldReport } from '../verbs/told-report.ts';
import { REFORM_CALENDAR } from './calendar.ts';

/**
 * What is out of the ordinary in Balikpapan: the Legal Division proves the training of drafters with a document that is
 * not its to issue, which comes back and is replaced by the Personnel Agency; and one point is scored otherwise.
 */

export const BALIKPAPAN_CITY = '64.71';

/** Answered in vain by the Legal Division. */
const OFF_MANDATE = 'IRH-V2-2';

/** Claimed in full, and scored one point lower. */
const OVERSTATED = 'IRH-V3-3';

export const FIRST_ANSWERED_BY = { [OFF_MANDATE]: LEGAL_DIVISION };

export function ruledInBalikpapan(indicator: string): ReviewItem {
  if (indicator !== OFF_MANDATE) return accepted(indicator);
  const note =
    'The letters of assignment are signed by the Legal Division. Sending civil servants to training is the mandate of ' +
    'the Personnel and Training Agency: please attach its letters, with the certificates.';
  return returned({ indicator, reason: 'OFF_MANDATE', note });
}

/** The coordinator hands the indicator over to the agency whose mandate it is, and that agency replaces the document. */
export function correctedInBalikpapan(report: ToldReport): Correction {
  return {
    returnedAt: wita('2026-04-06 15:00'),
    note: 'One document comes from an agency that has no mandate for it.',
    mends: mends({ ...report, answeredBy: { ...report.answeredBy, [OFF_MANDATE]: PERSONNEL_AGENCY } }),
    resubmittedAt: wita('2026-04-09 14:00'),
    decidedAt: wita('2026-04-10 09:30'),
    items: [accepted(OFF_MANDATE)],
  };
}

/** The assessor's own points, with why; null where the rule gives them. */
export function scoredInBalikpapan(indicator: string): ScoreItem | null {
  if (indicator !== OVERSTATED) return null;
  const justification =
    'Nine recommendations are said to be followed up. One of the nine regulations was repealed only in January 2026, ' +
    'after the year that is measured.';
  return overridden(indicator, '8', justification);
}

function mends(report: ToldReport): readonly Step[] {
  const indicator = indicatorOf(report.paper, OFF_MANDATE);
  const at = wita('2026-04-09 09:00');
  const reason =
    'Replaced by the letters of assignment and certificates that the Personnel and Training Agency issued.';
  return [
    assigns(report, wita('2026-04-07 10:00'), PERSONNEL_AGENCY.code, [{ indicator }]),
    ...requiredEvidence(indicator).map((requirement, index) => {
      const document = sampleDocument(requirement, { issuedOn: REFORM_CALENDAR.issuedOn, corrected: true });
      return replaces(report, at, indicator, { number: index + 1, document, reason });
    }),
  ];
}
