import { isWithin } from '../../domain/access.ts';
import { unitParts } from '../../domain/codes.ts';
import { leadDeadline } from '../../domain/cycle/index.ts';
import type { Edition } from '../../domain/instrument/index.ts';
import { TIME_ZONES } from '../../domain/jurisdiction/index.ts';
import type { ScoreBasis } from '../../domain/report/index.ts';
import { timesOf } from '../../domain/report/index.ts';
import { compareBy, fastest, mostResponsive } from '../../domain/scoring/v1/index.ts';
import type { LocalTime, Measure, Measured } from '../../domain/scoring/v1/index.ts';
import type { Calendar } from '../../kernel/calendar.ts';
import { ranked } from '../../kernel/competition.ts';
import { toDecimal, toRational, ZERO } from '../../kernel/rational.ts';
import { participantsIn } from '../cycles.ts';
import type { CycleRow } from '../cycles.ts';
import type { JurisdictionRow } from '../places.ts';
import type { At, Reader } from '../reader.ts';
import type { ReportRow } from '../reports.ts';
import { basisFor } from '../score.ts';
import { anatomies } from '../statistics/anatomies.ts';

export const RANKING_MEASURES = ['SCORE', 'TIMELINESS', 'RESPONSIVENESS'] as const;

export type RankingMeasure = (typeof RANKING_MEASURES)[number];

/** What each measure compares by. */
export const COMPARES: Readonly<Record<RankingMeasure, Measure>> = {
  SCORE: 'TOTAL',
  TIMELINESS: 'LEAD',
  RESPONSIVENESS: 'CORRECTION',
};

/** What is ranked: the reports of a cycle in a place, as far as they have reached the basis. */
export type RankingAsked = Readonly<{
  cycle: CycleRow;
  within: string | null;
  by: RankingMeasure;
  basis: ScoreBasis;
  /** All reports of the cycle, at the moment that is looked at. */
  reports: readonly ReportRow[];
  calendar: Calendar;
  /** Hours east of UTC, by place. */
  offsets: ReadonlyMap<string, number>;
}>;

/** A report in its place; `shown` is its figure as it is read. */
export type RankedReport = Readonly<{
  row: ReportRow;
  measured: Measured;
  shown: string;
  rank: number;
  tiedWith: number;
}>;

export type Ranking = Readonly<{
  by: RankingMeasure;
  entries: readonly RankedReport[];
  /** Participants of the place that have no value. */
  unranked: number;
}>;

/** Hours east of UTC, by place. */
export function offsetsOf(places: readonly (JurisdictionRow | null)[]): RankingAsked['offsets'] {
  return new Map(places.flatMap((one) => (one ? [[one.jurisdiction, TIME_ZONES[one.timeZone]]] : [])));
}

/** All reports of the place that have a value, the best first; who shares a rank is in order of unit. */
export async function ranking(reader: Reader, at: At, asked: RankingAsked): Promise<Ranking> {
  const { cycle, within, by, basis, reports } = asked;
  const counted = reports.filter((row) => (within === null || isWithin(row.unit, within)) && hasReached(row, basis));
  const figures = await figuresOf(reader, at, { ...asked, reports: counted });
  const entries = ranked(figures, (a, b) => compareBy(COMPARES[by], a.measured, b.measured)).map(
    ({ value, rank, tiedWith }) => ({ ...value, rank, tiedWith }),
  );
  return { by, entries, unranked: participantsIn(cycle, within).length - entries.length };
}

/** The entries after a place in the order, which need not be held by any of them any more. */
export function entriesAfter(
  { by, entries }: Ranking,
  place: Readonly<{ unit: string; measured: Measured }>,
): readonly RankedReport[] {
  return entries.filter(({ row, measured }) => {
    const difference = compareBy(COMPARES[by], place.measured, measured);
    return difference < 0 || (difference === 0 && row.unit > place.unit);
  });
}

/** A report that is open again keeps the final it had. */
function hasReached(row: ReportRow, basis: ScoreBasis): boolean {
  return basis === 'FINAL' ? row.final !== null : basisFor(row, basis) !== null;
}

type Figure = Pick<RankedReport, 'row' | 'measured' | 'shown'>;

async function figuresOf(reader: Reader, at: At, asked: RankingAsked): Promise<readonly Figure[]> {
  if (asked.by !== 'SCORE') return timeFigures(asked);
  if (asked.basis === 'FINAL') return finalFigures(asked.reports);
  return scoredFigures(reader, at, asked);
}

/** A final of which no dimension is in force measures nothing. */
function finalFigures(reports: readonly ReportRow[]): readonly Figure[] {
  return reports.flatMap((row) => {
    const { final } = row;
    if (!final?.dimensions.some(({ exact }) => exact !== null)) return [];
    return [{ row, measured: { exact: toRational(final.exact), neverReturned: false }, shown: final.total }];
  });
}

async function scoredFigures(
  reader: Reader,
  at: At,
  { cycle, basis, reports }: RankingAsked,
): Promise<readonly Figure[]> {
  const { rounding } = await reader.papers.edition(cycle.instrumentDigest);
  const keyOf = ({ unit }: ReportRow): string => `${unit}/${cycle.cycle}`;
  const named = reports.map((row) => ({ key: keyOf(row), upTo: at.position, cycle }));
  const known = await anatomies(reader, named, basis);
  return reports.flatMap((row) => {
    const exact = known.get(keyOf(row))?.total;
    return exact ? [{ row, measured: { exact, neverReturned: false }, shown: roundedTo(rounding, exact) }] : [];
  });
}

function roundedTo({ scale, mode }: Edition['rounding'], exact: Measured['exact']): string {
  return toDecimal(exact, scale, mode);
}

const HOUR_DECIMALS = 2;

function timeFigures({ cycle, by, reports, calendar, offsets }: RankingAsked): readonly Figure[] {
  return reports.flatMap((row) => {
    const offset = offsets.get(unitParts(row.unit).jurisdiction) ?? 0;
    const measured = timeOf(row, by, { deadline: leadDeadline(cycle, row), local: { offset, calendar } });
    return measured ? [{ row, measured, shown: toDecimal(measured.exact, HOUR_DECIMALS) }] : [];
  });
}

function timeOf(
  row: ReportRow,
  by: RankingMeasure,
  { deadline, local }: Readonly<{ deadline: string; local: LocalTime }>,
): Measured | null {
  const times = [timesOf(row, deadline)];
  const result = by === 'TIMELINESS' ? fastest(times, local) : mostResponsive(times, local);
  if (result.kind === 'UNRANKED') return null;
  return { exact: result.hours ?? ZERO, neverReturned: result.kind === 'NEVER_RETURNED' };
}
