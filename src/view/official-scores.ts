import { inArray } from 'drizzle-orm';

import { subtract, toRational } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import type { OfficialScore, OfficialScoreRow } from '../projection/official-score.ts';
import { officialScoreTable } from '../projection/tables.ts';
import type { At, Reader } from './reader.ts';
import { rowsByKey, rowsWhere } from './rows.ts';

export type { OfficialScoreRow };

/** A final total as this ledger has it. */
export type Recomputed = Readonly<{ total: string; predicate: string | null }>;

/** What was published elsewhere beside what follows from the ledger; null where no final score does. */
export type Beside = Readonly<{ official: OfficialScore; recomputed: Recomputed | null }>;

/** By `<unit>/<cycle>`; null where nothing was recorded. */
export async function officialScoresByKey(
  reader: Reader,
  at: At,
  keys: readonly string[],
): Promise<readonly (OfficialScoreRow | null)[]> {
  return rowsByKey<OfficialScoreRow>(reader, officialScoreTable, { at, keys });
}

/** All of each cycle, in order of unit. */
export async function officialScoresByCycle(
  reader: Reader,
  at: At,
  cycles: readonly string[],
): Promise<readonly (readonly OfficialScoreRow[])[]> {
  const where = inArray(officialScoreTable.cycle, [...cycles]);
  const orderBy = officialScoreTable.unit;
  const rows = await rowsWhere<OfficialScoreRow>(reader, officialScoreTable, { at, where, orderBy });
  const grouped = Map.groupBy(rows, ({ cycle }) => cycle);
  return cycles.map((cycle) => grouped.get(cycle) ?? []);
}

/** How far the official total lies above the recomputed one. */
export function differenceOf({ official, recomputed }: Beside): Rational | null {
  return recomputed && subtract(toRational(official.total), toRational(recomputed.total));
}

/** Another total, another predicate where one was published, or nothing to compare with. */
export function isMismatch(beside: Beside): boolean {
  const difference = differenceOf(beside);
  return difference === null || difference.numerator !== 0n || hasOtherPredicate(beside);
}

export function hasOtherPredicate({ official, recomputed }: Beside): boolean {
  return recomputed !== null && official.predicate !== null && official.predicate !== recomputed.predicate;
}
