import type { Instant } from '../../kernel/instant.ts';
import type { Reference } from '../../usecase/reference.ts';
import type { Agency } from '../organizations.ts';
import { COUNCIL_SECRETARIAT, PERSONNEL_AGENCY, REFORM_AGENCIES } from '../organizations.ts';
import { REFORM_PEOPLE, regionalReviewerOf } from '../people.ts';
import { EAST_KALIMANTAN, placesOf, REFORM_PLACES } from '../places.ts';
import { joins } from '../registering.ts';
import type { Step, Story } from '../step.ts';
import { minutesAfter, wita } from '../told-time.ts';
import { calls, publishes, recordsOfficial } from '../verbs/calling.ts';
import { tellAssessment, tellConfirmation, tellDraft, tellDrafting, tellReview } from '../verbs/course.ts';
import type { Draft } from '../verbs/course.ts';
import { closesSubmission } from '../verbs/passing.ts';
import { accepted, byRule } from '../verbs/rulings.ts';
import { indicatorOf, paperFor, requiredEvidence } from '../verbs/told-report.ts';
import type { ToldReport } from '../verbs/told-report.ts';
import {
  BALIKPAPAN_CITY,
  correctedInBalikpapan,
  FIRST_ANSWERED_BY,
  ruledInBalikpapan,
  scoredInBalikpapan,
} from './balikpapan.ts';
import { BONTANG_CITY, clarifiedInBontang } from './bontang.ts';
import { REFORM_CALENDAR } from './calendar.ts';
import { REFORM_REPORTS, UNFINISHED } from './scores.ts';
import type { ReformReport } from './scores.ts';

const CYCLE = 'IRH-2025';
const MINUTES_PER_PLACE = 30;
const REVIEWER = regionalReviewerOf(EAST_KALIMANTAN.code);
const NARRATIVE = 'ILLUSTRATIVE: how the points of single indicators came about is not public.';

/** Who else than the Legal Division answers: for the bills of the council, and for the training of drafters. */
const ANSWERED_BY: Readonly<Record<string, Agency>> = {
  'IRH-V1-2': COUNCIL_SECRETARIAT,
  'IRH-V2-2': PERSONNEL_AGENCY,
  'IRH-V2-3': PERSONNEL_AGENCY,
};

/** Elsewhere another figure was printed than what follows from the ledger: it stands beside it. */
const OFFICIAL = {
  total: '89.40',
  predicate: 'A',
  source: 'ILLUSTRATIVE: a figure as it might have been printed in a press release of the city.',
  publishedOn: '2026-06-12',
};

/** Ten places are expected, three of them report their legal reform, and one leaves its report unfinished. */
export function storyC(reference: Reference): Story {
  const { joined, called, opens, closes, notice, published, officialRecorded } = REFORM_CALENDAR;
  const binding = { cycle: CYCLE, instrument: 'IRH', edition: '2025', period: 'YEAR' };
  const years = { dataYear: 2025, cycleYear: 2025, awardYear: 2026 };
  const submission = { opensAt: wita(opens), closesAt: wita(closes) };
  const participants = placesOf(EAST_KALIMANTAN).map(({ code }) => code);
  const paper = paperFor(reference, binding.instrument, binding.edition, binding.period);
  return {
    title: 'C. IRH 2025, three cities of East Kalimantan',
    steps: [
      ...joins(wita(joined), { places: REFORM_PLACES, agencies: REFORM_AGENCIES, people: REFORM_PEOPLE }),
      calls(wita(called), { ...binding, ...years, submission, notice, participants }),
      ...REFORM_REPORTS.flatMap((told, index) => tellReport({ unit: told.unit, cycle: CYCLE, paper }, told, index)),
      ...tellDraft({ unit: UNFINISHED.unit, cycle: CYCLE, paper }, draft(paper, UNFINISHED)),
      closesSubmission(submission.closesAt, CYCLE),
      publishes(wita(published), CYCLE),
      recordsOfficial(wita(officialRecorded), { cycle: CYCLE, unit: BONTANG_CITY, ...OFFICIAL }),
    ],
  };
}

function tellReport(of: ToldReport, told: ReformReport, index: number): readonly Step[] {
  const own = isBalikpapan(of);
  const report = { ...of, answeredBy: own ? { ...ANSWERED_BY, ...FIRST_ANSWERED_BY } : ANSWERED_BY };
  const turn = (local: string): Instant => minutesAfter(wita(local), index * MINUTES_PER_PLACE);
  const { proposed, finalized } = REFORM_CALENDAR;
  return [
    ...tellDrafting(report, {
      ...draft(report.paper, told),
      submittedAt: wita(told.submitted),
      incomplete: false,
    }),
    ...(report.unit === BONTANG_CITY ? clarifiedInBontang(report, REVIEWER) : []),
    ...review(report, turn),
    ...assessment(report, turn),
    ...tellConfirmation(report, {
      proposer: 'assessor-2',
      proposedAt: turn(proposed),
      confirmer: 'assessor-3',
      finalizedAt: turn(finalized),
    }),
  ];
}

function draft(paper: ToldReport['paper'], { answered, points }: Pick<ReformReport, 'answered' | 'points'>): Draft {
  return {
    openedAt: minutesAfter(wita(answered), -MINUTES_PER_PLACE),
    answersFrom: wita(answered),
    statements: Object.entries(points).map(([code, value]) => {
      const indicator = indicatorOf(paper, code);
      return {
        indicator,
        answer: { kind: 'POINTS', value },
        narrative: NARRATIVE,
        evidence: requiredEvidence(indicator),
      };
    }),
    issuedOn: REFORM_CALENDAR.issuedOn,
  };
}

function review(report: ToldReport, turn: (local: string) => Instant): readonly Step[] {
  const own = isBalikpapan(report);
  return tellReview(report, {
    by: REVIEWER,
    decidedAt: turn(REFORM_CALENDAR.reviewed),
    items: [...report.paper.indicators.keys()].map((code) => (own ? ruledInBalikpapan(code) : accepted(code))),
    correction: own ? correctedInBalikpapan(report) : null,
    forwardedAt: turn(REFORM_CALENDAR.forwarded),
  });
}

function assessment(report: ToldReport, turn: (local: string) => Instant): readonly Step[] {
  const own = isBalikpapan(report);
  return tellAssessment(report, {
    by: 'assessor-2',
    scoredAt: turn(REFORM_CALENDAR.scored),
    items: [...report.paper.indicators.keys()].map((code) => (own ? scoredInBalikpapan(code) : null) ?? byRule(code)),
    concludedAt: turn(REFORM_CALENDAR.concluded),
  });
}

function isBalikpapan({ unit }: ToldReport): boolean {
  return unit === BALIKPAPAN_CITY;
}
