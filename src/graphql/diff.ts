import { toExact } from '../kernel/rational.ts';
import { diffReports } from '../view/diff.ts';
import type { AnswerChange, DocumentChange, ReportDiff } from '../view/diff.ts';
import type { ReportMoment } from '../view/score.ts';
import { basisFor } from '../view/score.ts';
import { AnswerRef } from './answer.ts';
import { AsOfPointRef } from './as-of.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { DecisionChangeRef } from './decision-change.ts';
import { AttachmentStatusEnum, ReportStageEnum } from './enums.ts';
import { badInput } from './errors.ts';
import { indicatorNode, momentOf, reportKey } from './load.ts';
import type { Moment } from './moment.ts';
import { AttachmentRef, IndicatorRef, ScoreRef } from './refs.ts';
import type { ReportNode, ScoreNode } from './refs.ts';
import { decimalText } from './words.ts';

type Side = Readonly<{ report: ReportNode; moment: ReportMoment }>;

/** `before` is null where the report had not been opened. */
type DiffNode = Readonly<{ diff: ReportDiff; from: Moment; before: Side | null; after: Side }>;

type ChangeNode<Change> = Readonly<{ change: Change; after: Side }>;

const AnswerChangeRef = builder.objectRef<ChangeNode<AnswerChange>>('AnswerChange').implement({
  description: 'An answer that was stated, restated or withdrawn in between.',
  fields: (t) => ({
    indicator: t.field({
      type: IndicatorRef,
      resolve: ({ change, after }) => indicatorNode(after.moment, change.indicator),
    }),
    before: t.field({ type: AnswerRef, nullable: true, resolve: ({ change }) => change.before }),
    after: t.field({ type: AnswerRef, nullable: true, resolve: ({ change }) => change.after }),
    revisionBefore: t.int({ resolve: ({ change }) => change.revisionBefore }),
    revisionAfter: t.int({ resolve: ({ change }) => change.revisionAfter }),
  }),
});

const DocumentChangeRef = builder.objectRef<ChangeNode<DocumentChange>>('DocumentChange').implement({
  description: 'A document that was attached, replaced or withdrawn in between.',
  fields: (t) => ({
    indicator: t.field({
      type: IndicatorRef,
      resolve: ({ change, after }) => indicatorNode(after.moment, change.indicator),
    }),
    kind: t.field({ type: AttachmentStatusEnum, resolve: ({ change }) => change.kind }),
    document: t.field({
      type: AttachmentRef,
      resolve: ({ change, after }) => ({
        report: after.report,
        indicator: change.indicator,
        attachment: change.attachment,
      }),
    }),
  }),
});

export const ReportDiffRef = builder.objectRef<DiffNode>('ReportDiff').implement({
  description: 'What is different in a report between two moments, in its own terms.',
  fields: (t) => ({
    from: t.expose('from', { type: AsOfPointRef }),
    to: t.field({ type: AsOfPointRef, resolve: ({ after }) => after.report.at }),
    stageBefore: t.field({
      type: ReportStageEnum,
      nullable: true,
      description: 'Null where the report had not been opened.',
      resolve: ({ diff }) => diff.stage.before,
    }),
    stageAfter: t.field({ type: ReportStageEnum, resolve: ({ diff }) => diff.stage.after }),
    answers: t.field({
      type: [AnswerChangeRef],
      resolve: ({ diff, after }) => diff.answers.map((change) => ({ change, after })),
    }),
    documents: t.field({
      type: [DocumentChangeRef],
      resolve: ({ diff, after }) => diff.documents.map((change) => ({ change, after })),
    }),
    decisions: t.field({
      type: [DecisionChangeRef],
      description: 'Rulings, scorings and outcomes of objections, in order.',
      resolve: ({ diff, after }) => diff.decisions.map((change) => ({ change, ...after })),
    }),
    scoreBefore: t.field({
      type: ScoreRef,
      nullable: true,
      description: 'On the highest basis reached at the time.',
      resolve: ({ before }) => before && scoreNode(before),
    }),
    scoreAfter: t.field({
      type: ScoreRef,
      description: 'On the highest basis reached at the time.',
      resolve: ({ after }) => scoreNode(after),
    }),
    delta: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'By how much the exact total changed.',
      resolve: ({ diff }) => diff.score.delta && decimalText(diff.score.delta),
    }),
    exact: t.string({
      nullable: true,
      description: 'The delta as an exact fraction.',
      resolve: ({ diff }) => diff.score.delta && toExact(diff.score.delta),
    }),
  }),
});

/** The moments MUST be in order: what changed is told forwards. */
export async function loadDiff(
  context: GraphqlContext,
  report: ReportNode,
  { from, to }: Readonly<{ from: Moment; to: Moment }>,
): Promise<DiffNode> {
  if (from.position > to.position) {
    throw badInput({ id: 'from harus lebih awal daripada to.', en: 'from must be earlier than to.' }, context.locale);
  }
  const [before, after] = await Promise.all([sideAt(context, report, from), sideAt(context, report, to)]);
  if (!after)
    throw badInput({ id: 'Saat itu laporan belum dibuka.', en: 'The report was not open then.' }, context.locale);
  return { diff: diffReports(before?.moment ?? null, after.moment), from, before, after };
}

async function sideAt(context: GraphqlContext, { row, visibility }: ReportNode, at: Moment): Promise<Side | null> {
  const then = await context.loaders.report.load({ at, key: reportKey(row) });
  if (!then) return null;
  const report = { row: then, at, visibility, rowsAt: at };
  return { report, moment: await momentOf(context, report) };
}

function scoreNode({ report, moment }: Side): ScoreNode {
  return { report, moment, basis: basisFor(moment.report, null) ?? 'CLAIMED' };
}
