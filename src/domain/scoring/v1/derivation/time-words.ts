import { millisecondsOf, toInstant } from '../../../../kernel/instant.ts';
import type { Instant } from '../../../../kernel/instant.ts';
import type { Bilingual } from '../../../../kernel/locale.ts';
import { rational } from '../../../../kernel/rational.ts';
import { joined, result, say } from './say.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Local date and time, with seconds only where they say something: `2025-03-27 16:00 (UTC+8)`. */
export function localWords(instant: Instant, offset: number): string {
  const local = toInstant(millisecondsOf(instant) + offset * HOUR);
  const seconds = local.slice(17, 23);
  const exact = seconds === '00.000' ? '' : `:${seconds}`;
  return `${local.slice(0, 10)} ${local.slice(11, 16)}${exact} (UTC${offset < 0 ? '' : '+'}${offset})`;
}

/** Hours as a person adds them up on a pocket calculator: `6 × 24 + 13 + 30 / 60 = 157.5`, or only `13`. */
export function hoursWords(milliseconds: number): Bilingual {
  const value = rational(milliseconds, HOUR);
  if (Math.abs(milliseconds) < DAY && milliseconds % HOUR === 0) return result(value);
  const terms = termsOf(Math.abs(milliseconds));
  const parts = joined(terms, ' + ');
  return say`${milliseconds < 0 ? say`-(${parts})` : parts} = ${result(value)}`;
}

function termsOf(milliseconds: number): readonly Bilingual[] {
  const [days, hours] = [Math.floor(milliseconds / DAY), Math.floor((milliseconds % DAY) / HOUR)];
  const [minutes, rest] = [Math.floor((milliseconds % HOUR) / MINUTE), milliseconds % MINUTE];
  return [
    ...(days > 0 ? [say`${days} × 24`] : []),
    ...(hours > 0 ? [say`${hours}`] : []),
    ...(minutes > 0 ? [say`${minutes} / 60`] : []),
    ...(rest > 0 ? [say`${rational(rest, SECOND)} / 3600`] : []),
  ];
}
