import type { Result } from '../kernel/result.ts';
import { resolveAsOf } from '../ledger/as-of.ts';
import type { AsOf, AsOfProblem } from '../ledger/as-of.ts';
import type { At, Reader } from './reader.ts';

export type { AsOf, AsOfProblem };

/** The moment that is asked for; null: now. */
export async function resolveMoment({ database }: Reader, asOf: AsOf | null): Promise<Result<At, AsOfProblem>> {
  return resolveAsOf(database, asOf);
}

/** Is there a database that answers, and a ledger in it that was opened? */
export async function ledgerIsOpen({ database }: Reader): Promise<boolean> {
  const now = await resolveAsOf(database, null);
  return now.ok && now.value.position > 0;
}
