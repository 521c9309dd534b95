import type { Instant } from '../../kernel/instant.ts';
import { err, ok } from '../../kernel/result.ts';
import type { CloseSubmissionWindow, ExtendDeadline } from './commands.ts';
import { ofUnits } from './facts.ts';
import type { CycleFacts, CycleRefusal, Ruled } from './facts.ts';
import type { OpenedCycle } from './state.ts';
import { closesAtFor } from './values.ts';
import type { ReportStanding } from './values.ts';

/** Gives more time, also after the window has shut, but never less, and not once results are public. */
export function extendDeadline(state: OpenedCycle, command: ExtendDeadline, { now }: CycleFacts): Ruled {
  if (state.published !== null) return err({ code: 'RESULTS_PUBLISHED' });
  const { cycle, units, closesAt, reason } = command;
  const refusal = unitsRefusal(state, units) ?? (closesAt <= now ? past : null) ?? shorteningRefusal(state, command);
  if (refusal) return err(refusal);
  const previous = deadlineOf(state, units);
  return ok([{ type: 'DeadlineExtended', data: { cycle, units: units && [...units].sort(), closesAt, previous, reason } }]);
}

const past: CycleRefusal = { code: 'DEADLINE_IN_THE_PAST', path: ['closesAt'] };

function unitsRefusal({ participants }: OpenedCycle, units: readonly string[] | null): CycleRefusal | null {
  if (units === null) return null;
  if (new Set(units).size !== units.length) return { code: 'PARTICIPANT_TWICE', path: ['units'] };
  const strangers = units.filter((unit) => !participants.includes(unit));
  return strangers.length > 0 ? ofUnits('NOT_A_PARTICIPANT', strangers, 'units') : null;
}

/** For all it has to be later than what was given to all; for those named, later than what each of them has. */
function shorteningRefusal(state: OpenedCycle, { units, closesAt }: ExtendDeadline): CycleRefusal | null {
  return closesAt <= deadlineOf(state, units) ? { code: 'DEADLINE_NOT_LATER', path: ['closesAt'] } : null;
}

/** The latest deadline among these units; of all, the one that was given to all. */
function deadlineOf(state: OpenedCycle, units: readonly string[] | null): Instant {
  if (units === null) return generalDeadline(state);
  return units.map((unit) => closesAtFor(state, unit)).reduce((a, b) => (a > b ? a : b));
}

function generalDeadline({ submission, extensions }: OpenedCycle): Instant {
  return closesAtFor({ submission, extensions: extensions.filter(({ units }) => units === null) }, '');
}

/** Records once that this deadline passed, for whom, and who of them had submitted nothing. */
export function closeSubmissionWindow(
  state: OpenedCycle,
  { cycle, closesAt }: CloseSubmissionWindow,
  { now, standings }: CycleFacts,
): Ruled {
  if (now < closesAt) return err({ code: 'WINDOW_STILL_OPEN' });
  const concerned = state.participants.filter((unit) => closesAtFor(state, unit) === closesAt);
  if (concerned.length === 0 || state.closed.includes(closesAt)) return err({ code: 'NOTHING_CHANGED' });
  const units = closesAt === generalDeadline(state) ? null : concerned;
  const submitted = new Set(standings.filter(isSubmitted).map(({ unit }) => unit));
  const notSubmitted = concerned.filter((unit) => !submitted.has(unit));
  return ok([{ type: 'SubmissionWindowClosed', data: { cycle, closesAt, units, notSubmitted } }]);
}

function isSubmitted({ phase }: ReportStanding): boolean {
  return phase !== 'DRAFTING';
}
