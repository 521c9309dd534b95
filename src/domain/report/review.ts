import { plusDays } from '../../kernel/instant.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { dueRefusal } from '../deadline.ts';
import { checksOf } from '../instrument/index.ts';
import type { PaperIndicator } from '../instrument/index.ts';
import { inBulk } from './bulk.ts';
import type { Bulk } from './bulk.ts';
import type { ForwardReport, ResubmitReport, ReturnReport, ReviewItem, ReviewResponses } from './commands.ts';
import type { ReportEvent } from './events.ts';
import type { KnownFacts, ReportRefusal, Ruled } from './facts.ts';
import type { ResponseState } from './response.ts';
import { reportSeenRefusal, seenRefusal } from './seen.ts';
import { answered, liveAssessment, liveDecision, openRound, presentDocuments } from './standing.ts';
import type { OpenedReport } from './state.ts';
import { DecidingStage } from './values.ts';
import type { CheckResult, ReportStage } from './values.ts';

export function reviewResponses(
  { seen, items, atomic }: ReviewResponses,
  state: OpenedReport,
  facts: KnownFacts,
): Result<Bulk, ReportRefusal> {
  if (openRound(state.header, facts.now)) return err({ code: 'ROUND_OPEN' });
  const stage = decidingStage(state);
  if (!stage) return err({ code: 'WRONG_STAGE' });
  return inBulk(items, atomic, (item) => {
    const target = decidable(item.indicator, seen, state, facts);
    if (!target.ok) return target;
    if (isRejected(stage, target.value.response)) return err({ code: 'REJECTED_ALREADY', path: ['indicator'] });
    const refusal = rulingRefusal(item, stage) ?? checksRefusal(item.checks, target.value.indicator);
    return refusal ? err(refusal) : ok(decided(item, stage, seen, target.value.response));
  });
}

export function returnReport({ seen, dueAt, note }: ReturnReport, state: OpenedReport, facts: KnownFacts): Ruled {
  const stage = decidingStage(state);
  if (!stage) return err({ code: 'WRONG_STAGE' });
  if (openRound(state.header, facts.now)) return err({ code: 'ROUND_OPEN' });
  const returned = answered(state).filter((response) => isReturned(stage, response));
  if (returned.length === 0) return err({ code: 'NOTHING_RETURNED' });
  const due = dueAt ?? plusDays(facts.now, facts.paper.edition.correctionRound.days);
  const refusal = seenRefusal(seen, returned, facts) ?? dueRefusal(due, facts.now);
  if (refusal) return err(refusal);
  const indicators = returned.map(({ indicator }) => indicator);
  const round = state.header.rounds.length + 1;
  return ok([{ type: 'CorrectionRoundOpened', data: { round, stage, indicators, dueAt: due, note, seen } }]);
}

export function resubmitReport(_command: ResubmitReport, state: OpenedReport, facts: KnownFacts): Ruled {
  const open = openRound(state.header, facts.now);
  if (!open) return err({ code: 'ROUND_NOT_OPEN' });
  const { round, stage } = open;
  const unchanged = open.indicators.filter((code) => isUnchanged(state.responses[code], stage));
  return ok([{ type: 'ReportResubmitted', data: { round, stage, unchanged } }]);
}

export function forwardReport({ seen, justification }: ForwardReport, state: OpenedReport, facts: KnownFacts): Ruled {
  const { stage: from, route } = state.header;
  const place = route.findIndex((stage) => stage === from);
  if (place === -1) return err({ code: 'WRONG_STAGE' });
  if (openRound(state.header, facts.now)) return err({ code: 'ROUND_OPEN' });
  const refusal = reportSeenRefusal(seen, state, facts);
  if (refusal) return err(refusal);
  const unresolved = answered(state).filter((response) => !isResolved(from, response));
  const codes = unresolved.map(({ indicator }) => indicator);
  if (codes.length > 0 && justification === null) {
    const details = codes.map((indicator) => ({ code: 'UNDECIDED' as const, indicator, path: ['justification'] }));
    return err({ code: 'UNDECIDED', details });
  }
  const to = route[place + 1] ?? 'NATIONAL_ASSESSMENT';
  return ok([{ type: 'ReportForwarded', data: { from, to, unresolved: codes, justification, seen } }]);
}

export type Target = Readonly<{ indicator: PaperIndicator; response: ResponseState }>;

/** The response as it may be decided on: asked, answered, and unchanged since it was seen. */
export function decidable(
  code: string,
  seen: number,
  state: OpenedReport,
  facts: KnownFacts,
): Result<Target, ReportRefusal> {
  const indicator = facts.paper.indicators.get(code);
  if (!indicator) return err({ code: 'INDICATOR_UNKNOWN', path: ['indicator'] });
  const response = state.responses[code];
  if (!response || response.answer === null) return err({ code: 'NOT_ANSWERED', path: ['indicator'] });
  const refusal = seenRefusal(seen, [response], facts);
  return refusal ? err(refusal) : ok({ indicator, response });
}

export function checksRefusal(checks: readonly CheckResult[], indicator: PaperIndicator): ReportRefusal | null {
  const known = new Set(checksOf(indicator.rule).map(({ code }) => code));
  const stranger = checks.find(
    ({ code }, index) => !known.has(code) || checks.findIndex((one) => one.code === code) < index,
  );
  return stranger ? { code: 'CHECK_UNKNOWN', path: ['checks', stranger.code] } : null;
}

/** The stage in which responses are decided now; null where none is. */
export function decidingStage({ header }: OpenedReport): DecidingStage | null {
  const stage = DecidingStage.safeParse(header.stage);
  return stage.success ? stage.data : null;
}

function rulingRefusal({ ruling, reason, note }: ReviewItem, stage: DecidingStage): ReportRefusal | null {
  if (stage === 'NATIONAL_ASSESSMENT' && ruling !== 'RETURNED') return { code: 'ASSESSORS_SCORE', path: ['ruling'] };
  if (ruling !== 'ACCEPTED' && reason === null) return { code: 'REASON_NEEDED', path: ['reason'] };
  return reason === 'OTHER' && note === null ? { code: 'NOTE_NEEDED', path: ['note'] } : null;
}

function decided(item: ReviewItem, stage: DecidingStage, seen: number, response: ResponseState): ReportEvent {
  const { indicator, ruling, reason, note, checks } = item;
  const documents = presentDocuments(response).map(({ digest }) => digest);
  const basis = { revision: response.revision, documents, seen };
  return {
    type: 'ResponseDecided',
    data: { indicator, stage, ruling, reason, note, checks: [...checks], ...basis },
  };
}

function rulingAt(stage: ReportStage, response: ResponseState): string | null {
  const decision = liveDecision(response);
  return decision?.stage === stage ? decision.ruling : null;
}

/** Rejected at this stage, on the response as it still is. */
function isRejected(stage: ReportStage, response: ResponseState): boolean {
  return rulingAt(stage, response) === 'REJECTED';
}

/** Accepted or rejected at this stage, on the response as it still is. */
export function isResolved(stage: ReportStage, response: ResponseState): boolean {
  return ['ACCEPTED', 'REJECTED'].includes(rulingAt(stage, response) ?? '');
}

/** Returned at this stage, and neither changed nor scored since. */
export function isReturned(stage: ReportStage, response: ResponseState): boolean {
  return rulingAt(stage, response) === 'RETURNED' && !liveAssessment(response);
}

/** The ruling that returned it is still live: nothing was changed after it. */
function isUnchanged(response: ResponseState | undefined, stage: ReportStage): boolean {
  return response !== undefined && isReturned(stage, response);
}
