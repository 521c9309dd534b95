import { subtract, toRational } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import type { CycleRow, OfficialScore } from '../projection/cycle.ts';

/** A final total as this ledger has it. */
export type Recomputed = Readonly<{ total: string; predicate: string | null }>;

/** What was published elsewhere beside what follows from the ledger; null where no final score does. */
export type Beside = Readonly<{ official: OfficialScore; recomputed: Recomputed | null }>;

/** What was recorded of a unit, the newest first. */
export function officialScoresOf({ officialScores }: CycleRow, unit: string): readonly OfficialScore[] {
  return officialScores.filter((one) => one.unit === unit).toReversed();
}

/** The units of which anything was recorded, in order of code. */
export function officialUnits({ officialScores }: CycleRow): readonly string[] {
  return [...new Set(officialScores.map(({ unit }) => unit))].sort();
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
