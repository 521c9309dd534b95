import { timeOff } from '../../../../kernel/calendar.ts';
import type { TimeOff } from '../../../../kernel/calendar.ts';
import { millisecondsOf } from '../../../../kernel/instant.ts';
import type { Bilingual } from '../../../../kernel/locale.ts';
import { ONE, sum, ZERO } from '../../../../kernel/rational.ts';
import type { Rational } from '../../../../kernel/rational.ts';
import { mostResponsive } from '../responsive.ts';
import type { MostResponsive } from '../responsive.ts';
import { hoursOf, timelinessOf, workingTime } from '../timeliness.ts';
import type { LocalTime, MeasuredRound, PeriodTimes, Return } from '../timeliness.ts';
import { derivationNode } from './node.ts';
import type { DerivationNode } from './node.ts';
import { joined, result, say } from './say.ts';
import { hoursWords, localWords } from './time-words.ts';

const UNRANKED = {
  NOT_REPORTED: {
    id: 'Tidak diperingkat: ada periode yang tidak dilaporkan',
    en: 'Not ranked: a period was not reported',
  },
  NOT_ACCEPTED: {
    id: 'Tidak diperingkat: ada pengembalian yang perbaikannya belum diterima',
    en: 'Not ranked: of a return the correction has not been accepted',
  },
  CALENDAR_UNKNOWN: {
    id: 'Tidak diperingkat: kalender kerja suatu tahun tidak diketahui',
    en: 'Not ranked: the calendar of a year is not known',
  },
} as const;
const MEAN = { id: 'Rata-rata waktu kerja pengembalian', en: 'Mean working time of the returns' };
const ROUNDS = {
  id: 'Jam kerja putaran, tanpa waktu pemeriksa',
  en: 'Working hours of its rounds, without the reviewer’s',
};
const LESS = { id: 'dikurangi jam hari libur', en: 'less the hours of days off' };
const UNKNOWN = { id: 'kalender tidak diketahui untuk', en: 'no calendar is known for' };

/** The reasons of what `mostResponsive` says: the mean, its returns, their rounds, and the days off taken from each. */
export function deriveResponsive(periods: readonly PeriodTimes[], local: LocalTime): readonly DerivationNode[] {
  const told = periods.flatMap((one) => timelinessOf(one, local).returns.map((of) => ({ period: one.period, of })));
  const measured = mostResponsive(periods, local);
  const root = derivationNode(null, 'responsive', {
    label: { id: 'Paling tanggap (jam kerja)', en: 'Most responsive (working hours)' },
    formula: rootWords(
      measured,
      told.map(({ of }) => of.hours ?? ZERO),
    ),
    value: measured.hours ?? ZERO,
  });
  return [root, ...told.flatMap(({ period, of }) => returnNodes(period, of, local))];
}

function rootWords(measured: MostResponsive, each: readonly Rational[]): Bilingual {
  if (measured.kind === 'NEVER_RETURNED') return { id: 'Tidak pernah dikembalikan', en: 'Never returned' };
  if (measured.kind === 'UNRANKED') return UNRANKED[measured.reason];
  return say`${MEAN}: (${added(each)}) / ${each.length} = ${result(measured.hours)}`;
}

function returnNodes(period: string, { number, rounds, hours }: Return, local: LocalTime): readonly DerivationNode[] {
  const node = derivationNode('responsive', `${period}-${number}`, {
    label: say`${period}, ${{ id: 'pengembalian', en: 'return' }} ${number}`,
    formula: returnWords(rounds, hours),
    value: hours ?? ZERO,
    weight: hours && ONE,
  });
  return [node, ...rounds.flatMap((round) => roundNodes(round, node.path, local))];
}

function returnWords(rounds: readonly MeasuredRound[], hours: Rational | null): Bilingual {
  if (hours === null) return { id: 'Tidak dapat dihitung', en: 'Cannot be counted' };
  if (rounds.length === 1) return say`${ROUNDS}: ${result(hours)}`;
  return say`${ROUNDS}: ${added(rounds.map((one) => one.hours ?? ZERO))} = ${result(hours)}`;
}

function roundNodes(round: MeasuredRound, parentPath: string, local: LocalTime): readonly DerivationNode[] {
  const off = round.to === null ? null : timeOff(round.from, round.to, workingTime(local));
  const days = off?.ok ? off.value : [];
  const node = derivationNode(parentPath, `round-${round.round}`, {
    label: say`${{ id: 'Putaran koreksi', en: 'Correction round' }} ${round.round}`,
    formula: roundWords(round, days, local),
    value: round.hours ?? ZERO,
    weight: round.hours && ONE,
  });
  return [node, ...days.map((day) => dayNode(day, node.path))];
}

function roundWords(
  { from, to, hours, unknownYear }: MeasuredRound,
  off: readonly TimeOff[],
  { offset }: LocalTime,
): Bilingual {
  const begun = localWords(from, offset);
  if (to === null) return say`${begun} ${{ id: 'sampai sekarang', en: 'until now' }}`;
  const span = say`${begun} ${{ id: 'sampai', en: 'to' }} ${localWords(to, offset)}`;
  if (unknownYear !== null) return say`${span}; ${UNKNOWN} ${unknownYear}`;
  const elapsed = hoursWords(millisecondsOf(to) - millisecondsOf(from));
  if (off.length === 0) return say`${span}: ${elapsed}`;
  const taken = sum(off.map(({ milliseconds }) => hoursOf(milliseconds)));
  return say`${span}: ${elapsed}; ${LESS} ${taken} = ${result(hours ?? ZERO)}`;
}

function dayNode({ date, day, milliseconds }: TimeOff, parentPath: string): DerivationNode {
  return derivationNode(parentPath, date, {
    label: day?.title ?? { id: 'Akhir pekan', en: 'Weekend' },
    formula: say`${date}: ${hoursWords(milliseconds)}`,
    value: hoursOf(milliseconds),
    weight: ONE,
  });
}

function added(values: readonly Rational[]): Bilingual {
  return joined(
    values.map((one) => say`${one}`),
    ' + ',
  );
}
