import { z } from 'zod';

import { JurisdictionCode } from '../domain/codes.ts';
import { InstrumentCode } from '../domain/instrument/index.ts';
import { rational } from '../kernel/rational.ts';
import { meanOf, quantileOf } from '../kernel/statistics.ts';
import type { CycleRow } from '../view/cycles.ts';
import { trends } from '../view/statistics/trends.ts';
import type { TrendPoint } from '../view/statistics/trends.ts';
import { holdsGrant } from '../view/visibility.ts';
import { asOfArg } from './as-of.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { ParticipationRef } from './cycle.ts';
import { ScoreBasisEnum } from './enums.ts';
import { forbidden } from './errors.ts';
import { FigureRef } from './figure.ts';
import type { Moment } from './moment.ts';
import { parseArgs } from './parse-args.ts';
import { PredicateRef } from './predicate.ts';
import { CycleRef } from './refs.ts';

type PointNode = Readonly<{ point: TrendPoint; at: Moment }>;
type PredicateCount = Readonly<{ cycle: CycleRow; predicate: string | null; count: number }>;

const PredicateCountRef = builder.objectRef<PredicateCount>('PredicateCount').implement({
  description: 'How many reports hold a predicate.',
  fields: (t) => ({
    predicate: t.field({
      type: PredicateRef,
      nullable: true,
      description: 'Null: none of them.',
      resolve: async ({ cycle, predicate }, _args, { reader }) => {
        const { predicates } = await reader.papers.edition(cycle.instrumentDigest);
        return predicates.find(({ code }) => code === predicate) ?? null;
      },
    }),
    count: t.exposeInt('count'),
  }),
});

const TrendPointRef = builder.objectRef<PointNode>('TrendPoint').implement({
  description: 'How one cycle of an instrument went.',
  fields: (t) => ({
    cycle: t.field({ type: CycleRef, resolve: ({ point: { cycle }, at }) => ({ row: cycle, at }) }),
    participation: t.field({ type: ParticipationRef, resolve: ({ point }) => point.participation }),
    reports: t.int({
      description: 'How many reports the figures rest on: those that you may see and that have reached the basis.',
      resolve: ({ point }) => point.reports,
    }),
    mean: t.field({
      type: FigureRef,
      nullable: true,
      description: 'Of the exact totals.',
      resolve: ({ point }) => meanOf(point.values),
    }),
    median: t.field({
      type: FigureRef,
      nullable: true,
      description: 'Of the exact totals.',
      resolve: ({ point }) => quantileOf(point.values, rational(1, 2)),
    }),
    predicates: t.field({
      type: [PredicateCountRef],
      description: 'In the order of the edition, also those that nobody holds.',
      complexity: { field: 1, multiplier: 7 },
      resolve: ({ point: { cycle, predicates } }) => predicates.map((one) => ({ ...one, cycle })),
    }),
  }),
});

const Year = z.int().min(1945).max(9999);

const TrendsArgs = z.object({
  instrument: InstrumentCode,
  within: JurisdictionCode.nullish(),
  fromYear: Year.nullish(),
  toYear: Year.nullish(),
});

type TrendsAsked = Readonly<z.infer<typeof TrendsArgs>>;

/** Ten years of an instrument with three periods, or three of a monthly one. */
const MOST_POINTS = 36;

/** Every report of every cycle is counted. */
const TRENDS = 4_000;

builder.queryField('trends', (t) =>
  t.field({
    type: [TrendPointRef],
    description: `How an instrument went from cycle to cycle, in order of year and code; the last ${MOST_POINTS}. Without a grant: published cycles.`,
    complexity: ({ basis }) => ({ field: basis && basis !== 'FINAL' ? 5 * TRENDS : TRENDS, multiplier: MOST_POINTS }),
    args: {
      instrument: t.arg.string({ required: true, description: '"AKSI_HAM".' }),
      within: t.arg.string({ description: 'The code of a place: it and everything below it.' }),
      fromYear: t.arg.int({ description: 'The first year of reporting.' }),
      toYear: t.arg.int({ description: 'The last year of reporting.' }),
      basis: t.arg({ type: ScoreBasisEnum, description: 'Default: FINAL. Others for reports that you see in full.' }),
      ...asOfArg,
    },
    resolve: async (_root, { asOf, basis, ...given }, context) => {
      const asked = parseArgs(TrendsArgs, given, context);
      const at = await context.at(asOf);
      const viewer = await context.viewer();
      if (basis && basis !== 'FINAL' && !holdsGrant(viewer)) throw forbidden(context.locale);
      const looking = { basis: basis ?? 'FINAL', viewer, within: asked.within ?? null } as const;
      const points = await trends(context.reader, at, { ...looking, cycles: await cyclesFor(context, at, asked) });
      return points.map((point) => ({ point, at }));
    },
  }),
);

async function cyclesFor(context: GraphqlContext, at: Moment, asked: TrendsAsked): Promise<readonly CycleRow[]> {
  const viewer = await context.viewer();
  const cycles = await context.loaders.cyclesOf.load({ at, key: asked.instrument });
  return cycles
    .filter(({ published }) => published !== null || holdsGrant(viewer))
    .filter(({ cycleYear }) => cycleYear >= (asked.fromYear ?? 0) && cycleYear <= (asked.toYear ?? Infinity))
    .toSorted((a, b) => a.cycleYear - b.cycleYear || (a.cycle < b.cycle ? -1 : 1))
    .slice(-MOST_POINTS);
}
