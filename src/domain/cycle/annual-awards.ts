import type { Calendar } from '../../kernel/calendar.ts';
import { toDecimal, toRational } from '../../kernel/rational.ts';
import { provinceOf, unitParts } from '../codes.ts';
import type { Edition } from '../instrument/index.ts';
import { annual, comparedBy, leaders } from '../scoring/v1/index.ts';
import type { Compared, DatedTimes, Measure, PeriodOfUnit, UnitYear } from '../scoring/v1/index.ts';
import type { GrantedAward } from './events.ts';

/** One period of a year. A report without a final is not final yet. */
export type PeriodOfYear = Readonly<{
  cycle: string;
  period: string;
  published: boolean;
  participants: readonly string[];
  reports: readonly Readonly<{ unit: string; final: PeriodOfUnit['final']; times: DatedTimes }>[];
}>;

/** All periods of a year that were called for. `offsets`: hours east of UTC, by place. */
export type YearOfCycle = Readonly<{
  periods: readonly PeriodOfYear[];
  offsets: ReadonlyMap<string, number>;
  calendar: Calendar;
}>;

type ComparingKind = Extract<GrantedAward['kind'], 'BEST' | 'FASTEST' | 'MOST_RESPONSIVE'>;

type Comparing = Readonly<{
  kind: ComparingKind;
  measure: Measure;
  unit: NonNullable<GrantedAward['measure']>['unit'];
}>;

const COMPARING: readonly Comparing[] = [
  { kind: 'BEST', measure: 'TOTAL', unit: 'POINTS' },
  { kind: 'FASTEST', measure: 'LEAD', unit: 'HOURS' },
  { kind: 'MOST_RESPONSIVE', measure: 'CORRECTION', unit: 'WORKING_HOURS' },
];

/** By what places are compared for an award; null where it is given for a predicate. */
export function measureOf(kind: GrantedAward['kind']): Measure | null {
  return COMPARING.find((one) => one.kind === kind)?.measure ?? null;
}

/** A province or an organization may take part, and is no member of a province. */
export function isRegencyOrCity(unit: string): boolean {
  return unitParts(unit).organization === null && unit !== provinceOf(unit);
}

/**
 * What the places of each province are honoured for over a whole year, once every period of it is published: each award
 * for whoever leads, and for all who share the lead.
 */
export function annualAwards(edition: Edition, year: YearOfCycle): readonly GrantedAward[] {
  if (!isWhole(edition, year)) return [];
  const units = [...new Set(year.periods.flatMap(({ participants }) => participants))].filter(isRegencyOrCity);
  const byProvince = Map.groupBy(units.sort(), provinceOf);
  return [...byProvince].flatMap(([within, members]) => {
    const years = members.map((unit) => yearOf(edition, year, unit));
    return COMPARING.flatMap((comparing) => awardsIn(edition, year, { comparing, within, years }));
  });
}

function isWhole({ periods }: Edition, year: YearOfCycle): boolean {
  return periods.length > 1 && periods.every(({ code }) => periodIn(year, code)?.published === true);
}

function periodIn({ periods }: YearOfCycle, code: string): PeriodOfYear | undefined {
  return periods.find(({ period }) => period === code);
}

function yearOf(edition: Edition, year: YearOfCycle, unit: string): UnitYear {
  const periods = edition.periods.flatMap(({ code }) => {
    const period = periodIn(year, code);
    if (!period) return [];
    const report = period.reports.find((one) => one.unit === unit);
    return [{ cycle: period.cycle, final: report?.final ?? null, times: report?.times ?? null }];
  });
  return { unit, utcOffset: year.offsets.get(unit) ?? 0, periods };
}

type Contest = Readonly<{ comparing: Comparing; within: string; years: readonly UnitYear[] }>;

function awardsIn(
  edition: Edition,
  { calendar }: YearOfCycle,
  { comparing, within, years }: Contest,
): readonly GrantedAward[] {
  const { kind, measure, unit } = comparing;
  const compared = years
    .map((one) => comparedBy({ measure, edition, calendar }, one))
    .map((one) => ({ ...one, terms: [...one.terms] }));
  const cycles = years[0]?.periods.map(({ cycle }) => cycle) ?? [];
  return leaders(measure, compared).map((leader) => {
    const total = kind === 'BEST' ? annualTotal(edition, years, leader) : null;
    return {
      kind,
      recipient: leader.unit,
      within,
      cycles,
      predicate: total?.predicate?.code ?? null,
      total: null,
      final: null,
      count: null,
      of: null,
      moreThanPercent: null,
      members: [],
      measure: { unit, exact: leader.exact, rounded: total?.rounded ?? hours(leader) },
      compared,
    };
  });
}

function annualTotal(edition: Edition, years: readonly UnitYear[], { unit }: Compared) {
  const finals = years.find((one) => one.unit === unit)?.periods ?? [];
  const totals = finals.flatMap(({ final, times }) =>
    final && times ? [{ period: times.period, exact: toRational(final.exact), basis: 'FINAL' } as const] : [],
  );
  const { total, decimals, predicate } = annual(edition, totals, true);
  return { rounded: toDecimal(total, decimals), predicate };
}

function hours({ exact }: Compared): string | null {
  return exact === null ? null : toDecimal(toRational(exact), 2);
}
