import { NATIONAL_CALENDAR } from '../../domain/calendar/index.ts';
import { unitParts } from '../../domain/codes.ts';
import { inLocale } from '../../kernel/locale.ts';
import { toExact } from '../../kernel/rational.ts';
import type { Cell } from '../../kernel/table.ts';
import { calendarsByName } from '../calendars.ts';
import { cyclesByCode, participantsIn } from '../cycles.ts';
import type { CycleRow } from '../cycles.ts';
import { jurisdictionsByCode, organizationsByKey } from '../places.ts';
import type { SightRefusal } from '../public-results.ts';
import { explanationOf } from '../ranking/explanation.ts';
import { offsetsOf, ranking } from '../ranking/ranking.ts';
import type { RankedReport, Ranking } from '../ranking/ranking.ts';
import { rankingSight } from '../ranking/sight.ts';
import type { At } from '../reader.ts';
import { reportsByCycle } from '../reports.ts';
import { column } from './asked.ts';
import type { SheetAsked, SheetSource } from './asked.ts';

/** One row per unit of a cycle: those with a value by their rank, the others after them in order of code. */
export const rankingsSheet: SheetSource = {
  name: 'rankings',
  needs: ['cycle'],
  takes: ['by', 'basis', 'within', 'asOf'],
  columns: [
    column('rank', 'Peringkat', 'Rank'),
    column('tiedWith', 'Berapa unit lain berperingkat sama', 'How many others share the rank'),
    column('unit', 'Kode unit', 'Code of the unit'),
    column('unitName', 'Nama unit', 'Name of the unit'),
    column('cycle', 'Siklus', 'Cycle'),
    column('by', 'Yang diperingkat', 'What is ranked by'),
    column('basis', 'Dasar nilai', 'Basis of the score'),
    column('value', 'Nilai, jam, atau jam kerja', 'Points, hours or working hours'),
    column('exact', 'Yang sama, eksak', 'The same, exactly'),
    column('neverReturned', 'Tidak pernah dikembalikan', 'Never returned'),
    column('explanation', 'Alasan peringkat', 'Why it has its rank'),
  ],
  refusal: async (asked) => {
    const { rowsAt } = await sightOf(asked);
    return typeof rowsAt === 'string' ? rowsAt : null;
  },
  rows: rankingRows,
};

async function* rankingRows(asked: SheetAsked): AsyncGenerator<readonly Cell[]> {
  const { cycle, rowsAt } = await sightOf(asked);
  if (typeof rowsAt === 'string') throw new Error(`a ranking of ${cycle.cycle} was refused: ${rowsAt}`);
  const of = await rankingFor(asked, cycle, rowsAt);
  for (const entry of of.entries) yield rankedRow(of, entry, asked);
  const ranked = new Set(of.entries.map(({ row }) => row.unit));
  const others = participantsIn(cycle, asked.filter.within ?? null).filter((unit) => !ranked.has(unit));
  const names = await unitNames(asked, others);
  for (const unit of others.toSorted()) {
    const { by, basis } = asked;
    yield [null, null, unit, names.get(unit) ?? null, cycle.cycle, by, basis, null, null, null, null];
  }
}

/** The cycle, and as of when its reports are shown, or why they are not. */
async function sightOf({
  reader,
  viewer,
  at,
  head,
  basis,
  filter,
}: SheetAsked): Promise<Readonly<{ cycle: CycleRow; rowsAt: At | SightRefusal }>> {
  const codes = filter.cycles ?? [];
  const [cycle] = await cyclesByCode(reader, at, codes);
  if (!cycle) throw new Error('a ranking is asked of a cycle that is there');
  const today = async (): Promise<CycleRow | null> => (await cyclesByCode(reader, head, codes))[0] ?? null;
  const sight = await rankingSight(viewer, { cycle, within: filter.within ?? null, basis, at, today });
  return { cycle, rowsAt: sight.ok ? sight.value : sight.error };
}

async function rankingFor(
  { reader, at, by, basis, filter }: SheetAsked,
  cycle: CycleRow,
  rowsAt: At,
): Promise<Ranking> {
  const [[reports = []], [calendar = new Map()]] = await Promise.all([
    reportsByCycle(reader, rowsAt, [cycle.cycle]),
    calendarsByName(reader, at, [NATIONAL_CALENDAR]),
  ]);
  const places = new Set(reports.map(({ unit }) => unitParts(unit).jurisdiction));
  const offsets = offsetsOf(await jurisdictionsByCode(reader, at, [...places]));
  return ranking(reader, rowsAt, { cycle, within: filter.within ?? null, by, basis, reports, calendar, offsets });
}

function rankedRow(of: Ranking, entry: RankedReport, { by, basis, locale }: SheetAsked): readonly Cell[] {
  const { row, rank, tiedWith, shown, measured } = entry;
  return [
    rank,
    tiedWith,
    row.unit,
    row.unitName,
    row.cycle,
    by,
    basis,
    { decimal: shown },
    toExact(measured.exact),
    String(measured.neverReturned),
    inLocale(explanationOf(of, entry), locale),
  ];
}

/** Of units that need not have reported: their own names, or those of their places. */
async function unitNames({ reader, at }: SheetAsked, units: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const isOrganization = (unit: string): boolean => unitParts(unit).organization !== null;
  const [places, organizations] = await Promise.all([
    jurisdictionsByCode(
      reader,
      at,
      units.filter((unit) => !isOrganization(unit)),
    ),
    organizationsByKey(reader, at, units.filter(isOrganization)),
  ]);
  return new Map([
    ...places.flatMap((one) => (one ? [[one.jurisdiction, one.name] as const] : [])),
    ...organizations.flatMap((one) => (one ? [[`${one.jurisdiction}/${one.organization}`, one.name] as const] : [])),
  ]);
}
