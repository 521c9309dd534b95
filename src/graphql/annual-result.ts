import { z } from 'zod';

import { UnitCode } from '../domain/codes.ts';
import { InstrumentCode } from '../domain/instrument/index.ts';
import { toDecimal, toExact } from '../kernel/rational.ts';
import { annualOf } from '../view/annual.ts';
import type { Year } from '../view/annual.ts';
import type { CycleRow } from '../view/cycles.ts';
import { maySee } from '../view/visibility.ts';
import { asOfArg, AsOfPointRef } from './as-of.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { DerivationRef } from './derivation.ts';
import { notPublishedThen } from './errors.ts';
import { loadUnit, momentOf, present, loadReportAs } from './load.ts';
import type { Moment } from './moment.ts';
import { parseArgs } from './parse-args.ts';
import { PredicateRef } from './predicate.ts';
import { ReportRef, UnitRef } from './refs.ts';
import type { ReportNode } from './refs.ts';

type AnnualNode = Readonly<{
  unit: string;
  cycleYear: number;
  result: ReturnType<typeof annualOf>;
  reports: readonly ReportNode[];
  at: Moment;
}>;

const AnnualStatus = builder.enumType('AnnualStatus', {
  description:
    'FINAL once every window has closed and every reported period is final. Until then a period not reported does not count.',
  values: ['PROVISIONAL', 'FINAL'] as const,
});

const AnnualResultRef = builder.objectRef<AnnualNode>('AnnualResult').implement({
  description: 'The year of one unit: the mean of its periods, rounded once, at the end.',
  fields: (t) => ({
    unit: t.field({ type: UnitRef, resolve: ({ unit, at }, _args, context) => present(loadUnit(context, at, unit)) }),
    cycleYear: t.exposeInt('cycleYear'),
    status: t.field({ type: AnnualStatus, resolve: ({ result }) => result.status }),
    total: t.field({ type: 'Decimal', resolve: ({ result }) => toDecimal(result.total, result.decimals) }),
    exact: t.string({
      description: 'Before it was rounded, as an exact fraction.',
      resolve: ({ result }) => toExact(result.exact),
    }),
    predicate: t.field({ type: PredicateRef, nullable: true, resolve: ({ result }) => result.predicate }),
    reports: t.field({ type: [ReportRef], description: 'What it is the mean of.', resolve: ({ reports }) => reports }),
    derivation: t.field({
      type: [DerivationRef],
      description: 'The year and its periods; the reasons below them stand in the scores of the reports.',
      resolve: ({ result }) => result.derivation.map((node) => ({ node, cited: null })),
    }),
    asOf: t.field({ type: AsOfPointRef, resolve: ({ at }) => at }),
  }),
});

const YearArgs = z.object({ unit: UnitCode, instrument: InstrumentCode, cycleYear: z.int() });

type YearAsked = Readonly<z.infer<typeof YearArgs>>;

builder.queryField('annualResult', (t) =>
  t.field({
    type: AnnualResultRef,
    nullable: true,
    description: 'How a unit did in a year. Without a grant over the unit only published cycles count.',
    complexity: 10,
    args: {
      unit: t.arg.string({ required: true }),
      instrument: t.arg.string({ required: true }),
      cycleYear: t.arg.int({ required: true, description: 'The year of reporting.' }),
      ...asOfArg,
    },
    resolve: async (_root, { asOf, ...given }, context) => {
      const asked = parseArgs(YearArgs, given, context);
      return loadYear(context, await context.at(asOf), asked);
    },
  }),
);

async function loadYear(context: GraphqlContext, at: Moment, asked: YearAsked): Promise<AnnualNode | null> {
  const { unit, cycleYear } = asked;
  const full = maySee(await context.viewer(), unit);
  const expected = await cyclesFor(context, at, asked);
  const cycles = full ? expected : expected.filter(({ published }) => published);
  const last = cycles.at(-1);
  if (!last) return full ? null : hiddenYear(context, asked);
  const reports = await reportsIn(context, at, { unit, cycles, full });
  const moments = await Promise.all(reports.map((report) => momentOf(context, report)));
  const year: Year = { edition: await context.reader.papers.edition(last.instrumentDigest), cycles, moments, at };
  return { unit, cycleYear, result: annualOf(year), reports, at };
}

/** Nothing is public at the moment asked for: is anything today? */
async function hiddenYear(context: GraphqlContext, asked: YearAsked): Promise<null> {
  const today = await cyclesFor(context, await context.head(), asked);
  if (today.some(({ published }) => published)) throw notPublishedThen(context.locale);
  return null;
}

async function cyclesFor(
  { loaders }: GraphqlContext,
  at: Moment,
  { unit, instrument, cycleYear }: YearAsked,
): Promise<readonly CycleRow[]> {
  const cycles = await loaders.cyclesOf.load({ at, key: instrument });
  return cycles.filter((one) => one.cycleYear === cycleYear && one.participants.includes(unit));
}

async function reportsIn(
  context: GraphqlContext,
  at: Moment,
  { unit, cycles, full }: Readonly<{ unit: string; cycles: readonly CycleRow[]; full: boolean }>,
): Promise<ReportNode[]> {
  const visibility = full ? 'FULL' : 'PUBLISHED';
  const reports = cycles.map(({ cycle }) => loadReportAs(context, at, { key: { unit, cycle }, visibility }));
  return (await Promise.all(reports)).filter((one) => one !== null);
}
