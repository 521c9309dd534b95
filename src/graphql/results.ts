import type { GraphQLError } from 'graphql';

import type { ScoreBasis } from '../domain/report/index.ts';
import type { Locale } from '../kernel/locale.ts';
import type { CycleRow } from '../view/cycles.ts';
import { publicResults } from '../view/public-results.ts';
import type { SightRefusal } from '../view/public-results.ts';
import { holdsGrant } from '../view/visibility.ts';
import type { GraphqlContext } from './context.ts';
import { forbidden, notPublishedThen } from './errors.ts';
import { loadCycle } from './load.ts';
import type { CycleNode } from './refs.ts';

/**
 * Is there anything to count for whoever asks? Without a grant: final scores of published cycles. Throws where it is
 * refused rather than empty.
 */
export async function requireResults(
  context: GraphqlContext,
  { row: cycle }: CycleNode,
  basis: ScoreBasis,
): Promise<boolean> {
  if (holdsGrant(await context.viewer())) return true;
  const sight = await publicResults({ cycle, basis, today: () => cycleToday(context, cycle.cycle) });
  if (!sight.ok) throw sightError(sight.error, context.locale);
  return sight.value !== null;
}

export async function cycleToday(context: GraphqlContext, code: string): Promise<CycleRow | null> {
  return (await loadCycle(context, await context.head(), code))?.row ?? null;
}

export function sightError(refusal: SightRefusal, locale: Locale): GraphQLError {
  return refusal === 'FORBIDDEN' ? forbidden(locale) : notPublishedThen(locale);
}
