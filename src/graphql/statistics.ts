import { z } from 'zod';

import { CycleCode, JurisdictionCode } from '../domain/codes.ts';
import type { ScoreBasis } from '../domain/report/index.ts';
import { isConfidential, STATISTICS_DIMENSIONS } from '../view/statistics/dimensions.ts';
import type { StatisticsDimension } from '../view/statistics/dimensions.ts';
import { statistics } from '../view/statistics/statistics.ts';
import { holdsGrant } from '../view/visibility.ts';
import { asOfArg } from './as-of.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { ScoreBasisEnum } from './enums.ts';
import { forbidden } from './errors.ts';
import { loadCycle } from './load.ts';
import { parseArgs } from './parse-args.ts';
import type { CycleNode } from './refs.ts';
import { requireResults } from './results.ts';
import { StatisticsGroupRef } from './statistics-group.ts';
import { StatisticsDimensionEnum } from './statistics-key.ts';
import type { GroupNode } from './statistics-key.ts';

const MOST_DIMENSIONS = 3;

const StatisticsArgs = z.object({
  cycle: CycleCode,
  within: JurisdictionCode.nullish(),
  groupBy: z
    .array(z.enum(STATISTICS_DIMENSIONS))
    .max(MOST_DIMENSIONS)
    .refine((list) => new Set(list).size === list.length),
});

/** A cycle of the nation has some 60,000 responses; they are scored again where they changed since somebody asked. */
const STATISTICS = 8_000;

/** How many groups a dimension makes, at the most that is usual. */
const GROUPS: Readonly<Record<StatisticsDimension, number>> = {
  PROVINCE: 38,
  DIMENSION: 10,
  TARGET_GROUP: 4,
  ASPECT: 3,
  STATUS: 8,
  PREDICATE: 7,
  AGENCY: 20,
};

builder.queryField('statistics', (t) =>
  t.field({
    type: [StatisticsGroupRef],
    description:
      'How the reports of a cycle did, told apart by up to three dimensions; by none: all in one group. On other bases ' +
      'than FINAL, and by STATUS or AGENCY, only reports count that you see in full. Without a grant: published cycles.',
    complexity: ({ groupBy }) => ({ field: STATISTICS, multiplier: groupsOf(groupBy) }),
    args: {
      cycle: t.arg.string({ required: true, description: '"KKPHAM-2022".' }),
      within: t.arg.string({ description: 'The code of a place: it and everything below it.' }),
      groupBy: t.arg({ type: [StatisticsDimensionEnum], required: true, description: 'Each once.' }),
      basis: t.arg({ type: ScoreBasisEnum, description: 'Default: FINAL.' }),
      ...asOfArg,
    },
    resolve: async (_root, { asOf, basis, ...given }, context) => {
      const asked = parseArgs(StatisticsArgs, given, context);
      const cycle = await loadCycle(context, await context.at(asOf), asked.cycle);
      if (!cycle) return [];
      const { within, groupBy } = asked;
      return loadStatistics(context, cycle, { within: within ?? null, groupBy, basis: basis ?? 'FINAL' });
    },
  }),
);

function groupsOf(groupBy: readonly StatisticsDimension[]): number {
  return groupBy.reduce((product, one) => product * GROUPS[one], 1);
}

type Asked = Readonly<{ within: string | null; groupBy: readonly StatisticsDimension[]; basis: ScoreBasis }>;

async function loadStatistics(context: GraphqlContext, cycle: CycleNode, asked: Asked): Promise<GroupNode[]> {
  const { reader } = context;
  const { row, at } = cycle;
  const viewer = await context.viewer();
  if (!holdsGrant(viewer) && asked.groupBy.some(isConfidential)) throw forbidden(context.locale);
  if (!(await requireResults(context, cycle, asked.basis))) return [];
  const paper = await reader.papers.paper(row.instrumentDigest, row.period);
  const groups = await statistics(reader, at, { ...asked, cycle: row, viewer });
  return groups.map((group) => ({ group, groupBy: asked.groupBy, paper, at }));
}
