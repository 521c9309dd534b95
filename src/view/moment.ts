import type { Result } from '../kernel/result.ts';
import { resolveAsOf } from '../ledger/as-of.ts';
import type { AsOf, AsOfProblem } from '../ledger/as-of.ts';
import type { At, Reader } from './reader.ts';

export type { AsOf, AsOfProblem };

/**
 * The moment that is asked for; null: now. A time asked for leads to a position and answers with the time recorded
 * there, so that asking for a time and asking for the position it resolves to are the same question.
 */
export async function resolveMoment({ database }: Reader, asOf: AsOf | null): Promise<Result<At, AsOfProblem>> {
  const point = await resolveAsOf(database, asOf);
  if (!point.ok || asOf === null || 'position' in asOf) return point;
  return resolveAsOf(database, { position: point.value.position });
}
