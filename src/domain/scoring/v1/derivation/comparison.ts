import { millisecondsOf } from '../../../../kernel/instant.ts';
import type { Bilingual } from '../../../../kernel/locale.ts';
import { compare, ONE, subtract, toRational, ZERO } from '../../../../kernel/rational.ts';
import type { Rational } from '../../../../kernel/rational.ts';
import { ranked } from '../../../../kernel/competition.ts';
import { measuredOf } from '../comparison.ts';
import type { Compared, Term } from '../comparison.ts';
import { compareBy } from '../measured.ts';
import type { Measure, Measured } from '../measured.ts';
import { hoursOf } from '../timeliness.ts';
import { derivationNode } from './node.ts';
import type { DerivationNode } from './node.ts';
import { joined, result, say } from './say.ts';
import { hoursWords, localWords } from './time-words.ts';

type Words = Readonly<{ root: string; label: Bilingual; leads: Bilingual; mean: Bilingual }>;

const WORDS: Readonly<Record<Measure, Words>> = {
  TOTAL: {
    root: 'best',
    label: { id: 'Nilai tahunan terbaik', en: 'Best annual total' },
    leads: { id: 'Nilai tahunan tertinggi', en: 'Highest annual total' },
    mean: { id: 'Rata-rata nilai final semua periode', en: 'Mean of the final totals of all periods' },
  },
  LEAD: {
    root: 'fastest',
    label: { id: 'Pelaporan tercepat (jam)', en: 'Fastest reporting (hours)' },
    leads: { id: 'Rata-rata jam terbanyak sebelum batas waktu', en: 'Most hours before the deadlines, in the mean' },
    mean: { id: 'Rata-rata jam sebelum batas waktu', en: 'Mean of the hours before the deadlines' },
  },
  CORRECTION: {
    root: 'responsive',
    label: { id: 'Paling tanggap (jam kerja)', en: 'Most responsive (working hours)' },
    leads: {
      id: 'Rata-rata jam kerja pengembalian paling sedikit',
      en: 'Fewest working hours of a return, in the mean',
    },
    mean: { id: 'Rata-rata jam kerja pengembalian', en: 'Mean working hours of the returns' },
  },
};

const NEVER = { id: 'Tidak pernah dikembalikan', en: 'Never returned' };
const UNRANKED = {
  id: 'Tidak diperingkat: ada periode yang tidak dilaporkan, belum final, atau tidak dapat diukur',
  en: 'Not ranked: a period was not reported, is not final, or cannot be measured',
};

/** Why a unit leads those it is compared with: from the frozen figures of all of them, the best first. */
export function comparisonReasons(measure: Measure, units: readonly Compared[]): readonly DerivationNode[] {
  const { root, label } = WORDS[measure];
  const figures = units.flatMap((unit) => {
    const measured = measuredOf(unit);
    return measured ? [{ unit, measured }] : [];
  });
  const places = ranked(figures, (a, b) => compareBy(measure, a.measured, b.measured));
  const best = places[0]?.value.measured ?? { exact: ZERO, neverReturned: false };
  const formula = rootWords(
    measure,
    places.map(({ value, rank }) => ({ rank, measured: value.measured })),
  );
  const others = units.filter((unit) => measuredOf(unit) === null);
  return [
    derivationNode(null, root, { label, formula, value: best.exact }),
    ...places.flatMap(({ value }) => unitNodes(measure, value.unit)),
    ...others.flatMap((unit) => unitNodes(measure, unit)),
  ];
}

function rootWords(measure: Measure, places: readonly Readonly<{ rank: number; measured: Measured }>[]): Bilingual {
  const first = places.filter(({ rank }) => rank === 1);
  const best = first[0];
  if (!best) return UNRANKED;
  const next = places[first.length];
  const among = say`${WORDS[measure].leads} ${{ id: 'dari', en: 'of' }} ${places.length}: ${figureWords(best.measured)}`;
  const shared = say`${among}; ${{ id: 'sama persis pada', en: 'exactly equal for' }} ${first.length}`;
  const head = first.length > 1 ? shared : among;
  return next ? say`${head}; ${{ id: 'berikutnya', en: 'next' }}: ${figureWords(next.measured)}` : head;
}

function figureWords({ exact, neverReturned }: Measured): Bilingual {
  return neverReturned ? NEVER : result(exact);
}

function unitNodes(measure: Measure, unit: Compared): readonly DerivationNode[] {
  const { root } = WORDS[measure];
  const measured = measuredOf(unit);
  const node = derivationNode(root, unit.unit, {
    label: { id: unit.unit, en: unit.unit },
    formula: measured ? unitWords(measure, unit, measured) : UNRANKED,
    value: measured?.exact ?? ZERO,
    weight: measured ? ONE : ZERO,
  });
  return [node, ...unit.terms.map((term, index) => termNode(unit, term, { parent: node.path, measure, index }))];
}

function unitWords(measure: Measure, { terms }: Compared, measured: Measured): Bilingual {
  if (measured.neverReturned) return NEVER;
  if (terms.length === 0) return result(measured.exact);
  const added = joined(
    terms.map(({ exact }) => bracketed(toRational(exact))),
    ' + ',
  );
  return say`${WORDS[measure].mean}: (${added}) / ${divisorOf(measure, terms)} = ${result(measured.exact)}`;
}

/** Several rounds may belong to one return; everything else counts one by one. */
function divisorOf(measure: Measure, terms: readonly Term[]): number {
  if (measure !== 'CORRECTION') return terms.length;
  return new Set(terms.map(({ cycle, number }) => `${cycle} ${number}`)).size;
}

type Placed = Readonly<{ parent: string; measure: Measure; index: number }>;

function termNode({ utcOffset }: Compared, term: Term, { parent, measure, index }: Placed): DerivationNode {
  const value = toRational(term.exact);
  const label =
    term.number === null
      ? { id: term.cycle, en: term.cycle }
      : say`${term.cycle}, ${{ id: 'pengembalian', en: 'return' }} ${term.number}`;
  return derivationNode(parent, measure === 'CORRECTION' ? `round-${index + 1}` : term.cycle, {
    label,
    formula: termWords(measure, term, utcOffset),
    value,
    weight: ONE,
    positions: [term.entry],
  });
}

function termWords(measure: Measure, { from, to, exact }: Term, offset: number): Bilingual {
  const value = toRational(exact);
  if (from === null || to === null) return say`${{ id: 'Nilai final', en: 'Final total' }} = ${result(value)}`;
  const span = millisecondsOf(to) - millisecondsOf(from);
  if (measure === 'LEAD') {
    return say`${DEADLINE} ${localWords(to, offset)} − ${COMPLETED} ${localWords(from, offset)}: ${hoursWords(span)}`;
  }
  const words = say`${localWords(from, offset)} ${{ id: 'sampai', en: 'to' }} ${localWords(to, offset)}: ${hoursWords(span)}`;
  const off = subtract(hoursOf(span), value);
  if (compare(off, ZERO) === 0) return words;
  return say`${words}; ${{ id: 'dikurangi jam hari libur', en: 'less the hours of days off' }} ${off} = ${result(value)}`;
}

const DEADLINE = { id: 'Batas waktu yang berlaku saat itu', en: 'Deadline in force then' };
const COMPLETED = { id: 'pengajuan lengkap pertama', en: 'first complete submission' };

/** A negative number that is added reads wrongly without brackets. */
function bracketed(value: Rational): Bilingual {
  return value.numerator < 0n ? say`(${value})` : say`${value}`;
}
