import type { Paper, PaperIndicator } from '../../domain/instrument/index.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Reference } from '../../usecase/reference.ts';
import { regionalReviewerOf } from '../people.ts';
import { NORTH_KALIMANTAN, PLACES } from '../places.ts';
import type { Step, Story } from '../step.ts';
import { minutesAfter, wita } from '../told-time.ts';
import { calls, publishes } from '../verbs/calling.ts';
import { tellAssessment, tellConfirmation, tellDrafting, tellReview } from '../verbs/course.ts';
import type { Drafting } from '../verbs/course.ts';
import { extremeAnswer } from '../verbs/extreme-answer.ts';
import { closesSubmission } from '../verbs/passing.ts';
import { accepted, byRule } from '../verbs/rulings.ts';
import { paperFor, requiredEvidence } from '../verbs/told-report.ts';
import type { Statement, ToldReport } from '../verbs/told-report.ts';
import { CARING_CALENDAR } from './calendar.ts';
import { correctedInKutaiTimur, disputesInKutaiTimur, ruledInKutaiTimur, WITHOUT_EVIDENCE } from './kutai-timur.ts';
import { CARING_PLACES, KUTAI_TIMUR } from './scores.ts';
import type { CaringPlace } from './scores.ts';

const CYCLE = 'KKPHAM-2022';
const PLACES_PER_WAVE = 5;
const MINUTES_PER_PLACE = 20;
const NARRATIVE = 'ILLUSTRATIVE: the answers of single places are not public.';

/** Ten places of East and five of North Kalimantan are measured; seven and two of them are found to care. */
export function storyB(reference: Reference): Story {
  const { called, opens, closes, notice, published } = CARING_CALENDAR;
  const binding = { cycle: CYCLE, instrument: 'KKPHAM', edition: '2022', period: 'YEAR' };
  const years = { dataYear: 2021, cycleYear: 2022, awardYear: 2023 };
  const submission = { opensAt: wita(opens), closesAt: wita(closes) };
  const participants = PLACES.map(({ code }) => code);
  const paper = paperFor(reference, binding.instrument, binding.edition, binding.period);
  return {
    title: 'B. KKP HAM 2022, East and North Kalimantan',
    steps: [
      calls(wita(called), { ...binding, ...years, submission, notice, participants }),
      ...CARING_PLACES.flatMap((place, index) => tellPlace(paper, place, index)),
      closesSubmission(submission.closesAt, CYCLE),
      publishes(wita(published), CYCLE),
    ],
  };
}

function tellPlace(paper: Paper, place: CaringPlace, index: number): readonly Step[] {
  const report = { unit: place.unit, cycle: CYCLE, paper };
  const turn = (local: string): Instant => minutesAfter(wita(local), index * MINUTES_PER_PLACE);
  const { proposed, finalized } = CARING_CALENDAR;
  return [
    ...tellDrafting(report, drafting(report, place, index)),
    ...review(report, turn),
    ...assessment(report, turn),
    ...(isKutaiTimur(report) ? disputesInKutaiTimur(report) : []),
    ...tellConfirmation(report, {
      proposer: 'assessor-1',
      proposedAt: turn(proposed),
      confirmer: 'assessor-2',
      finalizedAt: turn(finalized),
    }),
  ];
}

function drafting(report: ToldReport, { unit, full }: CaringPlace, index: number): Drafting {
  const wave = CARING_CALENDAR.waves[Math.floor(index / PLACES_PER_WAVE)];
  if (!wave) throw new Error(`no wave is left for ${unit}`);
  const indicators = [...report.paper.indicators.values()];
  const lacking = lackingIn(indicators, indicators.length - full, index);
  return {
    openedAt: minutesAfter(wita(wave.answered), -MINUTES_PER_PLACE),
    answersFrom: wita(wave.answered),
    submittedAt: minutesAfter(wita(wave.submitted), (index % PLACES_PER_WAVE) * MINUTES_PER_PLACE),
    statements: indicators.map((indicator) => stated(report, indicator, lacking.has(indicator.code))),
    issuedOn: CARING_CALENDAR.issuedOn,
    incomplete: true,
  };
}

/** Which indicators a place does not hold: spread over all rights, and others for every place. */
function lackingIn(indicators: readonly PaperIndicator[], count: number, index: number): ReadonlySet<string> {
  // A step that shares no factor with the number of indicators comes by all of them before it repeats.
  const spread = indicators.map((_, place) => indicators[(place * 7 + index * 11) % indicators.length]);
  const codes = spread.flatMap((one) => (one && !WITHOUT_EVIDENCE.includes(one.code) ? [one.code] : []));
  return new Set(codes.slice(0, count));
}

function stated(report: ToldReport, indicator: PaperIndicator, lacking: boolean): Statement {
  const forgotten = isKutaiTimur(report) && WITHOUT_EVIDENCE.includes(indicator.code);
  return {
    indicator,
    answer: extremeAnswer(indicator, lacking ? 'WORST' : 'BEST'),
    narrative: NARRATIVE,
    evidence: lacking || forgotten ? [] : requiredEvidence(indicator),
  };
}

function review(report: ToldReport, turn: (local: string) => Instant): readonly Step[] {
  const own = isKutaiTimur(report);
  return tellReview(report, {
    by: regionalReviewerOf(report.unit.slice(0, 2)),
    decidedAt: turn(CARING_CALENDAR.reviewed),
    items: [...report.paper.indicators.keys()].map((code) =>
      own && WITHOUT_EVIDENCE.includes(code) ? ruledInKutaiTimur(code) : accepted(code),
    ),
    correction: own ? correctedInKutaiTimur(report) : null,
    forwardedAt: turn(CARING_CALENDAR.forwarded),
  });
}

function assessment(report: ToldReport, turn: (local: string) => Instant): readonly Step[] {
  return tellAssessment(report, {
    by: report.unit.startsWith(NORTH_KALIMANTAN.code) ? 'assessor-3' : 'assessor-1',
    scoredAt: turn(CARING_CALENDAR.scored),
    items: [...report.paper.indicators.keys()].map((code) => byRule(code)),
    concludedAt: turn(CARING_CALENDAR.concluded),
  });
}

function isKutaiTimur({ unit }: ToldReport): boolean {
  return unit === KUTAI_TIMUR;
}
