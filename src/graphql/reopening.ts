import type { Final, Reopening } from '../domain/report/index.ts';
import { finalsShown } from '../view/finals.ts';
import { builder } from './builder.ts';
import { loadCycle, loadEvent, momentOf, present, reportOfFinal, requireFull } from './load.ts';
import { EventRef, ReportRef, ScoreRef } from './refs.ts';
import type { ReportNode } from './refs.ts';

type FinalNode = Readonly<{ report: ReportNode; final: Final }>;
type ReopeningNode = Readonly<{ report: ReportNode; reopening: Reopening }>;

const FinalRef = builder.objectRef<FinalNode>('FrozenScore').implement({
  description:
    'A score that was frozen as final. It stays for ever, also where the report was reopened and finalised again.',
  fields: (t) => ({
    total: t.field({ type: 'Decimal', resolve: ({ final }) => final.total }),
    exact: t.string({ description: 'As an exact fraction.', resolve: ({ final }) => final.exact }),
    predicate: t.string({ nullable: true, description: 'Its code.', resolve: ({ final }) => final.predicate }),
    engine: t.string({ description: 'The version of the scoring code.', resolve: ({ final }) => final.engine }),
    derivationDigest: t.field({ type: 'Digest', resolve: ({ final }) => final.derivationDigest }),
    frozenAt: t.field({ type: 'DateTime', resolve: ({ final }) => final.at }),
    event: t.field({
      type: EventRef,
      nullable: true,
      description: 'The entry that froze it; not shown to those who see published results only.',
      resolve: ({ final, report }, _args, context) =>
        report.visibility === 'FULL' ? loadEvent(context, report.at, final.position) : null,
    }),
    score: t.field({
      type: ScoreRef,
      description: 'Computed anew from the report as it was then.',
      complexity: 5,
      resolve: async ({ final, report }, _args, context) => {
        const then = await reportOfFinal(context, report, final);
        return { report: then, basis: 'FINAL' as const, moment: await momentOf(context, then) };
      },
    }),
  }),
});

const ReopeningRef = builder.objectRef<ReopeningNode>('Reopening').implement({
  description: 'A final that was led back to assessment, and why.',
  fields: (t) => ({
    number: t.int({ description: 'Within its report, from 1.', resolve: ({ reopening }) => reopening.reopening }),
    reason: t.string({ resolve: ({ reopening }) => reopening.reason }),
    at: t.field({ type: 'DateTime', resolve: ({ reopening }) => reopening.at }),
    event: t.field({
      type: EventRef,
      description: 'The entry that holds it.',
      resolve: ({ reopening, report }, _args, context) => loadEvent(context, report.at, reopening.position),
    }),
    final: t.field({
      type: FinalRef,
      nullable: true,
      description: 'What it left behind.',
      resolve: ({ reopening, report }) => {
        const final = report.row.finals.find(({ position }) => position === reopening.final);
        return final ? { final, report } : null;
      },
    }),
  }),
});

builder.objectFields(ReportRef, (t) => ({
  finals: t.field({
    type: [FinalRef],
    description:
      'Every score that was frozen, in order; the last one stands. To those who see published results only: those that ' +
      'were published.',
    complexity: { field: 1, multiplier: 10 },
    resolve: async (report, _args, context) => {
      const { row: cycle } = await present(loadCycle(context, report.at, report.row.cycle));
      return finalsShown(report.row, cycle, report.visibility === 'FULL').map((final) => ({ final, report }));
    },
  }),
  reopenings: t.field({
    type: [ReopeningRef],
    description: 'In order.',
    complexity: { field: 1, multiplier: 10 },
    resolve: (report, _args, context) => {
      requireFull(report, context);
      return report.row.reopenings.map((reopening) => ({ reopening, report }));
    },
  }),
}));
