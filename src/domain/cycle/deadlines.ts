import type { Instant } from '../../kernel/instant.ts';
import { err, ok } from '../../kernel/result.ts';
import { coversUnit, reports, wasLive } from '../access.ts';
import { isTooFar } from '../deadline.ts';
import type { CloseSubmissionWindow, ExtendDeadline } from './commands.ts';
import type { CycleEvent } from './events.ts';
import { ofUnits } from './facts.ts';
import type { CycleFacts, CycleRefusal, Ruled } from './facts.ts';
import type { OpenedCycle } from './state.ts';
import { closesAtFor } from './values.ts';

/** Gives more time, also after the window has shut, but never less, and not once results are public. */
export function extendDeadline(state: OpenedCycle, command: ExtendDeadline, facts: CycleFacts): Ruled {
  if (state.published !== null) return err({ code: 'RESULTS_PUBLISHED' });
  const { cycle, units, closesAt, reason } = command;
  const refusal = unitsRefusal(state, units) ?? ownUnitRefusal(units, facts) ?? timeRefusal(state, command, facts);
  if (refusal) return err(refusal);
  const previous = deadlineOf(state, units);
  return ok([
    { type: 'DeadlineExtended', data: { cycle, units: units && [...units].sort(), closesAt, previous, reason } },
  ]);
}

function unitsRefusal({ participants }: OpenedCycle, units: readonly string[] | null): CycleRefusal | null {
  if (units === null) return null;
  if (units.length === 0) return { code: 'NOTHING_CHANGED', path: ['units'] };
  if (new Set(units).size !== units.length) return { code: 'PARTICIPANT_TWICE', path: ['units'] };
  const strangers = units.filter((unit) => !participants.includes(unit));
  return strangers.length > 0 ? ofUnits('NOT_A_PARTICIPANT', strangers, 'units') : null;
}

/** Four eyes: nobody gives a place more time that they report for, or ever did; what is given to all they may give. */
function ownUnitRefusal(units: readonly string[] | null, { grants, now }: CycleFacts): CycleRefusal | null {
  const reported = grants.filter((grant) => reports(grant.role) && wasLive(grant, now));
  const own = units?.filter((unit) => reported.some((grant) => coversUnit(grant, unit))) ?? [];
  return own.length > 0 ? ofUnits('OWN_UNIT', own, 'units') : null;
}

/** For all it has to be later than what was given to all; for those named, later than what each of them has. */
function timeRefusal(
  state: OpenedCycle,
  { units, closesAt }: ExtendDeadline,
  { now }: CycleFacts,
): CycleRefusal | null {
  const path = ['closesAt'];
  if (closesAt <= now) return { code: 'DEADLINE_IN_THE_PAST', path };
  if (closesAt <= deadlineOf(state, units)) return { code: 'DEADLINE_NOT_LATER', path };
  return isTooFar(closesAt, now) ? { code: 'DEADLINE_TOO_FAR', path } : null;
}

/** The latest deadline among these units; of all, the one that was given to all. */
function deadlineOf(state: OpenedCycle, units: readonly string[] | null): Instant {
  if (units === null) return generalDeadline(state);
  return units.map((unit) => closesAtFor(state, unit)).reduce((a, b) => (a > b ? a : b));
}

function generalDeadline({ submission, extensions }: OpenedCycle): Instant {
  return closesAtFor({ submission, extensions: extensions.filter(({ units }) => units === null) }, '');
}

/** An entry holds at most 65,535 bytes, and a unit in its two lists takes at most 114 of them. */
const UNITS_PER_EVENT = 500;

/** Records once that this deadline passed, for whom, and who of them had submitted nothing by then. */
export function closeSubmissionWindow(
  state: OpenedCycle,
  { cycle, closesAt }: CloseSubmissionWindow,
  { now, standings }: CycleFacts,
): Ruled {
  if (now < closesAt) return err({ code: 'WINDOW_STILL_OPEN' });
  const concerned = state.participants.filter((unit) => closesAtFor(state, unit) === closesAt);
  if (concerned.length === 0 || state.closed.includes(closesAt)) return err({ code: 'NOTHING_CHANGED' });
  const inTime = standings.filter(({ submittedAt }) => submittedAt !== null && submittedAt < closesAt);
  const submitted = new Set(inTime.map(({ unit }) => unit));
  const closed = (of: readonly string[], units: string[] | null): CycleEvent => {
    const notSubmitted = of.filter((unit) => !submitted.has(unit));
    return { type: 'SubmissionWindowClosed', data: { cycle, closesAt, units, notSubmitted } };
  };
  if (closesAt === generalDeadline(state)) return ok([closed(concerned, null)]);
  return ok(inParts(concerned).map((units) => closed(units, units)));
}

function inParts(units: readonly string[]): readonly string[][] {
  const count = Math.ceil(units.length / UNITS_PER_EVENT);
  return Array.from({ length: count }, (_part, at) => units.slice(at * UNITS_PER_EVENT, (at + 1) * UNITS_PER_EVENT));
}
