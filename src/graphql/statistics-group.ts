import { z } from 'zod';

import { DecimalText } from '../domain/event.ts';
import { divide, rational, toRational } from '../kernel/rational.ts';
import { meanOf, quantileOf } from '../kernel/statistics.ts';
import type { ResponseStatus } from '../view/response-status.ts';
import { completionIn, missingIn, reasonsIn, statusesIn } from '../view/statistics/counts.ts';
import type { Counted } from '../view/statistics/counts.ts';
import type { ReturnReason } from '../view/statistics/parts.ts';
import type { Portion } from '../view/statistics/statistics.ts';
import { builder } from './builder.ts';
import { ResponseStatusEnum, ReturnReasonEnum } from './enums.ts';
import { FigureRef } from './figure.ts';
import { pageSize } from './paging.ts';
import { parseArgs } from './parse-args.ts';
import { keysOf, StatisticsKeyRef } from './statistics-key.ts';
import type { GroupNode } from './statistics-key.ts';
import { inWords, localeArg } from './words.ts';

const StatusCountRef = builder.objectRef<Counted<ResponseStatus>>('StatusCount').implement({
  description: 'How many responses have a status.',
  fields: (t) => ({
    status: t.expose('value', { type: ResponseStatusEnum }),
    count: t.exposeInt('count'),
  }),
});

const ReasonCountRef = builder.objectRef<Counted<ReturnReason>>('ReturnReasonCount').implement({
  description: 'How often responses were returned or rejected for a reason.',
  fields: (t) => ({
    reason: t.expose('value', { type: ReturnReasonEnum }),
    count: t.exposeInt('count'),
  }),
});

type MissingNode = Readonly<{ missing: Counted<string>; of: GroupNode }>;

const MissingDocumentRef = builder.objectRef<MissingNode>('MissingDocument').implement({
  description: 'Required evidence for which reports have no document.',
  fields: (t) => ({
    indicator: t.string({ description: 'The code of the indicator.', resolve: ({ missing }) => pathOf(missing)[0] }),
    evidence: t.string({ description: 'Its code.', resolve: ({ missing }) => pathOf(missing)[1] }),
    title: t.string({
      args: localeArg,
      resolve: ({ missing, of }, args, context) => {
        const [indicator, code] = pathOf(missing);
        const found = of.paper.indicators.get(indicator)?.evidence.find((one) => one.code === code);
        return found ? inWords(found.title, args, context) : code;
      },
    }),
    count: t.int({ description: 'In how many reports.', resolve: ({ missing }) => missing.count }),
  }),
});

function pathOf({ value }: Counted<string>): readonly [indicator: string, evidence: string] {
  const [indicator = '', evidence = ''] = value.split(' ');
  return [indicator, evidence];
}

type QuantileNode = Readonly<{ of: string; group: GroupNode }>;

const QuantileRef = builder.objectRef<QuantileNode>('Quantile').implement({
  description: 'A value below which a share of the values lies; between two of them in proportion.',
  fields: (t) => ({
    of: t.expose('of', { type: 'Decimal', description: 'The share, from 0 to 1.' }),
    figure: t.field({
      type: FigureRef,
      nullable: true,
      resolve: ({ of, group }) => quantileOf(group.group.values, toRational(of)),
    }),
  }),
});

const HALF = rational(1, 2);
const QUARTERS = ['0.10', '0.25', '0.75', '0.90'];

const QuantileArgs = z.object({
  of: z.array(DecimalText.refine((text) => /^(0(\.\d+)?|1(\.0+)?)$/.test(text))).max(20),
});

/** Every response is looked at. */
const RESPONSES = 5;

const TOP = 5;
const TOP_WORDS = `How many, at most 100; default ${TOP}.`;

function portionsOf({ group }: GroupNode): Promise<readonly Portion[]> {
  return group.portions();
}

export const StatisticsGroupRef = builder.objectRef<GroupNode>('StatisticsGroup').implement({
  description:
    'Reports, or the parts of them, that are the same by everything asked for. Its values: the exact totals of the ' +
    'reports; where their parts are told apart, the share of the points within reach there, in percent.',
  fields: (t) => ({
    keys: t.field({ type: [StatisticsKeyRef], complexity: { field: 0, multiplier: 3 }, resolve: keysOf }),
    reports: t.int({
      description: 'How many reports count here: those that you may see and that have reached the basis.',
      resolve: ({ group }) => group.reports,
    }),
    expected: t.int({
      nullable: true,
      description: 'How many participants there are; null where they cannot be told apart before they report.',
      resolve: ({ group }) => group.expected,
    }),
    mean: t.field({ type: FigureRef, nullable: true, resolve: ({ group }) => meanOf(group.values) }),
    median: t.field({
      type: FigureRef,
      nullable: true,
      resolve: ({ group }) => quantileOf(group.values, HALF),
    }),
    minimum: t.field({ type: FigureRef, nullable: true, resolve: ({ group }) => group.values[0] ?? null }),
    maximum: t.field({ type: FigureRef, nullable: true, resolve: ({ group }) => group.values.at(-1) ?? null }),
    quantiles: t.field({
      type: [QuantileRef],
      description: 'Default: the outer tenths and the quarters.',
      complexity: ({ of }) => ({ field: 1, multiplier: of?.length ?? QUARTERS.length }),
      args: { of: t.arg({ type: ['Decimal'], description: 'Shares from 0 to 1, 20 at most.' }) },
      resolve: (group, asked, context) => {
        const { of } = parseArgs(QuantileArgs, { of: asked.of ?? QUARTERS }, context);
        return of.map((share) => ({ of: share, group }));
      },
    }),
    asked: t.int({
      description: 'How many responses these reports are asked for here.',
      complexity: RESPONSES,
      resolve: async (node) => completionIn(await portionsOf(node)).asked,
    }),
    answered: t.int({
      description: 'How many of them state an answer.',
      complexity: RESPONSES,
      resolve: async (node) => completionIn(await portionsOf(node)).answered,
    }),
    completion: t.field({
      type: FigureRef,
      nullable: true,
      description: 'The answered share of the responses asked for, in percent.',
      complexity: RESPONSES,
      resolve: async (node) => {
        const { asked, answered } = completionIn(await portionsOf(node));
        return asked === 0 ? null : divide(rational(100 * answered), rational(asked));
      },
    }),
    statuses: t.field({
      type: [StatusCountRef],
      description: 'How the responses stand, of reports that you see in full.',
      complexity: { field: RESPONSES, multiplier: 8 },
      resolve: async (node) => [...statusesIn(await portionsOf(node))],
    }),
    topReturnReasons: t.field({
      type: [ReasonCountRef],
      description: 'Why responses were returned or rejected, of reports that you see in full; the most frequent first.',
      complexity: ({ first }) => ({ field: RESPONSES, multiplier: first ?? TOP }),
      args: { first: t.arg.int({ description: TOP_WORDS }) },
      resolve: async (node, { first }, { locale }) =>
        reasonsIn(await portionsOf(node)).slice(0, pageSize(first ?? TOP, locale)),
    }),
    missingDocuments: t.field({
      type: [MissingDocumentRef],
      description: 'Required evidence for which there is no document; the most often lacking first.',
      complexity: ({ first }) => ({ field: RESPONSES, multiplier: first ?? TOP }),
      args: { first: t.arg.int({ description: TOP_WORDS }) },
      resolve: async (of, { first }, { locale }) =>
        missingIn(await portionsOf(of))
          .slice(0, pageSize(first ?? TOP, locale))
          .map((missing) => ({ missing, of })),
    }),
  }),
});
