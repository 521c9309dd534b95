import { z } from 'zod';

import { CycleCode } from '../domain/codes.ts';
import { participationAmong } from '../view/cycles.ts';
import type { Participation } from '../view/cycles.ts';
import { maySee, readableScopes } from '../view/visibility.ts';
import { asOfArg, AsOfPointRef } from './as-of.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { loadCycle, loadEdition, loadInstrument, loadUnit, present, requireParticipation } from './load.ts';
import { momentKey, parseMomentKey } from './node-id.ts';
import { connectionOf, forwardArgs, pageOfList, perPage } from './paging.ts';
import { parseArgs } from './parse-args.ts';
import { CycleRef, EditionRef, InstrumentRef, UnitRef } from './refs.ts';
import type { CycleNode, UnitNode } from './refs.ts';
import { inWords, localeArg } from './words.ts';

const WindowRef = builder.objectRef<CycleNode['row']['submission']>('SubmissionWindow').implement({
  description: 'When reports may be submitted: from `opensAt` up to, not including, `closesAt`.',
  fields: (t) => ({
    opensAt: t.expose('opensAt', { type: 'DateTime' }),
    closesAt: t.expose('closesAt', { type: 'DateTime' }),
  }),
});

type ParticipationNode = Participation & Readonly<{ expected: number }>;

export const ParticipationRef = builder.objectRef<ParticipationNode>('Participation').implement({
  description: 'How many units were expected, and how far they came.',
  fields: (t) => ({
    expected: t.exposeInt('expected', { description: 'Units that never report count here too.' }),
    opened: t.exposeInt('opened'),
    submitted: t.exposeInt('submitted', { description: 'Handed in at least once.' }),
    onTime: t.exposeInt('onTime', { description: 'Handed in for the first time before the window closed.' }),
    final: t.exposeInt('final', { description: 'With a final score, which stands while a report is open again.' }),
  }),
});

const UnitConnection = connectionOf<UnitNode>('ReportingUnit', UnitRef);

builder.node(CycleRef, {
  description: 'One call for reports: an edition of an instrument, for one period, from named units, within a window.',
  id: { resolve: ({ row, at }) => momentKey(row.cycle, at) },
  loadOne: async (id, context) => {
    const { at, key } = await parseMomentKey(id, context);
    return loadCycle(context, at, key);
  },
  fields: (t) => ({
    code: t.string({ description: '"AKSI_HAM-2025-B12".', resolve: ({ row }) => row.cycle }),
    title: t.string({ args: localeArg, resolve: ({ row }, args, context) => inWords(row.title, args, context) }),
    instrument: t.field({
      type: InstrumentRef,
      resolve: ({ row, at }, _args, context) =>
        present(loadInstrument(context, at, { code: row.instrument, edition: row.edition })),
    }),
    edition: t.field({
      type: EditionRef,
      resolve: ({ row, at }, _args, context) => present(loadEdition(context, at, `${row.instrument}/${row.edition}`)),
    }),
    period: t.string({ resolve: ({ row }) => row.period }),
    dataYear: t.int({ description: 'The year the data describe.', resolve: ({ row }) => row.dataYear }),
    cycleYear: t.int({ description: 'The year of reporting.', resolve: ({ row }) => row.cycleYear }),
    awardYear: t.int({ description: 'The year in which awards are given.', resolve: ({ row }) => row.awardYear }),
    submission: t.field({ type: WindowRef, resolve: ({ row }) => row.submission }),
    notice: t.string({ description: 'Where the window was announced.', resolve: ({ row }) => row.notice }),
    openedAt: t.field({ type: 'DateTime', resolve: ({ row }) => row.openedAt }),
    publishedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When final results of it became public last; null before the first time.',
      resolve: ({ row }) => row.published?.at ?? null,
    }),
    asOf: t.field({ type: AsOfPointRef, resolve: ({ at }) => at }),
    participants: t.field({
      type: UnitConnection,
      description: 'Who is expected to report, in order of code.',
      complexity: perPage,
      args: forwardArgs,
      resolve: async ({ row, at }, page, context) => {
        const codes = pageOfList(row.participants.toSorted(), page, { kind: 'unit', locale: context.locale });
        const edges = codes.edges.map(async ({ cursor, node }) => {
          const unit = await loadUnit(context, at, node);
          return unit ? [{ cursor, node: unit }] : [];
        });
        return { ...codes, edges: (await Promise.all(edges)).flat() };
      },
    }),
    participation: t.field({
      type: ParticipationRef,
      description: 'Before publication of the units that your grants reach, and refused to whoever holds none.',
      resolve: ({ row, at }, _args, context) => participationIn(context, { row, at }),
    }),
  }),
});

/** Before publication one learns of the units that one's grants reach, and of no others. */
async function participationIn(context: GraphqlContext, { row, at }: CycleNode): Promise<ParticipationNode> {
  await requireParticipation(context, row);
  const viewer = await context.viewer();
  const scopes = row.published ? null : readableScopes(viewer);
  if (scopes === null) {
    const counts = await context.loaders.participation.load({ at, key: row.cycle });
    return { ...counts, expected: row.participants.length };
  }
  const [counts = NOBODY] = await participationAmong(context.reader, at, { cycles: [row.cycle], scopes });
  return { ...counts, expected: row.participants.filter((unit) => maySee(viewer, unit)).length };
}

const NOBODY: Participation = { opened: 0, submitted: 0, onTime: 0, final: 0 };

const CycleArgs = z.object({ code: CycleCode });

builder.queryField('cycle', (t) =>
  t.field({
    type: CycleRef,
    nullable: true,
    description: 'A cycle by its code.',
    args: { code: t.arg.string({ required: true, description: '"KKPHAM-2022".' }), ...asOfArg },
    resolve: async (_root, { asOf, ...asked }, context) => {
      const { code } = parseArgs(CycleArgs, asked, context);
      return loadCycle(context, await context.at(asOf), code);
    },
  }),
);
