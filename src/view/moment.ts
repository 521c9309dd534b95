import { ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import { resolveUnderHead } from '../ledger/as-of.ts';
import type { AsOf, AsOfProblem } from '../ledger/as-of.ts';
import type { At, Reader } from './reader.ts';

export type { AsOf, AsOfProblem };

/** The moment that is asked for, and now. */
export type Moments = Readonly<{ at: At; head: At }>;

/**
 * The moment that is asked for; null: now. A time asked for leads to a position and answers with the time recorded
 * there, so that asking for a time and asking for the position it resolves to are the same question.
 */
export async function resolveMoments({ database }: Reader, asOf: AsOf | null): Promise<Result<Moments, AsOfProblem>> {
  const answer = await resolveUnderHead(database, asOf);
  if (!answer.ok) return answer;
  const { point, recorded, head } = answer.value;
  return ok({ at: asOf !== null && 'time' in asOf ? recorded : point, head });
}

export async function resolveMoment(reader: Reader, asOf: AsOf | null): Promise<Result<At, AsOfProblem>> {
  const moments = await resolveMoments(reader, asOf);
  return moments.ok ? ok(moments.value.at) : moments;
}
