import { toDecimal, toExact } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import type { HistoryStep } from '../view/score-history.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { ScoreBasisEnum } from './enums.ts';
import { indicatorNode, loadEvent, momentOf, reportKey } from './load.ts';
import { connectionOf, pageOfList } from './paging.ts';
import type { Page } from './paging.ts';
import { EventRef, IndicatorRef } from './refs.ts';
import type { ReportNode } from './refs.ts';
import { decimalText } from './words.ts';
import type { ReportMoment } from '../view/score.ts';

type StepNode = Readonly<{ step: HistoryStep; report: ReportNode; moment: ReportMoment }>;

const ScoreStepRef = builder.objectRef<StepNode>('ScoreStep').implement({
  description: 'One change of the score and the entry that brought it about. All deltas add up to the exact total.',
  fields: (t) => ({
    event: t.field({
      type: EventRef,
      resolve: ({ step, report }, _args, context) => loadEvent(context, report.at, step.position),
    }),
    basis: t.field({
      type: ScoreBasisEnum,
      description: 'What the score rests on from here on.',
      resolve: ({ step }) => step.basis,
    }),
    indicator: t.field({
      type: IndicatorRef,
      nullable: true,
      resolve: ({ step, moment }) => (step.indicator === null ? null : indicatorNode(moment, step.indicator)),
    }),
    before: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Null only where nothing was scored before.',
      resolve: ({ step, moment }) => step.before && rounded(step.before, moment),
    }),
    after: t.field({ type: 'Decimal', resolve: ({ step, moment }) => rounded(step.after, moment) }),
    delta: t.field({ type: 'Decimal', resolve: ({ step }) => decimalText(step.delta) }),
    exact: t.string({
      description: 'The delta as an exact fraction: "5/6".',
      resolve: ({ step }) => toExact(step.delta),
    }),
  }),
});

export const ScoreStepConnection = connectionOf<StepNode>('ScoreStep', ScoreStepRef);

export async function scoreStepPage(
  context: GraphqlContext,
  report: ReportNode,
  page: Parameters<typeof pageOfList>[1],
): Promise<Page<StepNode>> {
  const [moment, steps] = await Promise.all([
    momentOf(context, report),
    context.loaders.scoreHistory.load({ at: report.at, key: reportKey(report.row) }),
  ]);
  const nodes = steps.map((step) => ({ step, report, moment }));
  return pageOfList(nodes, page, { kind: 'step', locale: context.locale });
}

/** As the edition rounds totals. */
function rounded(value: Rational, { paper }: ReportMoment): string {
  const { scale, mode } = paper.edition.rounding;
  return toDecimal(value, scale, mode);
}
