import { basisFor } from '../view/score.ts';
import { builder } from './builder.ts';
import { ScoreBasisEnum } from './enums.ts';
import { momentOf, requireFull } from './load.ts';
import { forwardArgs, perPage } from './paging.ts';
import { ReportRef, ScoreRef } from './refs.ts';
import { ScoreStepConnection, scoreStepPage } from './score-step.ts';

builder.objectFields(ReportRef, (t) => ({
  score: t.field({
    type: ScoreRef,
    nullable: true,
    description: 'On the basis asked for, else on the highest one reached; null where the report has not reached it.',
    complexity: 5,
    args: { basis: t.arg({ type: ScoreBasisEnum }) },
    resolve: async (report, { basis }, context) => {
      const asked = basis ?? null;
      if (asked !== null && asked !== 'FINAL') requireFull(report, context);
      const reached = basisFor(report.row, asked);
      return reached && { report, basis: reached, moment: await momentOf(context, report) };
    },
  }),
  scoreHistory: t.field({
    type: ScoreStepConnection,
    description: 'Every entry that moved the score, in order. All deltas add up to the exact total.',
    complexity: (args) => ({ ...perPage(args), field: 200 }),
    args: forwardArgs,
    resolve: (report, page, context) => {
      requireFull(report, context);
      return scoreStepPage(context, report, page);
    },
  }),
}));
