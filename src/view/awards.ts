import { awardsOf, measureOf } from '../domain/cycle/index.ts';
import type { GrantedAward } from '../domain/cycle/index.ts';
import type { Edition } from '../domain/instrument/index.ts';
import { comparisonReasons, provinceAward } from '../domain/scoring/v1/index.ts';
import type { DerivationNode } from '../domain/scoring/v1/index.ts';
import type { Calendar } from '../kernel/calendar.ts';
import type { Bilingual } from '../kernel/locale.ts';
import { toRational } from '../kernel/rational.ts';
import type { CycleRow } from '../projection/cycle.ts';
import type { ReportRow } from '../projection/report.ts';
import { periodOfYear } from '../projection/year.ts';
import type { HeldNow } from './award-mismatch.ts';
import type { RecordedEntry } from './events.ts';

/** An award as its cycle keeps it; the figures of all who were compared stand in the entry that granted it. */
export type AwardRow = CycleRow['awards'][number];

/** The award as the entry froze it, which MUST be the one that its row names. */
export function awardIn({ data }: RecordedEntry, { kind, recipient }: AwardRow): GrantedAward {
  // Granted by an entry of this type, which was checked against its schema.
  const { awards } = data as Readonly<{ awards: readonly GrantedAward[] }>;
  const award = awards.find((one) => one.kind === kind && one.recipient === recipient);
  if (!award) throw new Error(`the entry does not grant ${kind} to ${recipient}`);
  return award;
}

/** The places an award speaks of. */
export function placesIn({ recipient, members, compared }: GrantedAward): readonly string[] {
  return [...new Set([recipient, ...members.map(({ unit }) => unit), ...compared.map(({ unit }) => unit)])];
}

/** Why an award was given, from the figures that were frozen with it. `names` are those of the places, by code. */
export function awardReasons(
  edition: Edition,
  award: GrantedAward,
  names: ReadonlyMap<string, string>,
): readonly DerivationNode[] {
  const measure = measureOf(award.kind);
  if (!measure && award.kind !== 'PROVINCE_CARING') return [placeReason(edition, award)];
  const nodes = measure
    ? comparisonReasons(measure, award.compared)
    : (provinceAward(edition, award.members)?.derivation ?? []);
  return nodes.map((node) => ({ ...node, label: named(node, names) }));
}

/** All cycles of a year, each with its reports as they are looked at. */
export type YearRows = Readonly<{
  /** The one that granted the awards in question. */
  cycle: CycleRow;
  periods: readonly Readonly<{ row: CycleRow; reports: readonly ReportRow[] }>[];
  offsets: ReadonlyMap<string, number>;
  calendar: Calendar;
}>;

/** What would be granted by these rows: decided by the code that granted the awards themselves. */
export function awardsHeld(edition: Edition, { cycle, periods, offsets, calendar }: YearRows): HeldNow {
  const own = periods.find(({ row }) => row.cycle === cycle.cycle)?.reports ?? [];
  const standings = own.map(({ unit, final }) => ({ unit, phase: 'FINAL', submittedAt: null, final }) as const);
  const year = { periods: periods.map(({ row, reports }) => periodOfYear(row, reports)), offsets, calendar };
  const { participants } = cycle;
  return { awards: awardsOf(edition, { cycle: cycle.cycle, participants, standings, year }), standings };
}

/** A member's step ends its path with the member's code. */
function named({ path, label }: DerivationNode, names: ReadonlyMap<string, string>): Bilingual {
  const name = names.get(path.slice(path.indexOf('/') + 1));
  return name === undefined ? label : { id: name, en: name };
}

function placeReason(edition: Edition, { predicate, total, final }: GrantedAward): DerivationNode {
  const held = edition.predicates.find(({ code }) => code === predicate);
  const figure = total ?? '-';
  const title = held?.title ?? unnamed(predicate);
  return {
    path: 'total',
    parentPath: null,
    label: { id: 'Nilai final', en: 'Final total' },
    formula: {
      id: `Nilai final ${figure}: predikat ${title.id}`,
      en: `Final total ${figure}: predicate ${title.en}`,
    },
    value: toRational(total ?? '0'),
    weight: null,
    provenance: held?.provenance ?? null,
    positions: final === null ? [] : [final],
    attachments: [],
  };
}

function unnamed(predicate: string | null): Bilingual {
  return { id: predicate ?? '-', en: predicate ?? '-' };
}
