import { millisecondsOf, toInstant } from '../kernel/instant.ts';
import type { Instant } from '../kernel/instant.ts';

/** Central Indonesian time: the stories play in Kalimantan, which has no daylight saving. */
const WITA_OFFSET = '+08:00';

/** The told moment at which the ledger is opened: before everything that the stories tell. */
export const DEMO_STARTS_AT = wita('2022-11-01 08:00');

/** The moment of a local time in Kalimantan, written `2025-04-22 09:10`. */
export function wita(local: string): Instant {
  return toInstant(Date.parse(`${local.replace(' ', 'T')}:00.000${WITA_OFFSET}`));
}

export function minutesAfter(instant: Instant, minutes: number): Instant {
  return toInstant(millisecondsOf(instant) + minutes * 60_000);
}
