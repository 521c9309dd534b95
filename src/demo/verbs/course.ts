import type { ReviewItem, ScoreItem } from '../../domain/report/index.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Step } from '../step.ts';
import { minutesAfter } from '../told-time.ts';
import { concludes, finalizes, forwards, proposes, returns, reviews, scores } from './deciding.ts';
import { closesObjections } from './passing.ts';
import { answers, assigns, attaches, opens, resubmits, submits } from './reporting.ts';
import { sampleDocument } from './sample-document.ts';
import { answering } from './told-report.ts';
import type { Statement, ToldReport } from './told-report.ts';

/** How a report goes through the stages of its life; each story says with what, and what is out of the ordinary. */

export type Draft = Readonly<{
  openedAt: Instant;
  /** When the first agency answers; the others follow one after another. */
  answersFrom: Instant;
  statements: readonly Statement[];
  /** The day that stands on the evidence. */
  issuedOn: string;
}>;

export type Drafting = Draft & Readonly<{ submittedAt: Instant; incomplete: boolean }>;

/** `mends` are the steps of the agencies between the return and the resubmission. */
export type Correction = Readonly<{
  returnedAt: Instant;
  note: string;
  mends: readonly Step[];
  resubmittedAt: Instant;
  decidedAt: Instant;
  items: readonly ReviewItem[];
}>;

export type Visit = Readonly<{
  by: string;
  decidedAt: Instant;
  items: readonly ReviewItem[];
  correction: Correction | null;
  forwardedAt: Instant;
}>;

export type Assessing = Readonly<{ by: string; scoredAt: Instant; items: readonly ScoreItem[]; concludedAt: Instant }>;

/** A proposer and another person who confirms. */
export type Confirming = Readonly<{ proposer: string; proposedAt: Instant; confirmer: string; finalizedAt: Instant }>;

const MINUTES_PER_AGENCY = 30;

export function tellDrafting(report: ToldReport, drafting: Drafting): readonly Step[] {
  return [...tellDraft(report, drafting), submits(report, drafting.submittedAt, drafting.incomplete)];
}

/** Up to where it could be submitted. */
export function tellDraft(report: ToldReport, draft: Draft): readonly Step[] {
  const { openedAt, answersFrom, statements, issuedOn } = draft;
  const groups = Map.groupBy(statements, ({ indicator }) => answering(report, indicator).code);
  return [
    opens(report, openedAt),
    ...[...groups].map(([agency, own]) => assigns(report, openedAt, agency, own)),
    ...[...groups.values()].flatMap((own, index) => {
      const at = minutesAfter(answersFrom, index * MINUTES_PER_AGENCY);
      return own.flatMap((statement) => states(report, at, statement, issuedOn));
    }),
  ];
}

export function tellReview(
  report: ToldReport,
  { by, decidedAt, items, correction, forwardedAt }: Visit,
): readonly Step[] {
  return [
    reviews(report, { by, at: decidedAt }, items),
    ...(correction ? tellCorrection(report, by, correction) : []),
    forwards(report, { by, at: forwardedAt }),
  ];
}

/** Up to the end of the window for objections. */
export function tellAssessment(report: ToldReport, { by, scoredAt, items, concludedAt }: Assessing): readonly Step[] {
  return [
    scores(report, { by, at: scoredAt }, items),
    concludes(report, { by, at: concludedAt }),
    closesObjections(report, concludedAt),
  ];
}

export function tellConfirmation(report: ToldReport, confirming: Confirming): readonly Step[] {
  const { proposer, proposedAt, confirmer, finalizedAt } = confirming;
  return [proposes(report, { by: proposer, at: proposedAt }), finalizes(report, { by: confirmer, at: finalizedAt })];
}

function states(report: ToldReport, at: Instant, statement: Statement, issuedOn: string): readonly Step[] {
  const documents = statement.evidence.map((requirement) => sampleDocument(requirement, { issuedOn }));
  return [
    answers(report, at, statement),
    ...documents.map((document) => attaches(report, at, statement.indicator, document)),
  ];
}

function tellCorrection(report: ToldReport, by: string, correction: Correction): readonly Step[] {
  const { returnedAt, note, mends, resubmittedAt, decidedAt, items } = correction;
  return [
    returns(report, { by, at: returnedAt }, note),
    ...mends,
    resubmits(report, resubmittedAt),
    reviews(report, { by, at: decidedAt }, items),
  ];
}
