import type { Calendar } from '../../../kernel/calendar.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ranked } from '../../../kernel/competition.ts';
import { toExact, toRational, ZERO } from '../../../kernel/rational.ts';
import type { Edition } from '../../instrument/index.ts';
import { annual } from './annual.ts';
import { fastest } from './fastest.ts';
import { compareBy } from './measured.ts';
import type { Measure, Measured } from './measured.ts';
import { mostResponsive } from './responsive.ts';
import { timelinessOf } from './timeliness.ts';
import type { LocalTime, PeriodTimes, RoundTimes } from './timeliness.ts';

/** Rounds with the entries that opened them. */
export type DatedTimes = Omit<PeriodTimes, 'rounds'> &
  Readonly<{ rounds: readonly (RoundTimes & Readonly<{ position: number }>)[] }>;

/** How a unit did in one period: its final, and when it reported; null where it has none. */
export type PeriodOfUnit = Readonly<{
  cycle: string;
  final: Readonly<{ position: number; exact: string }> | null;
  times: DatedTimes | null;
}>;

/** A unit with all periods of its year. */
export type UnitYear = Readonly<{ unit: string; utcOffset: number; periods: readonly PeriodOfUnit[] }>;

/**
 * A part of a figure, with the entry it is read from. TOTAL: the final of a period. LEAD: from the first complete submission
 * to the deadline. CORRECTION: a round of the return of that `number` within its cycle; `exact` are its working hours.
 */
export type Term = Readonly<{
  cycle: string;
  number: number | null;
  from: Instant | null;
  to: Instant | null;
  exact: string;
  entry: number;
}>;

/** A unit beside those it is compared with. JSON by type: awards freeze it. `exact` is the mean of its terms. */
export type Compared = Readonly<{
  unit: string;
  utcOffset: number;
  standing: 'MEASURED' | 'NEVER_RETURNED' | 'UNRANKED';
  exact: string | null;
  terms: readonly Term[];
}>;

type By = Readonly<{ measure: Measure; edition: Edition; calendar: Calendar }>;

/** What a unit's year comes to by a measure. Only a year of which every period is reported and final is ranked. */
export function comparedBy({ measure, edition, calendar }: By, year: UnitYear): Compared {
  const periods = year.periods.flatMap(({ cycle, final, times }) => (final && times ? [{ cycle, final, times }] : []));
  const local = { offset: year.utcOffset, calendar };
  const whole = periods.length === edition.periods.length;
  const figure = whole ? figures[measure](periods, edition, local) : NOT_RANKED;
  return { unit: year.unit, utcOffset: year.utcOffset, ...figure };
}

/** The figure of a unit to be compared; null where it is not ranked. */
export function measuredOf({ standing, exact }: Pick<Compared, 'standing' | 'exact'>): Measured | null {
  if (standing === 'UNRANKED') return null;
  return { exact: exact === null ? ZERO : toRational(exact), neverReturned: standing === 'NEVER_RETURNED' };
}

/** Everybody who shares the first rank. */
export function leaders(measure: Measure, units: readonly Compared[]): readonly Compared[] {
  const figures = units.flatMap((unit) => {
    const measured = measuredOf(unit);
    return measured ? [{ unit, measured }] : [];
  });
  return ranked(figures, (a, b) => compareBy(measure, a.measured, b.measured))
    .filter(({ rank }) => rank === 1)
    .map(({ value }) => value.unit);
}

type Reported = Readonly<{ cycle: string; final: NonNullable<PeriodOfUnit['final']>; times: DatedTimes }>;
type Figure = Pick<Compared, 'standing' | 'exact' | 'terms'>;

const NOT_RANKED: Figure = { standing: 'UNRANKED', exact: null, terms: [] };

const figures: Readonly<Record<Measure, (periods: readonly Reported[], edition: Edition, local: LocalTime) => Figure>> =
  { TOTAL: totalFigure, LEAD: leadFigure, CORRECTION: correctionFigure };

function totalFigure(periods: readonly Reported[], edition: Edition): Figure {
  const totals = periods.map(({ final, times: { period } }) => {
    return { period, exact: toRational(final.exact), basis: 'FINAL' } as const;
  });
  const terms = periods.map(({ cycle, final }) => termOf(cycle, { exact: final.exact, entry: final.position }));
  return { standing: 'MEASURED', exact: toExact(annual(edition, totals, true).exact), terms };
}

function leadFigure(periods: readonly Reported[], _edition: Edition, local: LocalTime): Figure {
  const result = fastest(
    periods.map(({ times }) => times),
    local,
  );
  if (result.kind === 'UNRANKED') return NOT_RANKED;
  const terms = periods.flatMap(({ cycle, times }) => {
    const { completed, deadline, lead } = timelinessOf(times, local);
    if (!completed || !lead) return [];
    return [termOf(cycle, { from: completed.at, to: deadline, exact: toExact(lead), entry: completed.position })];
  });
  return { standing: 'MEASURED', exact: toExact(result.hours), terms };
}

function correctionFigure(periods: readonly Reported[], _edition: Edition, local: LocalTime): Figure {
  const result = mostResponsive(
    periods.map(({ times }) => times),
    local,
  );
  if (result.kind === 'UNRANKED') return NOT_RANKED;
  if (result.kind === 'NEVER_RETURNED') return { standing: 'NEVER_RETURNED', exact: null, terms: [] };
  return {
    standing: 'MEASURED',
    exact: toExact(result.hours),
    terms: periods.flatMap((one) => roundTerms(one, local)),
  };
}

function roundTerms({ cycle, times }: Reported, local: LocalTime): readonly Term[] {
  const entries = new Map(times.rounds.map(({ round, position }) => [round, position]));
  return timelinessOf(times, local).returns.flatMap(({ number, rounds }) =>
    rounds.flatMap(({ round, from, to, hours }) => {
      const entry = entries.get(round);
      return hours && entry !== undefined ? [termOf(cycle, { number, from, to, exact: toExact(hours), entry })] : [];
    }),
  );
}

function termOf(cycle: string, facts: Pick<Term, 'exact' | 'entry'> & Partial<Term>): Term {
  return { number: null, from: null, to: null, ...facts, cycle };
}
