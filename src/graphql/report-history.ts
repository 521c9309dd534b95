import { reportStream } from '../domain/streams.ts';
import { AsOfInputRef } from './as-of.ts';
import { builder } from './builder.ts';
import { loadDiff, ReportDiffRef } from './diff.ts';
import { eventPage } from './event-page.ts';
import { EventConnection, EventFilterInput, EventFilterSchema } from './events.ts';
import { requireFull } from './load.ts';
import { bothWaysArgs, perSearch } from './paging.ts';
import { parseFilter } from './parse-args.ts';
import { ObjectionRef, ReportRef, RoundRef } from './refs.ts';

builder.objectFields(ReportRef, (t) => ({
  rounds: t.field({
    type: [RoundRef],
    description: 'The correction rounds, in order.',
    resolve: (report, _args, context) => {
      requireFull(report, context);
      return report.row.rounds.map((round) => ({ report, round }));
    },
  }),
  objections: t.field({
    type: [ObjectionRef],
    description: 'Objections to the assessment, in the order in which they were filed.',
    complexity: { field: 1, multiplier: 20 },
    resolve: (report, _args, context) => {
      requireFull(report, context);
      return report.row.objections.map((objection) => ({ report, objection }));
    },
  }),
  history: t.field({
    type: EventConnection,
    description: 'Every entry of this report up to the moment.',
    complexity: perSearch,
    args: { filter: t.arg({ type: EventFilterInput }), ...bothWaysArgs },
    resolve: (report, { filter, ...page }, context) => {
      requireFull(report, context);
      const stream = reportStream(report.row.unit, report.row.cycle);
      const asked = parseFilter(EventFilterSchema, filter, context);
      return eventPage(context, report.at, { filter: asked, page, stream });
    },
  }),
  diff: t.field({
    type: ReportDiffRef,
    description: 'What is different between two moments: answers, documents, decisions, score.',
    complexity: 100,
    args: {
      from: t.arg({ type: AsOfInputRef, required: true }),
      to: t.arg({ type: AsOfInputRef, description: 'Default: the moment of the report.' }),
    },
    resolve: async (report, { from, to }, context) => {
      requireFull(report, context);
      const moments = { from: await context.at(from), to: to ? await context.at(to) : report.at };
      return loadDiff(context, report, moments);
    },
  }),
}));
