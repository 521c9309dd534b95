import type { PaperIndicator } from '../../domain/instrument/index.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Reference } from '../../usecase/reference.ts';
import { EAST_KALIMANTAN, placesOf } from '../places.ts';
import type { Step, Story } from '../step.ts';
import { minutesAfter, wita } from '../told-time.ts';
import { calls, publishes } from '../verbs/calling.ts';
import { tellAssessment, tellConfirmation, tellDrafting, tellReview } from '../verbs/course.ts';
import { closesSubmission } from '../verbs/passing.ts';
import { byRule } from '../verbs/rulings.ts';
import { paperFor, requiredEvidence } from '../verbs/told-report.ts';
import type { Statement, ToldReport } from '../verbs/told-report.ts';
import { BALIKPAPAN } from './balikpapan.ts';
import { ACTION_CALENDAR, ACTION_PERIODS } from './calendar.ts';
import type { ActionPeriod } from './calendar.ts';
import { checked } from './checking.ts';
import { NEIGHBOURS } from './neighbours.ts';
import type { ActionReport } from './report.ts';
import { visit } from './reviewing.ts';

const MINUTES_PER_REPORT = 30;
const NARRATIVE = 'ILLUSTRATIVE: the achievements of single places and periods are not public.';

/** Balikpapan reports its human-rights actions of 2025 and loses one point in a year, to the forms of its documents. */
export function storyA(reference: Reference): Story {
  return {
    title: 'A. Balikpapan, Aksi HAM 2025',
    steps: ACTION_PERIODS.flatMap((period) => tellPeriod(reference, period)),
  };
}

function tellPeriod(reference: Reference, period: ActionPeriod): readonly Step[] {
  const cycle = `AKSI_HAM-2025-${period}`;
  const { called, opens, closes, notice, published } = ACTION_CALENDAR[period];
  const binding = { cycle, instrument: 'AKSI_HAM', edition: '2025', period };
  const years = { dataYear: 2025, cycleYear: 2025, awardYear: 2026 };
  const submission = { opensAt: wita(opens), closesAt: wita(closes) };
  const participants = placesOf(EAST_KALIMANTAN).map(({ code }) => code);
  const paper = paperFor(reference, binding.instrument, binding.edition, period);
  const reports = [...BALIKPAPAN, ...NEIGHBOURS].filter((one) => one.period === period);
  return [
    calls(wita(called), { ...binding, ...years, submission, notice, participants }),
    ...reports.flatMap((one, index) => tellReport({ unit: one.unit, cycle, paper }, one, index * MINUTES_PER_REPORT)),
    closesSubmission(submission.closesAt, cycle),
    publishes(wita(published), cycle),
  ];
}

/** `delay`: minutes after the first report of the period that this one has its turn. */
function tellReport(report: ToldReport, told: ActionReport, delay: number): readonly Step[] {
  const calendar = ACTION_CALENDAR[told.period];
  const turn = (local: string): Instant => minutesAfter(wita(local), delay);
  const indicators = [...report.paper.indicators.values()];
  return [
    ...tellDrafting(report, {
      openedAt: minutesAfter(wita(told.answered), -MINUTES_PER_REPORT),
      answersFrom: wita(told.answered),
      submittedAt: wita(told.submitted),
      statements: indicators.map((indicator) => stated(indicator, told)),
      issuedOn: calendar.issuedOn,
      incomplete: false,
    }),
    ...tellReview(report, visit(report, told, 'provincial', turn)),
    ...tellReview(report, visit(report, told, 'regional', turn)),
    ...tellAssessment(report, {
      by: 'assessor-1',
      scoredAt: turn(calendar.scored),
      items: indicators.map((indicator) => byRule(indicator.code, checked(indicator, told.faults))),
      concludedAt: turn(calendar.concluded),
    }),
    ...tellConfirmation(report, {
      proposer: 'assessor-1',
      proposedAt: turn(calendar.proposed),
      confirmer: 'assessor-2',
      finalizedAt: turn(calendar.finalized),
    }),
  ];
}

/** What is restated after a return was claimed in full before. */
function stated(indicator: PaperIndicator, { achieved, correction }: ActionReport): Statement {
  const restated = correction?.actions.some(
    ({ action, restated }) => action === indicator.code && restated !== undefined,
  );
  const value = (restated ? undefined : achieved[indicator.code]) ?? '100';
  return {
    indicator,
    answer: { kind: 'PERCENT', value },
    narrative: NARRATIVE,
    evidence: requiredEvidence(indicator),
  };
}
