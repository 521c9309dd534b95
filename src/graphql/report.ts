import { z } from 'zod';

import { CycleCode, UnitCode } from '../domain/codes.ts';
import { reportOfStream } from '../view/streams.ts';
import { asOfArg, AsOfPointRef } from './as-of.ts';
import { builder } from './builder.ts';
import { ReportStageEnum } from './enums.ts';
import { loadCycle, loadReport, loadUnit, present, reportKey } from './load.ts';
import { momentKey, parseMomentKey } from './node-id.ts';
import { parseArgs } from './parse-args.ts';
import { CycleRef, ReportRef, UnitRef } from './refs.ts';

builder.node(ReportRef, {
  description:
    'What one unit reports in one cycle. Without a grant over the unit only the final score is to be seen, once it is published.',
  id: { resolve: ({ row, at }) => momentKey(reportKey(row), at) },
  loadOne: async (id, context) => {
    const { at, key } = await parseMomentKey(id, context);
    const report = reportOfStream(`report/${key}`);
    return report && loadReport(context, at, report);
  },
  fields: (t) => ({
    unit: t.field({
      type: UnitRef,
      resolve: ({ row, at }, _args, context) => present(loadUnit(context, at, row.unit)),
    }),
    cycle: t.field({
      type: CycleRef,
      resolve: ({ row, at }, _args, context) => present(loadCycle(context, at, row.cycle)),
    }),
    stage: t.field({ type: ReportStageEnum, resolve: ({ row }) => row.stage }),
    openedAt: t.field({ type: 'DateTime', resolve: ({ row }) => row.openedAt }),
    asOf: t.field({ type: AsOfPointRef, resolve: ({ at }) => at }),
  }),
});

const ReportArgs = z.object({ unit: UnitCode, cycle: CycleCode });

builder.queryField('report', (t) =>
  t.field({
    type: ReportRef,
    nullable: true,
    description: 'The report of a unit in a cycle; null where there is none, or none that you may see.',
    args: {
      unit: t.arg.string({ required: true, description: '"64.71", "63/BALAI-2".' }),
      cycle: t.arg.string({ required: true, description: '"AKSI_HAM-2025-B12".' }),
      ...asOfArg,
    },
    resolve: async (_root, { asOf, ...asked }, context) => {
      const key = parseArgs(ReportArgs, asked, context);
      return loadReport(context, await context.at(asOf), key);
    },
  }),
);
