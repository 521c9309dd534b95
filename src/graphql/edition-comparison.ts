import type { Paper } from '../domain/instrument/index.ts';
import type { ScoreBasis } from '../domain/report/index.ts';
import { toExact } from '../kernel/rational.ts';
import { compareEditions } from '../view/edition-comparison.ts';
import type { ComparedReport, RankedTotal } from '../view/edition-comparison.ts';
import type { Move } from '../view/moves.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { loadReport, present } from './load.ts';
import type { Moment } from './moment.ts';
import type { BoundCycle } from './other-edition.ts';
import { connectionOf, pageOfList, perPage } from './paging.ts';
import type { Page } from './paging.ts';
import { PredicateRef } from './predicate.ts';
import { EditionRef, IndicatorRef, ReportRef } from './refs.ts';
import type { EditionNode } from './refs.ts';
import { decimalText } from './words.ts';

type ComparedNode = ComparedReport & Readonly<{ cycle: string; paper: Paper; at: Moment }>;
type MoveNode = Readonly<{ move: Move; paper: Paper }>;

/** What is said of all the reports together. */
type Summary = Readonly<{ before: EditionNode; after: EditionNode; basis: ScoreBasis; all: readonly ComparedReport[] }>;

export type ComparisonPage = Page<ComparedNode> & Summary;

const RankedTotalRef = builder.objectRef<RankedTotal>('RankedTotal').implement({
  description: 'A total with its place among the reports that are compared.',
  fields: (t) => ({
    total: t.field({
      type: 'Decimal',
      description: 'Rounded as the edition says.',
      resolve: ({ total }) => total,
    }),
    exact: t.string({ description: 'As an exact fraction.', resolve: ({ exact }) => toExact(exact) }),
    rank: t.exposeInt('rank', { description: 'By exact total; ties share a rank: 1, 2, 2, 4.' }),
    predicate: t.expose('predicate', { type: PredicateRef, nullable: true }),
  }),
});

const EditionMoveRef = builder.objectRef<MoveNode>('EditionMove').implement({
  description: 'An indicator that brings something else to the total by the other edition.',
  fields: (t) => ({
    dimension: t.string({ description: 'The code of its dimension.', resolve: ({ move }) => move.dimension }),
    indicator: t.field({
      type: IndicatorRef,
      nullable: true,
      description: 'Null where the other edition does not ask it.',
      resolve: ({ move, paper }) => {
        const indicator = paper.indicators.get(move.indicator);
        return indicator && { dimension: indicator.dimension, indicator };
      },
    }),
    delta: t.field({
      type: 'Decimal',
      description: 'In points of the total.',
      resolve: ({ move }) => decimalText(move.delta),
    }),
    exact: t.string({ description: 'The delta as an exact fraction.', resolve: ({ move }) => toExact(move.delta) }),
  }),
});

const EditionComparisonRef = builder.objectRef<ComparedNode>('EditionComparison').implement({
  description: 'What another edition does to one report.',
  fields: (t) => ({
    report: t.field({
      type: ReportRef,
      resolve: ({ unit, cycle, at }, _args, context) => present(loadReport(context, at, { unit, cycle })),
    }),
    before: t.expose('before', { type: RankedTotalRef }),
    after: t.expose('after', { type: RankedTotalRef }),
    delta: t.field({
      type: 'Decimal',
      description: 'How far the exact total moves.',
      resolve: ({ delta }) => decimalText(delta),
    }),
    exact: t.string({ description: 'The delta as an exact fraction: "-3/2".', resolve: ({ delta }) => toExact(delta) }),
    rankChange: t.int({
      description: 'How many places it moves up; negative: down.',
      resolve: ({ before, after }) => before.rank - after.rank,
    }),
    through: t.field({
      type: [EditionMoveRef],
      description: 'Through which indicators, in the order of the questions. All deltas add up to the delta.',
      complexity: { field: 1, multiplier: 20 },
      resolve: ({ moves, paper }) => moves.map((move) => ({ move, paper })),
    }),
  }),
});

export const EditionComparisonConnection = connectionOf<ComparedNode, Summary>(
  'EditionComparison',
  EditionComparisonRef,
);

builder.objectFields(EditionComparisonConnection, (t) => ({
  before: t.expose('before', { type: EditionRef, description: 'The edition that the reports are scored by first.' }),
  after: t.expose('after', { type: EditionRef, description: 'The edition that is put in its place.' }),
  moved: t.int({
    description: 'Reports whose exact total is another one; `totalCount` says of how many.',
    resolve: ({ all }) => all.filter(({ delta }) => delta.numerator !== 0n).length,
  }),
  up: t.int({
    description: 'Reports whose total rises.',
    resolve: ({ all }) => all.filter(({ delta }) => delta.numerator > 0n).length,
  }),
  down: t.int({
    description: 'Reports whose total falls.',
    resolve: ({ all }) => all.filter(({ delta }) => delta.numerator < 0n).length,
  }),
  rankChanges: t.int({
    description: 'Reports that change their rank.',
    resolve: ({ all }) => all.filter(({ before, after }) => before.rank !== after.rank).length,
  }),
  predicateChanges: t.int({
    description: 'Reports that hold another predicate.',
    resolve: ({ all }) => all.filter(({ before, after }) => before.predicate?.code !== after.predicate?.code).length,
  }),
}));

/** Every report of the cycle is scored twice. */
const COMPARISON = 8_000;

/** What a page of a comparison costs. */
export function perComparison(page: Parameters<typeof perPage>[0]): ReturnType<typeof perPage> {
  return { ...perPage(page), field: COMPARISON };
}

/** A cycle bound to one edition, and the same cycle bound to another. */
export type Comparison = Readonly<{
  before: BoundCycle;
  after: BoundCycle;
  within: string | null;
  basis: ScoreBasis;
}>;

export async function loadComparison(
  context: GraphqlContext,
  at: Moment,
  { before, after, within, basis }: Comparison,
  page: Parameters<typeof pageOfList>[1],
): Promise<ComparisonPage> {
  const looking = { basis, viewer: await context.viewer() };
  const bound = { before: before.cycle, after: after.cycle, within };
  const all = await compareEditions(context.reader, at, { ...bound, ...looking });
  const { cycle } = before.cycle;
  const nodes = all.map((one) => ({ ...one, cycle, paper: after.paper, at }));
  const shown = pageOfList(nodes, page, { kind: 'comparison', locale: context.locale });
  return { ...shown, before: before.edition, after: after.edition, basis, all };
}
