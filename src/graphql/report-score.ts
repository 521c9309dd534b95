import { basisFor } from '../view/score.ts';
import { builder } from './builder.ts';
import { ScoreBasisEnum } from './enums.ts';
import { momentOf, reportOfFinal, requireFull } from './load.ts';
import { forwardArgs, perPage } from './paging.ts';
import { ReportRef, ScoreRef } from './refs.ts';
import { ScoreStepConnection, scoreStepPage } from './score-step.ts';

/** The whole stream is read and scored again at each entry that moved the score: for two reports at once, not for lists. */
const SCORE_HISTORY = 20_000;

builder.objectFields(ReportRef, (t) => ({
  score: t.field({
    type: ScoreRef,
    nullable: true,
    description:
      'On the basis asked for, else on the highest one reached; null where the report has not reached it. FINAL of a reopened report: as it was frozen last.',
    complexity: 5,
    args: { basis: t.arg({ type: ScoreBasisEnum }) },
    resolve: async (report, { basis }, context) => {
      const asked = basis ?? null;
      if (asked !== null && asked !== 'FINAL') requireFull(report, context);
      const { final, stage } = report.row;
      const frozen =
        asked === 'FINAL' && final && stage !== 'FINAL' ? await reportOfFinal(context, report, final) : report;
      const reached = basisFor(frozen.row, asked);
      return reached && { report: frozen, basis: reached, moment: await momentOf(context, frozen) };
    },
  }),
  scoreHistory: t.field({
    type: ScoreStepConnection,
    description:
      'Every entry that moved the score, in order; where the basis changed, the entries that decided the indicators, in theirs. All deltas add up to the exact total. Dear: for one or two reports in a query, not for lists.',
    complexity: (args) => ({ ...perPage(args), field: SCORE_HISTORY }),
    args: forwardArgs,
    resolve: (report, page, context) => {
      requireFull(report, context);
      return scoreStepPage(context, report, page);
    },
  }),
}));
