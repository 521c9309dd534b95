import type { Edition } from '../domain/instrument/index.ts';
import { toDecimal } from '../kernel/rational.ts';
import { finalShown } from '../view/finals.ts';
import { differenceOf, isMismatch } from '../view/official-scores.ts';
import type { Beside, OfficialScoreRow, Recomputed } from '../view/official-scores.ts';
import { scoreOn } from '../view/score.ts';
import { maySee } from '../view/visibility.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { loadCycle, loadCycleEvent, loadReport, loadUnit, present, reportKey } from './load.ts';
import { explanationOf } from './official-words.ts';
import { connectionOf, forwardArgs, pageOfList, perPage } from './paging.ts';
import { PredicateRef } from './predicate.ts';
import { CycleRef, EventRef, ReportRef, ScoreRef, UnitRef } from './refs.ts';
import type { CycleNode, ScoreNode } from './refs.ts';
import { decimalText, inWords, localeArg } from './words.ts';

/** An official score beside the recomputed one, with those that were recorded before it. */
export type OfficialNode = Beside & Readonly<{ earlier: readonly Beside[]; edition: Edition; cycle: CycleNode }>;

export const OfficialScoreRef = builder.objectRef<OfficialNode>('OfficialScore');

OfficialScoreRef.implement({
  description:
    'A score as it was published elsewhere (a decree, the press), beside the one that follows from the ledger.',
  fields: (t) => ({
    total: t.field({ type: 'Decimal', description: 'As it was published.', resolve: ({ official }) => official.total }),
    predicate: t.field({
      type: PredicateRef,
      nullable: true,
      description: 'As it was published; null where only a total was.',
      resolve: ({ official, edition }) => edition.predicates.find(({ code }) => code === official.predicate) ?? null,
    }),
    source: t.string({ description: 'Where it was published.', resolve: ({ official }) => official.source }),
    publishedOn: t.string({
      nullable: true,
      description: 'A day: "2025-12-10".',
      resolve: ({ official }) => official.publishedOn,
    }),
    recordedAt: t.field({ type: 'DateTime', resolve: ({ official }) => official.at }),
    event: t.field({
      type: EventRef,
      nullable: true,
      description: 'The entry that holds it; for those who see the whole nation.',
      resolve: ({ official, cycle }, _args, context) => loadCycleEvent(context, cycle, official.position),
    }),
    recomputed: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The final total that it stands beside; null where there is none.',
      resolve: ({ recomputed }) => recomputed?.total ?? null,
    }),
    mismatch: t.boolean({
      description: 'Another total, another predicate where one was published, or no final score to compare with.',
      resolve: isMismatch,
    }),
    difference: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'How far it lies above the recomputed total; negative: below. Null where there is none.',
      resolve: (node) => {
        const difference = differenceOf(node);
        return difference && decimalText(difference);
      },
    }),
    explanation: t.string({
      args: localeArg,
      description: 'How the two agree or differ, in words.',
      resolve: (node, args, context) => inWords(explanationOf(node, node.edition), args, context),
    }),
    history: t.field({
      type: [OfficialScoreRef],
      description: 'Everything that was recorded for the unit before it, the newest first.',
      complexity: { field: 1, multiplier: 10 },
      resolve: ({ earlier, edition, cycle }) =>
        earlier.map((one, index) => ({ ...one, earlier: earlier.slice(index + 1), edition, cycle })),
    }),
  }),
});

/** The newest official score of a unit beside a final total; null where none was recorded. */
async function besideOfficial(
  { reader }: GraphqlContext,
  cycle: CycleNode,
  { row, recomputed }: Readonly<{ row: OfficialScoreRow | null; recomputed: Recomputed | null }>,
): Promise<OfficialNode | null> {
  const scores = row?.scores.toReversed() ?? [];
  const [newest, ...earlier] = scores.map((official) => ({ official, recomputed }));
  return newest
    ? { ...newest, earlier, edition: await reader.papers.edition(cycle.row.instrumentDigest), cycle }
    : null;
}

builder.objectField(ScoreRef, 'official', (t) =>
  t.field({
    type: OfficialScoreRef,
    nullable: true,
    description:
      'On FINAL: what was last published elsewhere as the score of this unit, also after the moment it is of.',
    resolve: async (score, _args, context) => {
      if (score.basis !== 'FINAL' || score.moment.supposed) return null;
      const { at, row } = score.report;
      const [bound, official] = await Promise.all([
        present(loadCycle(context, at, row.cycle)),
        context.loaders.officialScore.load({ at, key: reportKey(row) }),
      ]);
      return besideOfficial(context, bound, { row: official, recomputed: recomputedBy(score) });
    },
  }),
);

function recomputedBy({ moment, basis }: ScoreNode): Recomputed {
  const { total, decimals, predicate } = scoreOn(moment, basis);
  return { total: toDecimal(total, decimals), predicate: predicate?.code ?? null };
}

type MismatchNode = Readonly<{ unit: string; official: OfficialNode }>;

const MismatchRef = builder.objectRef<MismatchNode>('OfficialScoreMismatch').implement({
  description: 'A unit whose official score is not the one that follows from the ledger.',
  fields: (t) => ({
    unit: t.field({
      type: UnitRef,
      resolve: ({ unit, official }, _args, context) => present(loadUnit(context, official.cycle.at, unit)),
    }),
    report: t.field({
      type: ReportRef,
      nullable: true,
      description: 'Null where the unit has not reported, or its report has no score that you see.',
      resolve: ({ unit, official: { cycle } }, _args, context) =>
        loadReport(context, cycle.at, { unit, cycle: cycle.row.cycle }),
    }),
    official: t.expose('official', { type: OfficialScoreRef }),
  }),
});

const MismatchConnection = connectionOf<MismatchNode>('OfficialScoreMismatch', MismatchRef);

builder.objectField(CycleRef, 'officialScoreMismatches', (t) =>
  t.field({
    type: MismatchConnection,
    description:
      'Where what was published elsewhere is not what follows from the ledger, in order of unit; also units without a ' +
      'final score. Before publication for those who hold a grant over the unit.',
    complexity: perPage,
    args: forwardArgs,
    resolve: async (cycle, page, context) => {
      const mismatches = await loadMismatches(context, cycle);
      return pageOfList(mismatches, page, { kind: 'mismatch', locale: context.locale });
    },
  }),
);

async function loadMismatches(context: GraphqlContext, cycle: CycleNode): Promise<readonly MismatchNode[]> {
  const { at, row } = cycle;
  const [viewer, recorded] = await Promise.all([
    context.viewer(),
    context.loaders.officialScoresOf.load({ at, key: row.cycle }),
  ]);
  const shown = recorded.filter(({ unit }) => row.published !== null || maySee(viewer, unit));
  const mismatches = shown.map(async (one) => {
    const official = await besideFinal(context, cycle, one);
    return official && isMismatch(official) ? [{ unit: one.unit, official }] : [];
  });
  return (await Promise.all(mismatches)).flat();
}

/** The newest official score of a unit beside its final total as the viewer may know it; null where none was recorded. */
export async function loadOfficial(
  context: GraphqlContext,
  cycle: CycleNode,
  unit: string,
): Promise<OfficialNode | null> {
  const row = await context.loaders.officialScore.load({
    at: cycle.at,
    key: reportKey({ unit, cycle: cycle.row.cycle }),
  });
  return row && besideFinal(context, cycle, row);
}

async function besideFinal(
  context: GraphqlContext,
  cycle: CycleNode,
  row: OfficialScoreRow,
): Promise<OfficialNode | null> {
  const [report, viewer] = await Promise.all([
    context.loaders.report.load({ at: cycle.at, key: reportKey(row) }),
    context.viewer(),
  ]);
  const recomputed = report && finalShown(report, cycle.row, maySee(viewer, row.unit));
  return besideOfficial(context, cycle, { row, recomputed });
}
