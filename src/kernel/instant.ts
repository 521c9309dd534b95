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

const RFC_3339 = /^\d{4}-\d{2}-\d{2}[Tt]([01]\d|2[0-3]):\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** Reads RFC 3339 text with any offset; null where it names no moment. */
export function parseInstant(value: string): Instant | null {
  const text = RFC_3339.test(value) && isDay(value.slice(0, 10)) ? value : '';
  const milliseconds = millisecondsOf(text);
  const instant = Number.isNaN(milliseconds) ? '' : toInstant(milliseconds);
  // An offset may lead out of the years that four digits write.
  return INSTANT_PATTERN.test(instant) ? instant : null;
}

/** JavaScript reads the thirtieth of February as the second of March. */
function isDay(day: string): boolean {
  const midnight = millisecondsOf(`${day}T00:00:00.000Z`);
  return !Number.isNaN(midnight) && toInstant(midnight).startsWith(day);
}
