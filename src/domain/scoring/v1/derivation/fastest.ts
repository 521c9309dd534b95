import { millisecondsOf } from '../../../../kernel/instant.ts';
import type { Bilingual } from '../../../../kernel/locale.ts';
import { ONE, ZERO } from '../../../../kernel/rational.ts';
import type { Rational } from '../../../../kernel/rational.ts';
import { fastest } from '../fastest.ts';
import { timelinessOf } from '../timeliness.ts';
import type { LocalTime, PeriodTimes, Timeliness } from '../timeliness.ts';
import { derivationNode } from './node.ts';
import type { DerivationNode } from './node.ts';
import { joined, result, say } from './say.ts';
import { hoursWords, localWords } from './time-words.ts';

const NONE = { id: 'Tidak diperingkat; tanpa pengajuan lengkap', en: 'Not ranked; without a complete submission' };
const MEAN = { id: 'Rata-rata jam sebelum batas waktu', en: 'Mean of the hours before the deadlines' };
const DEADLINE = { id: 'Batas waktu yang berlaku saat itu', en: 'Deadline in force then' };
const NO_DEADLINE = { id: 'Tanpa batas waktu', en: 'No deadline' };
const NEVER = { id: 'tidak pernah lengkap', en: 'never complete' };
const COMPLETED = { id: 'dikurangi pengajuan lengkap pertama', en: 'less the first complete submission' };

type Told = Readonly<{ period: string; times: Timeliness }>;

/** The reasons of what `fastest` says: the mean, and how far before its deadline each period was complete. */
export function deriveFastest(periods: readonly PeriodTimes[], local: LocalTime): readonly DerivationNode[] {
  const told = periods.map((one) => ({ period: one.period, times: timelinessOf(one, local) }));
  const { hours } = fastest(periods, local);
  const root = derivationNode(null, 'fastest', {
    label: { id: 'Pelaporan tercepat (jam)', en: 'Fastest reporting (hours)' },
    formula: hours ? meanWords(told, hours) : missingWords(told),
    value: hours ?? ZERO,
  });
  return [root, ...told.map((one) => periodNode(one, local))];
}

function meanWords(told: readonly Told[], hours: Rational): Bilingual {
  const terms = told.map(({ times }) => bracketed(times.lead ?? ZERO));
  return say`${MEAN}: (${joined(terms, ' + ')}) / ${terms.length} = ${result(hours)}`;
}

function missingWords(told: readonly Told[]): Bilingual {
  const without = told.filter(({ times }) => times.lead === null).map(({ period }) => period);
  return say`${NONE}: ${without.length === 0 ? '-' : without.join(', ')}`;
}

function periodNode({ period, times: { deadline, completed, lead } }: Told, { offset }: LocalTime): DerivationNode {
  return derivationNode('fastest', period, {
    label: { id: period, en: period },
    formula: periodWords({ deadline, completed }, offset),
    value: lead ?? ZERO,
    weight: lead && ONE,
    positions: completed ? [completed.position] : [],
  });
}

function periodWords({ deadline, completed }: Pick<Timeliness, 'deadline' | 'completed'>, offset: number): Bilingual {
  if (deadline === null) return NO_DEADLINE;
  const due = say`${DEADLINE} ${localWords(deadline, offset)}`;
  if (!completed) return say`${due}; ${NEVER}`;
  const difference = hoursWords(millisecondsOf(deadline) - millisecondsOf(completed.at));
  return say`${due} ${COMPLETED} ${localWords(completed.at, offset)}: ${difference}`;
}

/** A negative number that is added reads wrongly without brackets. */
function bracketed(value: Rational): Bilingual {
  return value.numerator < 0n ? say`(${value})` : say`${value}`;
}
