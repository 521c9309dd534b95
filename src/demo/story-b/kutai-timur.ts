import type { ReviewItem } from '../../domain/report/index.ts';
import type { Step } from '../step.ts';
import { wita } from '../told-time.ts';
import type { Correction } from '../verbs/course.ts';
import { upholds } from '../verbs/deciding.ts';
import { attaches, objects } from '../verbs/reporting.ts';
import { accepted, rejected, returned } from '../verbs/rulings.ts';
import { sampleDocument } from '../verbs/sample-document.ts';
import { indicatorOf, requiredEvidence } from '../verbs/told-report.ts';
import type { ToldReport } from '../verbs/told-report.ts';
import { CARING_CALENDAR } from './calendar.ts';

/**
 * What is out of the ordinary in Kutai Timur: 85 of 120 hold as submitted, 89 after a correction round, and one
 * objection that is upheld makes it 90, which is exactly 75.
 */

/** Claimed without the required documents, and returned for them. */
const FORGOTTEN = ['KKP-SP1-S2', 'KKP-SP5-P2', 'KKP-ES3-S2', 'KKP-ES5-P3'] as const;

/** Claimed without a document as well, rejected, and objected to. */
const DISPUTED = 'KKP-ES2-S2';

export const WITHOUT_EVIDENCE: readonly string[] = [...FORGOTTEN, DISPUTED];

/** The regional office's decision where it is not simply accepted. */
export function ruledInKutaiTimur(indicator: string): ReviewItem {
  if (indicator === DISPUTED) {
    const note = 'No decree is attached, and the register of decrees of the head of region for 2021 lists none.';
    return rejected({ indicator, reason: 'NO_DOCUMENT', note });
  }
  const note = 'Stated as in place, but the required documents are not attached.';
  return returned({ indicator, reason: 'NO_DOCUMENT', note });
}

export function correctedInKutaiTimur(report: ToldReport): Correction {
  return {
    returnedAt: wita('2023-04-10 15:00'),
    note: 'Four indicators claim what no document shows.',
    mends: FORGOTTEN.flatMap((code) => attachesEvidence(report, code)),
    resubmittedAt: wita('2023-04-17 10:00'),
    decidedAt: wita('2023-04-18 09:00'),
    items: FORGOTTEN.map((code) => accepted(code)),
  };
}

/** The objection and its ruling, by another assessor than the one who scored. */
export function disputesInKutaiTimur(report: ToldReport): readonly Step[] {
  const documents = requiredEvidence(indicatorOf(report.paper, DISPUTED)).map((requirement) =>
    sampleDocument(requirement, CARING_CALENDAR),
  );
  const grounds =
    'The decree designating the inclusive schools is of 14 October 2021. It was numbered in the register of the ' +
    'Education Office, not in that of the head of region, and is attached now.';
  const reason = 'The decree is authentic, dated within the data year and names the schools; the indicator holds.';
  return [
    objects(report, wita('2023-09-20 10:00'), { indicator: DISPUTED, grounds, documents }),
    upholds(report, { by: 'assessor-2', at: wita('2023-09-27 11:00') }, { objection: 1, points: '1', reason }),
  ];
}

function attachesEvidence(report: ToldReport, code: string): readonly Step[] {
  const indicator = indicatorOf(report.paper, code);
  const at = wita('2023-04-14 09:00');
  return requiredEvidence(indicator).map((requirement) =>
    attaches(report, at, indicator, sampleDocument(requirement, CARING_CALENDAR)),
  );
}
