import { toRational } from '../../../../kernel/rational.ts';
import type { Rational } from '../../../../kernel/rational.ts';
import type { Bilingual } from '../../../../kernel/locale.ts';
import type { Interval } from '../interval.ts';
import { say } from './say.ts';

/** `90 < 91 ≤ 100`: which edges the value lies between and which of them belong. */
export function intervalWords({ from, to, fromOpen, toOpen }: Interval, value: Rational): Bilingual {
  const lower = from === null ? '' : say`${toRational(from)} ${fromOpen ? '<' : '≤'} `;
  const upper = to === null ? '' : say` ${toOpen ? '<' : '≤'} ${toRational(to)}`;
  return say`${lower}${value}${upper}`;
}
