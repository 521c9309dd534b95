import { refusals } from '../domain/catalogue.ts';
import { fitRefusal } from '../domain/cycle/index.ts';
import type { Paper } from '../domain/instrument/index.ts';
import type { CycleRow } from '../view/cycles.ts';
import type { GraphqlContext } from './context.ts';
import { loadEdition } from './load.ts';
import { unfit } from './parse-args.ts';
import type { CycleNode, EditionNode } from './refs.ts';

/** A cycle as if it were bound to this edition. */
export type BoundCycle = Readonly<{ edition: EditionNode; cycle: CycleRow; paper: Paper }>;

/** A published edition of the cycle's instrument. MUST ask what its reports answer: else see `loadOtherEdition`. */
export async function bindCycle(context: GraphqlContext, { row, at }: CycleNode, code: string): Promise<BoundCycle> {
  const edition = await loadEdition(context, at, `${row.instrument}/${code}`);
  if (!edition) throw unfit(['edition'], refusals.EDITION_UNKNOWN, context.locale);
  const { digest: instrumentDigest } = edition.row;
  const paper = await context.reader.papers.paper(instrumentDigest, row.period);
  return { edition, cycle: { ...row, edition: code, instrumentDigest }, paper };
}

/**
 * Any edition that somebody names. Throws BAD_USER_INPUT where `replaceEdition` would refuse it, so that no answer is
 * scored by a question that nobody was asked.
 */
export async function loadOtherEdition(context: GraphqlContext, cycle: CycleNode, code: string): Promise<BoundCycle> {
  const [bound, other] = await Promise.all([
    context.reader.papers.edition(cycle.row.instrumentDigest),
    bindCycle(context, cycle, code),
  ]);
  const refusal = fitRefusal(cycle.row.period, bound, other.paper.edition);
  if (refusal) throw unfit(['edition'], refusals[refusal.code], context.locale);
  return other;
}
