import type { Attachment, Assessment, Decision, ResponseState, Upheld } from './response.ts';
import type { CorrectionRound, ReportHeader } from './header.ts';
import type { OpenedReport } from './state.ts';
import type { ScoreBasis } from './values.ts';

/** Where a decision stands now. A correction after it makes it stale; a later stage's decision takes its place. */
export type DecisionStanding = 'LIVE' | 'STALE' | 'SUPERSEDED' | 'SUPERSEDED_BY_CORRECTION';

/** The documents that count: attached, neither replaced nor withdrawn. */
export function presentDocuments(response: ResponseState): readonly Attachment[] {
  return response.documents.filter(({ status }) => status === 'ATTACHED');
}

/** The ruling in force: the latest one that was made on the response as it still is. */
export function liveDecision(response: ResponseState): Decision | null {
  const last = response.decisions.at(-1);
  return last && isFresh(last, response) ? last : null;
}

/** The last ruling of a review stage, made on the response as it still is: national assessment returns, but takes nothing back. */
export function liveReview(response: ResponseState): Decision | null {
  const last = response.decisions.findLast(({ stage }) => stage !== 'NATIONAL_ASSESSMENT');
  return last && isFresh(last, response) ? last : null;
}

/** What an upheld objection set, unless the response was changed or scored again since. */
export function liveUpheld(response: ResponseState): Upheld | null {
  const { upheld } = response;
  const since = Math.max(response.changedAt, liveAssessment(response)?.position ?? 0);
  return upheld && upheld.position > since ? upheld : null;
}

/** The scoring in force: the latest one that was made on the response as it still is, unless it was returned since. */
export function liveAssessment(response: ResponseState): Assessment | null {
  const last = response.assessments.at(-1);
  if (!last || !isFresh(last, response)) return null;
  return (response.decisions.at(-1)?.position ?? 0) > last.position ? null : last;
}

export function standingOf(decision: Decision, response: ResponseState, header: ReportHeader): DecisionStanding {
  if (!isFresh(decision, response)) return decision.stage === header.stage ? 'STALE' : 'SUPERSEDED_BY_CORRECTION';
  return decision.position === response.decisions.at(-1)?.position ? 'LIVE' : 'SUPERSEDED';
}

/** The correction round that is open at that moment; its due date ends it without anyone's doing. */
export function openRound(header: Pick<ReportHeader, 'rounds'>, now: string): CorrectionRound | null {
  const last = header.rounds.at(-1);
  if (!last || last.resubmittedAt !== null || last.closedAt !== null) return null;
  return now < last.dueAt ? last : null;
}

/** The highest basis the report has reached. */
export function basisReached({ stage }: Pick<ReportHeader, 'stage'>): ScoreBasis {
  switch (stage) {
    case 'DRAFTING':
    case 'PROVINCIAL_REVIEW':
    case 'REGIONAL_REVIEW':
      return 'CLAIMED';
    case 'NATIONAL_ASSESSMENT':
      return 'VERIFIED';
    case 'OBJECTION_WINDOW':
      return 'ASSESSED';
    case 'FINAL':
      return 'FINAL';
  }
}

/** The responses that hold an answer, in order of indicator. */
export function answered(state: OpenedReport): readonly ResponseState[] {
  return Object.values(state.responses)
    .filter(({ answer }) => answer !== null)
    .sort((a, b) => (a.indicator < b.indicator ? -1 : 1));
}

/** Nothing it was made on has changed since its maker saw it. */
function isFresh({ seen }: Pick<Decision, 'seen'>, response: ResponseState): boolean {
  return response.changedAt <= seen;
}
