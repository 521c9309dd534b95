import { and, eq } from 'drizzle-orm';

import type { CycleRow } from '../projection/cycle.ts';
import type { InstrumentEditionRow } from '../projection/instrument-edition.ts';
import { cycleTable, instrumentEditionTable } from '../projection/tables.ts';
import type { At, Reader } from './reader.ts';
import { rowsByKey, rowsWhere } from './rows.ts';

export async function cyclesByCode(reader: Reader, at: At, codes: readonly string[]): Promise<readonly (CycleRow | null)[]> {
  return rowsByKey<CycleRow>(reader, cycleTable, { at, keys: codes });
}

/** The cycles of an instrument, those of one year where it is given, in order of code. */
export async function cyclesOf(
  reader: Reader,
  at: At,
  { instrument, cycleYear }: Readonly<{ instrument: string; cycleYear: number | null }>,
): Promise<readonly CycleRow[]> {
  const where = and(
    eq(cycleTable.instrument, instrument),
    cycleYear === null ? undefined : eq(cycleTable.cycleYear, cycleYear),
  );
  return rowsWhere<CycleRow>(reader, cycleTable, { at, where });
}

/** The published editions of an instrument, in order of their publication. */
export async function editionsOf(reader: Reader, at: At, instrument: string): Promise<readonly InstrumentEditionRow[]> {
  const where = eq(instrumentEditionTable.instrument, instrument);
  const orderBy = instrumentEditionTable.fromPosition;
  return rowsWhere<InstrumentEditionRow>(reader, instrumentEditionTable, { at, where, orderBy });
}
