import type { PaperIndicator } from '../../domain/instrument/index.ts';
import type { ReviewItem } from '../../domain/report/index.ts';
import type { Instant } from '../../kernel/instant.ts';
import { provincialReviewerOf, regionalReviewerOf } from '../people.ts';
import { wita } from '../told-time.ts';
import type { Correction, Visit } from '../verbs/course.ts';
import { accepted, returned } from '../verbs/rulings.ts';
import type { ToldReport } from '../verbs/told-report.ts';
import { ACTION_CALENDAR } from './calendar.ts';
import { checked } from './checking.ts';
import { mends } from './mending.ts';
import type { ActionReport } from './report.ts';

type Stage = 'provincial' | 'regional';

/** `turn`: when this report has its turn, of the time at which the first of the period has it. */
export function visit(report: ToldReport, told: ActionReport, stage: Stage, turn: (local: string) => Instant): Visit {
  const province = report.unit.slice(0, 2);
  const { decided, forwarded } = ACTION_CALENDAR[told.period][stage];
  const own = told.correction?.stage === stage ? told.correction.actions : [];
  const indicators = [...report.paper.indicators.values()];
  const items = indicators.map((indicator) => {
    const back = own.find(({ action }) => action === indicator.code);
    return back ? returned({ ...back, indicator: indicator.code }) : passedOn(indicator, told, stage);
  });
  return {
    by: stage === 'provincial' ? provincialReviewerOf(province) : regionalReviewerOf(province),
    decidedAt: turn(decided),
    items,
    correction: own.length > 0 ? corrected(report, told, stage) : null,
    forwardedAt: turn(forwarded),
  };
}

function corrected(report: ToldReport, told: ActionReport, stage: Stage): Correction | null {
  if (!told.correction) return null;
  const { returned: back, resubmitted, decided, actions } = told.correction;
  const again = [...report.paper.indicators.values()].filter(({ code }) =>
    actions.some(({ action }) => action === code),
  );
  return {
    returnedAt: wita(back),
    note: 'Please put the documents named in the notes right.',
    mends: mends(report, told.correction, ACTION_CALENDAR[told.period].issuedOn),
    resubmittedAt: wita(resubmitted),
    decidedAt: wita(decided),
    items: again.map((indicator) => passedOn(indicator, told, stage)),
  };
}

/** The regional office decides the formal checks as well; what it overlooks is found at the last verification. */
function passedOn(indicator: PaperIndicator, told: ActionReport, stage: Stage): ReviewItem {
  if (stage === 'provincial') return accepted(indicator.code);
  return accepted(indicator.code, checked(indicator, told.foundAt === 'regional' ? told.faults : []));
}
