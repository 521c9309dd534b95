import { and, asc, count, inArray, sql } from 'drizzle-orm';

import { isWithin } from '../domain/access.ts';
import type { CycleRow } from '../projection/cycle.ts';
import type { InstrumentEditionRow } from '../projection/instrument-edition.ts';
import { cycleTable, instrumentEditionTable, reportTable } from '../projection/tables.ts';
import { inScopes } from './place-conditions.ts';
import type { At, Reader } from './reader.ts';
import { heldAt, rowsByKey, rowsWhere } from './rows.ts';
import type { Publication } from './shown-reports.ts';
import type { Scope } from './visibility.ts';

export type { CycleRow, InstrumentEditionRow };

export async function cyclesByCode(
  reader: Reader,
  at: At,
  codes: readonly string[],
): Promise<readonly (CycleRow | null)[]> {
  return rowsByKey<CycleRow>(reader, cycleTable, { at, keys: codes });
}

/** The cycles of each instrument, in order of code. */
export async function cyclesOfInstruments(
  reader: Reader,
  at: At,
  instruments: readonly string[],
): Promise<readonly (readonly CycleRow[])[]> {
  const where = inArray(cycleTable.instrument, [...instruments]);
  const grouped = Map.groupBy(
    await rowsWhere<CycleRow>(reader, cycleTable, { at, where }),
    ({ instrument }) => instrument,
  );
  return instruments.map((instrument) => grouped.get(instrument) ?? []);
}

/** The cycles whose results are public at the moment, each with its last publication. Reads no more of them than that. */
export async function publicationsAt({ database }: Reader, at: At): Promise<readonly Publication[]> {
  const { key: cycle, body } = cycleTable;
  const position = sql<number>`(${body} #>> '{published,position}')::float8`;
  const time = sql<string>`${body} #>> '{published,at}'`;
  const rows = await database
    .select({ cycle, at: { position, time } })
    .from(cycleTable)
    .where(and(sql`${body} ->> 'published' is not null`, heldAt(cycleTable, at)))
    .orderBy(asc(cycle));
  return rows;
}

/** The moment of the last publication; null before the first. */
export function publicationOf({ published }: Pick<CycleRow, 'published'>): At | null {
  return published && { position: published.position, time: published.at };
}

/** Who takes part in a place: in it and below it; null: in the nation. */
export function participantsIn(
  { participants }: Pick<CycleRow, 'participants'>,
  within: string | null,
): readonly string[] {
  return participants.filter((unit) => within === null || isWithin(unit, within));
}

/** Editions by `<instrument>/<edition>`. */
export async function editionsByKey(
  reader: Reader,
  at: At,
  keys: readonly string[],
): Promise<readonly (InstrumentEditionRow | null)[]> {
  return rowsByKey<InstrumentEditionRow>(reader, instrumentEditionTable, { at, keys });
}

/** The published editions of each instrument, in order of their publication. */
export async function editionsOfInstruments(
  reader: Reader,
  at: At,
  instruments: readonly string[],
): Promise<readonly (readonly InstrumentEditionRow[])[]> {
  const where = inArray(instrumentEditionTable.instrument, [...instruments]);
  const orderBy = instrumentEditionTable.fromPosition;
  const rows = await rowsWhere<InstrumentEditionRow>(reader, instrumentEditionTable, { at, where, orderBy });
  const grouped = Map.groupBy(rows, ({ instrument }) => instrument);
  return instruments.map((instrument) => grouped.get(instrument) ?? []);
}

/**
 * How far the reports of a cycle have come; whoever is expected and never reported is in `expected` alone. `final`: with a
 * final score, which stands while the report is open again.
 */
export type Participation = Readonly<{ opened: number; submitted: number; onTime: number; final: number }>;

export async function participationOf(
  reader: Reader,
  at: At,
  cycles: readonly string[],
): Promise<readonly Participation[]> {
  return participationAmong(reader, at, { cycles, scopes: null });
}

/** The same among the units of some places; null: of the nation. */
export async function participationAmong(
  { database }: Reader,
  at: At,
  { cycles, scopes }: Readonly<{ cycles: readonly string[]; scopes: readonly Scope[] | null }>,
): Promise<readonly Participation[]> {
  const first = sql`${reportTable.body} #> '{submissions,0}'`;
  const rows = await database
    .select({
      cycle: reportTable.cycle,
      opened: count(),
      submitted: sql<number>`count(${first})::integer`,
      onTime: sql<number>`(count(*) filter (where ${first} ->> 'late' = 'false'))::integer`,
      final: sql<number>`count(${reportTable.finalTotal})::integer`,
    })
    .from(reportTable)
    .where(
      and(
        inArray(reportTable.cycle, [...cycles]),
        heldAt(reportTable, at),
        scopes ? inScopes(reportTable.unit, scopes) : undefined,
      ),
    )
    .groupBy(reportTable.cycle);
  const byCycle = new Map(rows.map(({ cycle, ...counts }) => [cycle, counts]));
  return cycles.map((cycle) => byCycle.get(cycle) ?? { opened: 0, submitted: 0, onTime: 0, final: 0 });
}

/** How many editions of all instruments are published. */
export async function countEditions({ database }: Reader, at: At): Promise<number> {
  return database.$count(instrumentEditionTable, heldAt(instrumentEditionTable, at));
}
