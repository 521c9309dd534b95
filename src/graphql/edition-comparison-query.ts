import { z } from 'zod';

import { refusals } from '../domain/catalogue.ts';
import { CycleCode, JurisdictionCode } from '../domain/codes.ts';
import { EditionCode } from '../domain/instrument/index.ts';
import { asOfArg } from './as-of.ts';
import { builder } from './builder.ts';
import { EditionComparisonConnection, loadComparison, perComparison } from './edition-comparison.ts';
import { ScoreBasisEnum } from './enums.ts';
import { loadCycle } from './load.ts';
import { bindCycle, loadOtherEdition } from './other-edition.ts';
import { forwardArgs } from './paging.ts';
import { parseArgs, unfit } from './parse-args.ts';
import { requireResults } from './results.ts';

const ComparisonArgs = z.object({
  cycle: CycleCode,
  edition: EditionCode,
  within: JurisdictionCode.nullish(),
});

builder.queryField('editionComparison', (t) =>
  t.field({
    type: EditionComparisonConnection,
    description:
      'Who would move, by how much and through what, if the cycle were scored by another edition that asks the same; ' +
      'in order of rank by the edition in force. Ranks are those among the reports that you see: on FINAL those of ' +
      'published cycles, on other bases those that you see in full.',
    complexity: perComparison,
    args: {
      cycle: t.arg.string({ required: true, description: '"IRH-2025".' }),
      edition: t.arg.string({ required: true, description: 'A published edition of its instrument.' }),
      within: t.arg.string({ description: 'The code of a place: it and everything below it.' }),
      basis: t.arg({ type: ScoreBasisEnum, description: 'Default: FINAL.' }),
      ...asOfArg,
      ...forwardArgs,
    },
    resolve: async (_root, { asOf, basis: wanted, first, after, ...given }, context) => {
      const { cycle: code, edition, within } = parseArgs(ComparisonArgs, given, context);
      const cycle = await loadCycle(context, await context.at(asOf), code);
      if (!cycle) throw unfit(['cycle'], refusals.CYCLE_UNKNOWN, context.locale);
      const basis = wanted ?? 'FINAL';
      await requireResults(context, cycle, basis);
      const [bound, other] = await Promise.all([
        bindCycle(context, cycle, cycle.row.edition),
        loadOtherEdition(context, cycle, edition),
      ]);
      const asked = { before: bound, after: other, within: within ?? null, basis };
      return loadComparison(context, cycle.at, asked, { first, after });
    },
  }),
);
