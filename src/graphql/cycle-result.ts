import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { loadReportAs, visibilityFor } from './load.ts';
import type { Moment } from './moment.ts';
import { PredicateRef } from './predicate.ts';
import { CycleRef, ReportRef } from './refs.ts';
import type { CycleNode, ReportNode } from './refs.ts';

/** How a unit did in one cycle. */
type CycleResultNode = Readonly<{ cycle: CycleNode; report: ReportNode | null }>;

export const CycleResultRef = builder.objectRef<CycleResultNode>('CycleResult').implement({
  description: 'How a unit did in one cycle in which it was expected.',
  fields: (t) => ({
    cycle: t.expose('cycle', { type: CycleRef }),
    report: t.expose('report', { type: ReportRef, nullable: true, description: 'Null where none was opened.' }),
    total: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The final total; null while there is none.',
      resolve: ({ report }) => report?.row.final?.total ?? null,
    }),
    predicate: t.field({
      type: PredicateRef,
      nullable: true,
      resolve: async ({ cycle, report }, _args, { reader }) => {
        const { predicates } = await reader.papers.edition(cycle.row.instrumentDigest);
        return predicates.find(({ code }) => code === report?.row.final?.predicate) ?? null;
      },
    }),
  }),
});

/** One result per cycle in which the unit takes part, as far as the viewer may see it. */
export async function loadCycleResults(
  context: GraphqlContext,
  at: Moment,
  { unit, instrument }: Readonly<{ unit: string; instrument: string }>,
): Promise<CycleResultNode[]> {
  const cycles = await context.loaders.cyclesOf.load({ at, key: instrument });
  const own = cycles.filter(({ participants }) => participants.includes(unit));
  const results = await Promise.all(own.map((row) => resultIn(context, { row, at }, unit)));
  return results.filter((one) => one !== null);
}

async function resultIn(context: GraphqlContext, cycle: CycleNode, unit: string): Promise<CycleResultNode | null> {
  const { at } = cycle;
  const key = { unit, cycle: cycle.row.cycle };
  const visibility = await visibilityFor(context, at, key);
  if (visibility !== 'FULL' && visibility !== 'PUBLISHED') return null;
  return { cycle, report: await loadReportAs(context, at, { key, visibility }) };
}
