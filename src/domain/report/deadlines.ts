import type { Instant } from '../../kernel/instant.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { isTooFar } from '../deadline.ts';
import { awaitsAnswer } from './clarification.ts';
import { threadOf } from './clarifying.ts';
import type { CloseCorrectionRound, ExtendReportDeadline, LapseClarification } from './commands.ts';
import type { KnownFacts, ReportRefusal, Ruled } from './facts.ts';
import { openRound } from './standing.ts';
import type { OpenedReport } from './state.ts';

/** Gives more time while there is time left, and never less. */
export function extendReportDeadline(command: ExtendReportDeadline, state: OpenedReport, facts: KnownFacts): Ruled {
  const { deadline, dueAt, reason } = command;
  if (state.header.stage === 'FINAL') return err({ code: 'WRONG_STAGE' });
  const running = runningDeadline(command, state, facts);
  if (!running.ok) return running;
  const { number, dueAt: previous } = running.value;
  if (dueAt <= previous) return err({ code: 'DEADLINE_NOT_LATER', path: ['dueAt'] });
  if (isTooFar(dueAt, facts.now)) return err({ code: 'DEADLINE_TOO_FAR', path: ['dueAt'] });
  return ok([{ type: 'ReportDeadlineExtended', data: { deadline, number, previous, dueAt, reason } }]);
}

type Running = Readonly<{ number: number | null; dueAt: Instant }>;
type Ran = Result<Running, ReportRefusal>;

function runningDeadline({ deadline, number }: ExtendReportDeadline, state: OpenedReport, { now }: KnownFacts): Ran {
  switch (deadline) {
    case 'CORRECTION_ROUND':
      return runningRound(number, state, now);
    case 'OBJECTION_WINDOW':
      return runningWindow(state, now);
    case 'CLARIFICATION':
      return runningQuestion(number, state, now);
  }
}

function runningRound(number: number | null, { header }: OpenedReport, now: Instant): Ran {
  const round = openRound(header, now);
  if (!round || (number ?? round.round) !== round.round) return err({ code: 'ROUND_NOT_OPEN', path: ['number'] });
  return ok({ number: round.round, dueAt: round.dueAt });
}

function runningWindow({ header }: OpenedReport, now: Instant): Ran {
  const { stage, objectionClosesAt } = header;
  if (stage !== 'OBJECTION_WINDOW' || objectionClosesAt === null) return err({ code: 'WRONG_STAGE' });
  if (now >= objectionClosesAt) return err({ code: 'OBJECTION_WINDOW_CLOSED' });
  return ok({ number: null, dueAt: objectionClosesAt });
}

function runningQuestion(number: number | null, state: OpenedReport, now: Instant): Ran {
  const thread = number === null ? null : threadOf(number, state);
  if (!thread) return err({ code: 'CLARIFICATION_UNKNOWN', path: ['number'] });
  if (!awaitsAnswer(thread)) return err({ code: 'CLARIFICATION_ANSWERED', path: ['number'] });
  if (now >= thread.dueAt) return err({ code: 'CLARIFICATION_LAPSED', path: ['number'] });
  return ok({ number, dueAt: thread.dueAt });
}

/** Records once that a round ended by its due date, and what nobody had touched since it was opened. */
export function closeCorrectionRound(command: CloseCorrectionRound, state: OpenedReport, facts: KnownFacts): Ruled {
  if (state.header.stage === 'FINAL') return err({ code: 'WRONG_STAGE' });
  const round = state.header.rounds.find((one) => one.round === command.round);
  if (!round || round.resubmittedAt !== null || round.closedAt !== null) return err({ code: 'ROUND_NOT_OPEN' });
  if (facts.now < round.dueAt) return err({ code: 'ROUND_OPEN' });
  const { stage, dueAt, position } = round;
  const unchanged = round.indicators.filter((code) => (state.responses[code]?.changedAt ?? 0) < position);
  return ok([{ type: 'CorrectionRoundClosed', data: { round: round.round, stage, dueAt, unchanged } }]);
}

/** Records once that time closed the window; decisions did not wait for it. */
export function closeObjectionWindow(state: OpenedReport, facts: KnownFacts): Ruled {
  const { stage, objectionClosesAt: closesAt, objectionWindowClosedAt, objections } = state.header;
  if (stage !== 'OBJECTION_WINDOW' || closesAt === null) return err({ code: 'WRONG_STAGE' });
  if (facts.now < closesAt) return err({ code: 'OBJECTION_WINDOW_OPEN' });
  if (objectionWindowClosedAt !== null) return err({ code: 'NOTHING_CHANGED' });
  const pending = objections.filter(({ decision }) => decision === null).map(({ objection }) => objection);
  return ok([{ type: 'ObjectionWindowClosed', data: { closesAt, pending } }]);
}

/** Records once that a question was not answered in time. */
export function lapseClarification(
  { clarification }: LapseClarification,
  state: OpenedReport,
  facts: KnownFacts,
): Ruled {
  if (state.header.stage === 'FINAL') return err({ code: 'WRONG_STAGE' });
  const thread = threadOf(clarification, state);
  if (!thread) return err({ code: 'CLARIFICATION_UNKNOWN' });
  if (!awaitsAnswer(thread)) return err({ code: 'CLARIFICATION_ANSWERED' });
  if (facts.now < thread.dueAt) return err({ code: 'CLARIFICATION_PENDING' });
  if (thread.lapsedAt !== null) return err({ code: 'NOTHING_CHANGED' });
  const data = { deadline: 'CLARIFICATION', number: clarification, dueAt: thread.dueAt } as const;
  return ok([{ type: 'DeadlineLapsed', data }]);
}
