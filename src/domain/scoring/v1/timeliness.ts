import { DAY_OFF_KINDS, workingMilliseconds } from '../../../kernel/calendar.ts';
import type { Calendar, WorkingTime } from '../../../kernel/calendar.ts';
import { millisecondsOf } from '../../../kernel/instant.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { rational, sum } from '../../../kernel/rational.ts';
import type { Rational } from '../../../kernel/rational.ts';

/**
 * A correction round: `resubmittedAt` ended it, or else its due date did. That is recorded by `closedAt`, and shows as well
 * in what cannot happen while a round is open: it was accepted, or another one followed.
 */
export type RoundTimes = Readonly<{
  round: number;
  openedAt: Instant;
  dueAt: Instant;
  resubmittedAt: Instant | null;
  closedAt: Instant | null;
  /** What came back, or was left standing, was accepted: nothing of it was returned again. */
  accepted: boolean;
  /** The round that the return it belongs to began with: itself, or an earlier one. */
  firstRound: number;
}>;

/** How a unit reported one period. `deadline` is the one its lead is measured to; null where it has none. */
export type PeriodTimes = Readonly<{
  period: string;
  deadline: Instant | null;
  submissions: readonly Readonly<{ at: Instant; complete: boolean; position: number }>[];
  rounds: readonly RoundTimes[];
}>;

/** Where the unit is: hours east of UTC, and the calendar of its country. */
export type LocalTime = Readonly<{ offset: number; calendar: Calendar }>;

/** The unit's own part of a round: `to` is null while it runs, `hours` as well where a year of it has no calendar. */
export type MeasuredRound = Readonly<{
  round: number;
  from: Instant;
  to: Instant | null;
  hours: Rational | null;
  unknownYear: number | null;
}>;

/**
 * A return and what followed until it was accepted: one round, or several where what came back was returned again. Rounds
 * of other returns may lie between them.
 */
export type Return = Readonly<{
  number: number;
  rounds: readonly MeasuredRound[];
  accepted: boolean;
  /** Working hours of its rounds, the reviewer's own between them left out; null where they cannot be told (yet). */
  hours: Rational | null;
}>;

export type Timeliness = Readonly<{
  deadline: Instant | null;
  /** The first submission that was complete. */
  completed: PeriodTimes['submissions'][number] | null;
  /** Hours from it to the deadline, negative where it was late; null where one of the two is missing. */
  lead: Rational | null;
  returns: readonly Return[];
}>;

const MILLISECONDS_PER_HOUR = 3_600_000;

/** When one report was complete, and how long its corrections took: what the awards for time are made of. */
export function timelinessOf({ deadline, submissions, rounds }: PeriodTimes, local: LocalTime): Timeliness {
  const completed = firstComplete(submissions);
  const lead = deadline !== null && completed ? hoursOf(millisecondsOf(deadline) - millisecondsOf(completed.at)) : null;
  const ended = rounds.map((one, index) => ({ ...one, endedAt: endOf(one, index === rounds.length - 1) }));
  const returns = [...Map.groupBy(ended, ({ firstRound }) => firstRound).values()];
  return { deadline, completed, lead, returns: returns.map((chain, index) => returnOf(chain, index, local)) };
}

/** The first submission that nothing was missing in. */
export function firstComplete(submissions: PeriodTimes['submissions']): PeriodTimes['submissions'][number] | null {
  return submissions.find(({ complete }) => complete) ?? null;
}

/** Nobody in an agency works on joint leave, so that it is no working time either. */
export function workingTime(local: LocalTime): WorkingTime {
  return { ...local, off: DAY_OFF_KINDS };
}

export function hoursOf(milliseconds: number): Rational {
  return rational(milliseconds, MILLISECONDS_PER_HOUR);
}

type EndedRound = RoundTimes & Readonly<{ endedAt: Instant | null }>;

/** A round that nobody resubmitted took until it was due, whenever that was recorded, if it ever was. */
function endOf({ resubmittedAt, closedAt, accepted, dueAt }: RoundTimes, isLast: boolean): Instant | null {
  const isOver = closedAt !== null || accepted || !isLast;
  return resubmittedAt ?? (isOver ? dueAt : null);
}

function returnOf(chain: readonly EndedRound[], index: number, local: LocalTime): Return {
  const rounds = chain.map((one) => measured(one, local));
  const accepted = chain.at(-1)?.accepted ?? false;
  const hours = rounds.flatMap((one) => one.hours ?? []);
  const whole = accepted && hours.length === rounds.length;
  return { number: index + 1, rounds, accepted, hours: whole ? sum(hours) : null };
}

function measured({ round, openedAt, endedAt: to }: EndedRound, local: LocalTime): MeasuredRound {
  const unmeasured = { round, from: openedAt, to, hours: null, unknownYear: null };
  if (to === null) return unmeasured;
  const working = workingMilliseconds(openedAt, to, workingTime(local));
  if (!working.ok) return { ...unmeasured, unknownYear: working.error.year };
  return { ...unmeasured, hours: hoursOf(working.value) };
}
