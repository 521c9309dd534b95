import { err, ok } from './result.ts';
import type { Result } from './result.ts';
import { millisecondsOf, toInstant } from './instant.ts';
import type { Instant } from './instant.ts';
import type { Bilingual } from './locale.ts';

/** A day of a local calendar, without a time: `2025-12-31`. Fixed width, so that texts compare as days do. */
export type Day = string;

/** HOLIDAY: a national holiday. JOINT_LEAVE: a day that government turned into leave for all (cuti bersama). */
export const DAY_OFF_KINDS = ['HOLIDAY', 'JOINT_LEAVE'] as const;

export type DayOffKind = (typeof DAY_OFF_KINDS)[number];

export type DayOff = Readonly<{ date: Day; kind: DayOffKind; title: Bilingual }>;

/** The days off by year. A year MUST name a day at most once: it would be taken off twice. A year that is missing is unknown. */
export type Calendar = ReadonlyMap<number, readonly DayOff[]>;

/** Where days are counted: in which local time, by which calendar, and which kinds of its days count as days off. */
export type WorkingTime = Readonly<{ offset: number; calendar: Calendar; off: readonly DayOffKind[] }>;

/** No calendar is known for the year: that is not a year without holidays, so nothing can be counted in it. */
export type UnknownYear = Readonly<{ code: 'CALENDAR_UNKNOWN'; year: number }>;

/** A day off within a stretch of time, and how much of the stretch lies on it. `day` is null on a weekend. */
export type TimeOff = Readonly<{ date: Day; day: DayOff | null; milliseconds: number }>;

/** A stretch of local time, in milliseconds since 1970-01-01T00:00 of the local clock. */
type Stretch = Readonly<{ from: number; to: number }>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** 1 January 1970 was a Thursday: so many days after a Monday. */
const FIRST_WEEKDAY = 3;

/** The day it is at that moment, `offset` hours east of UTC. */
export function localDay(instant: Instant, offset: number): Day {
  return dayText(dayNumber(localTime(instant, offset)));
}

/** The first moment of a local day. */
export function startOfDay(day: Day, offset: number): Instant {
  return toInstant(Date.parse(day) - offset * HOUR);
}

/** Is the day neither on a weekend nor off by the calendar? */
export function isWorkingDay(day: Day, time: WorkingTime): Result<boolean, UnknownYear> {
  const from = Date.parse(day);
  const worked = workedIn({ from, to: from + DAY }, time);
  return worked.ok ? ok(worked.value > 0) : worked;
}

/**
 * The milliseconds from one moment to another that lie on working days of the local calendar. A working day has all its
 * 24 hours, since offices differ and no law names theirs. Negative where `to` is the earlier one.
 */
export function workingMilliseconds(from: Instant, to: Instant, time: WorkingTime): Result<number, UnknownYear> {
  if (from > to) {
    const back = workingMilliseconds(to, from, time);
    return back.ok ? ok(-back.value) : back;
  }
  return workedIn(stretchOf(from, to, time), time);
}

/** What `workingMilliseconds` leaves out, day by day, so that a person can check it. `from` MUST NOT be the later one. */
export function timeOff(from: Instant, to: Instant, time: WorkingTime): Result<readonly TimeOff[], UnknownYear> {
  const stretch = stretchOf(from, to, time);
  const off = daysOffIn(stretch, time);
  if (!off.ok) return off;
  const byDate = new Map(off.value.map((day) => [day.date, day]));
  const found: TimeOff[] = [];
  for (let day = dayNumber(stretch.from); day * DAY < stretch.to; day += 1) {
    const date = dayText(day);
    const named = byDate.get(date) ?? null;
    if (named || !isWeekday(day)) found.push({ date, day: named, milliseconds: overlap(stretch, day) });
  }
  return ok(found);
}

/**
 * When a deadline of so many working days ends: they are counted from the day after, and the last one counts to its end.
 * Answers the first moment it is over, like every window. `days` MUST be a whole number from 0.
 */
export function plusWorkingDays(instant: Instant, days: number, time: WorkingTime): Result<Instant, UnknownYear> {
  let day = localDay(instant, time.offset);
  for (let left = days; left > 0;) {
    day = dayAfter(day);
    const working = isWorkingDay(day, time);
    if (!working.ok) return working;
    if (working.value) left -= 1;
  }
  return ok(startOfDay(dayAfter(day), time.offset));
}

/** All time on Mondays to Fridays, less what the calendar takes off on these. */
function workedIn(stretch: Stretch, time: WorkingTime): Result<number, UnknownYear> {
  const off = daysOffIn(stretch, time);
  if (!off.ok) return off;
  const numbers = off.value.map(({ date }) => Date.parse(date) / DAY).filter(isWeekday);
  const taken = numbers.reduce((sum, day) => sum + overlap(stretch, day), 0);
  return ok(weekdayTimeUpTo(stretch.to) - weekdayTimeUpTo(stretch.from) - taken);
}

/** The days that count as off in every year the stretch reaches into; its end belongs to it no more. */
function daysOffIn({ from, to }: Stretch, { calendar, off }: WorkingTime): Result<readonly DayOff[], UnknownYear> {
  const found: DayOff[] = [];
  if (from === to) return ok(found);
  for (let year = yearOf(from); year <= yearOf(to - 1); year += 1) {
    const days = calendar.get(year);
    if (!days) return err({ code: 'CALENDAR_UNKNOWN', year });
    found.push(...days.filter(({ kind }) => off.includes(kind)));
  }
  return ok(found);
}

/** The time on Mondays to Fridays since Monday, 29 December 1969. */
function weekdayTimeUpTo(local: number): number {
  const day = dayNumber(local) + FIRST_WEEKDAY;
  const week = Math.floor(day / 7);
  const inWeek = day - 7 * week;
  const whole = 5 * week + Math.min(inWeek, 5);
  return whole * DAY + (inWeek < 5 ? local - dayNumber(local) * DAY : 0);
}

function isWeekday(day: number): boolean {
  const inWeek = (((day + FIRST_WEEKDAY) % 7) + 7) % 7;
  return inWeek < 5;
}

function overlap({ from, to }: Stretch, day: number): number {
  return Math.max(0, Math.min(to, (day + 1) * DAY) - Math.max(from, day * DAY));
}

function stretchOf(from: Instant, to: Instant, { offset }: WorkingTime): Stretch {
  return { from: localTime(from, offset), to: localTime(to, offset) };
}

function localTime(instant: Instant, offset: number): number {
  return millisecondsOf(instant) + offset * HOUR;
}

function dayNumber(local: number): number {
  return Math.floor(local / DAY);
}

function dayText(day: number): Day {
  return toInstant(day * DAY).slice(0, 10);
}

function dayAfter(day: Day): Day {
  return dayText(Date.parse(day) / DAY + 1);
}

function yearOf(local: number): number {
  return new Date(local).getUTCFullYear();
}
