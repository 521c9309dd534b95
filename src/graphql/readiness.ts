import { toExact } from '../kernel/rational.ts';
import type { Readiness, ReadinessItem } from '../domain/scoring/v1/index.ts';
import { lapsesOf } from '../view/lapses.ts';
import type { Lapse } from '../view/lapses.ts';
import { readinessOf } from '../view/score.ts';
import type { ReportMoment } from '../view/score.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { attachmentsIn } from './derivation.ts';
import { indicatorNode, loadCycle, loadUnit, momentOf } from './load.ts';
import { AttachmentRef, IndicatorRef } from './refs.ts';
import type { ReportNode } from './refs.ts';
import { decimalText } from './words.ts';

type ReadinessNode = Readonly<{
  readiness: Readiness;
  lapses: readonly Lapse[];
  report: ReportNode;
  moment: ReportMoment;
}>;
type LackNode = Readonly<{ item: ReadinessItem; report: ReportNode; moment: ReportMoment }>;

const ReadinessGapKind = builder.enumType('ReadinessGapKind', {
  description:
    'EVIDENCE_EXPIRED: judged on the day the edition fixes, never today. OFF_MANDATE: stated or put forward by an organization without the mandate (tupoksi) that the edition in force asks for.',
  values: ['ANSWER_MISSING', 'EVIDENCE_MISSING', 'EVIDENCE_EXPIRED', 'OFF_MANDATE'] as const,
});

const ReadinessGapRef = builder.objectRef<LackNode>('ReadinessGap').implement({
  description: 'One thing that is missing, expired or off mandate.',
  fields: (t) => ({
    kind: t.field({ type: ReadinessGapKind, resolve: ({ item }) => item.kind }),
    indicator: t.field({
      type: IndicatorRef,
      resolve: ({ item, moment }) => indicatorNode(moment, item.indicator),
    }),
    evidence: t.string({
      nullable: true,
      description: 'The code of the document that is asked for.',
      resolve: ({ item }) => item.evidence,
    }),
    document: t.field({
      type: AttachmentRef,
      nullable: true,
      description: 'The document that has expired, or that is off mandate.',
      resolve: ({ item, report, moment }) =>
        item.attachment === null ? null : attachmentsIn(moment, report, [item.attachment])[0],
    }),
    loss: t.field({
      type: 'Decimal',
      description: 'What it costs, in points of the total.',
      resolve: ({ item }) => decimalText(item.loss),
    }),
    exact: t.string({ description: 'The loss as an exact fraction.', resolve: ({ item }) => toExact(item.loss) }),
  }),
});

const LapseRef = builder
  .objectRef<Readonly<{ lapse: Lapse; report: ReportNode; moment: ReportMoment }>>('Lapse')
  .implement({
    description: 'A document whose validity ends, or has ended, on a day.',
    fields: (t) => ({
      indicator: t.field({
        type: IndicatorRef,
        resolve: ({ lapse, moment }) => indicatorNode(moment, lapse.indicator),
      }),
      document: t.field({
        type: AttachmentRef,
        resolve: ({ lapse: { indicator, attachment }, report }) => ({ report, indicator, attachment }),
      }),
      validUntil: t.string({ description: 'The last day it is valid.', resolve: ({ lapse }) => lapse.validUntil }),
      judgedOn: t.string({
        nullable: true,
        description: 'The day on which the edition asks it to be valid; null where it does not.',
        resolve: ({ lapse }) => lapse.judgedOn,
      }),
      suffices: t.boolean({
        description: 'It is valid on the day it is judged, whatever day it is now.',
        resolve: ({ lapse }) => lapse.suffices,
      }),
      daysLeft: t.int({
        description: 'From the moment this answer is of, in the calendar of the unit; negative once it has lapsed.',
        resolve: ({ lapse }) => lapse.daysLeft,
      }),
    }),
  });

export const ReadinessRef = builder.objectRef<ReadinessNode>('Readiness').implement({
  description: 'Whether a report could be submitted as it is, and what is still lacking.',
  fields: (t) => ({
    ready: t.boolean({ resolve: ({ readiness }) => readiness.ready }),
    gaps: t.field({
      type: [ReadinessGapRef],
      description: 'In the order of the questions.',
      complexity: { field: 1, multiplier: 20 },
      resolve: ({ readiness, report, moment }) => readiness.items.map((item) => ({ item, report, moment })),
    }),
    lapses: t.field({
      type: [LapseRef],
      description: 'What will lapse, or has lapsed, and when: the next one first.',
      complexity: { field: 1, multiplier: 20 },
      resolve: ({ lapses, report, moment }) => lapses.map((lapse) => ({ lapse, report, moment })),
    }),
  }),
});

export async function loadReadiness(context: GraphqlContext, report: ReportNode): Promise<ReadinessNode> {
  const { row, at } = report;
  const [moment, cycle, unit] = await Promise.all([
    momentOf(context, report),
    loadCycle(context, at, row.cycle),
    loadUnit(context, at, row.unit),
  ]);
  if (!cycle || !unit) throw new Error(`the report of ${row.unit} in ${row.cycle} has no cycle or no unit`);
  const { timeZone, jurisdiction } = unit.jurisdiction.row;
  const organizations = await context.loaders.organizationsOf.load({ at, key: jurisdiction });
  const lapses = lapsesOf({ moment, cycle: cycle.row, timeZone, at });
  const readiness = readinessOf(moment, { cycle: cycle.row, timeZone, organizations });
  return { readiness, lapses, report, moment };
}
