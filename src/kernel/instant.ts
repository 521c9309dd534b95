/**
 * A moment as RFC 3339 text in UTC with exactly three decimals of a second (`2025-12-03T02:11:09.120Z`).
 * Fixed width, so that comparing the texts compares the moments.
 */
export type Instant = string;

export const INSTANT_PATTERN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

const MILLISECONDS_PER_DAY = 86_400_000;

export function toInstant(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString();
}

export function millisecondsOf(instant: Instant): number {
  return Date.parse(instant);
}

/** The moment `days` times 24 hours later; windows are instants, so no calendar is asked. */
export function plusDays(instant: Instant, days: number): Instant {
  return toInstant(millisecondsOf(instant) + days * MILLISECONDS_PER_DAY);
}
