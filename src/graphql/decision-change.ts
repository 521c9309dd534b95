import type { DecisionChange } from '../view/diff.ts';
import type { ReportMoment } from '../view/score.ts';
import { builder } from './builder.ts';
import { askedIn, indicatorNode, loadEvent, responseNode } from './load.ts';
import { AssessmentRef, DecisionRef, EventRef, IndicatorRef, ObjectionRef } from './refs.ts';
import type { ReportNode, ResponseNode } from './refs.ts';

type DecisionChangeNode = Readonly<{ change: DecisionChange; report: ReportNode; moment: ReportMoment }>;

const DecisionChangeKind = builder.enumType('DecisionChangeKind', {
  description: 'REVIEW: a ruling. ASSESSMENT: a scoring. OBJECTION: the outcome of an objection.',
  values: ['REVIEW', 'ASSESSMENT', 'OBJECTION'] as const,
});

export const DecisionChangeRef = builder.objectRef<DecisionChangeNode>('DecisionChange').implement({
  description: 'A ruling, a scoring or the outcome of an objection that came in between.',
  fields: (t) => ({
    kind: t.field({ type: DecisionChangeKind, resolve: ({ change }) => change.kind }),
    indicator: t.field({
      type: IndicatorRef,
      resolve: ({ change, moment }) => indicatorNode(moment, change.indicator),
    }),
    event: t.field({
      type: EventRef,
      description: 'The entry that made it.',
      resolve: ({ change, report }, _args, context) => loadEvent(context, report.at, change.position),
    }),
    decision: t.field({
      type: DecisionRef,
      nullable: true,
      resolve: (node) => node.change.decision && { decision: node.change.decision, response: responseOf(node) },
    }),
    assessment: t.field({
      type: AssessmentRef,
      nullable: true,
      resolve: (node) => node.change.assessment && { assessment: node.change.assessment, response: responseOf(node) },
    }),
    objection: t.field({
      type: ObjectionRef,
      nullable: true,
      resolve: ({ change, report }) => change.objection && { objection: change.objection, report },
    }),
  }),
});

function responseOf({ change, report, moment }: DecisionChangeNode): ResponseNode {
  return responseNode(report, moment, askedIn(moment, change.indicator));
}
