import { toDecimal, toExact } from '../kernel/rational.ts';
import type { DimensionScore, Gap } from '../domain/scoring/v1/index.ts';
import { derivationOn, gapsOn, restsOn, scoreOn, within } from '../view/score.ts';
import { builder } from './builder.ts';
import { attachmentsIn, DerivationRef } from './derivation.ts';
import type { DerivationStep } from './derivation.ts';
import { ScoreBasisEnum } from './enums.ts';
import { indicatorNode } from './load.ts';
import { PredicateRef } from './predicate.ts';
import { ProvenanceRef } from './provenance.ts';
import { AttachmentRef, IndicatorRef, ScoreRef } from './refs.ts';
import type { ScoreNode } from './refs.ts';
import { decimalText, inWords, localeArg } from './words.ts';

const DimensionScoreRef = builder.objectRef<DimensionScore>('DimensionScore').implement({
  description: 'How one dimension did, and what it brings to the total.',
  fields: (t) => ({
    code: t.exposeString('code'),
    title: t.string({ args: localeArg, resolve: ({ title }, args, context) => inWords(title, args, context) }),
    weight: t.field({ type: 'Decimal', resolve: ({ weight }) => decimalText(weight) }),
    effectiveWeight: t.field({
      type: 'Decimal',
      description: 'Out of 100 among the dimensions in force; 0 where it is left out.',
      resolve: ({ effectiveWeight }) => decimalText(effectiveWeight),
    }),
    points: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'In percent; null where it is not applicable as a whole.',
      resolve: ({ points }) => points && decimalText(points),
    }),
    exact: t.string({ nullable: true, resolve: ({ points }) => points && toExact(points) }),
    contribution: t.field({
      type: 'Decimal',
      description: 'Its part of the total.',
      resolve: ({ contribution }) => decimalText(contribution),
    }),
  }),
});

type GapNode = Readonly<{ gap: Gap; score: ScoreNode }>;

const GapRef = builder.objectRef<GapNode>('Gap').implement({
  description:
    'One thing that cost points. Where nothing is left out of the mean, all losses add up to 100 less the exact total.',
  fields: (t) => ({
    indicator: t.field({ type: IndicatorRef, resolve: ({ gap, score }) => indicatorNode(score.moment, gap.indicator) }),
    check: t.string({
      nullable: true,
      description: 'The code of the check that did not pass.',
      resolve: ({ gap }) => gap.check,
    }),
    evidence: t.string({
      nullable: true,
      description: 'The code of the document in question.',
      resolve: ({ gap }) => gap.evidence,
    }),
    document: t.field({
      type: AttachmentRef,
      nullable: true,
      description: 'The document in question, the latest of its code.',
      resolve: ({ gap, score: { moment, report } }) =>
        gap.attachment === null ? null : attachmentsIn(moment, report, [gap.attachment])[0],
    }),
    reason: t.string({ args: localeArg, resolve: ({ gap }, args, context) => inWords(gap.reason, args, context) }),
    loss: t.field({
      type: 'Decimal',
      description: 'In points of the total.',
      resolve: ({ gap }) => decimalText(gap.loss),
    }),
    exact: t.string({ description: 'The loss as an exact fraction: "3/7".', resolve: ({ gap }) => toExact(gap.loss) }),
    wouldBe: t.field({
      type: 'Decimal',
      description: 'The total if only this were mended; no better than now where something else must be mended first.',
      resolve: ({ gap }) => decimalText(gap.wouldBe),
    }),
  }),
});

ScoreRef.implement({
  description:
    'A score, computed anew from what the ledger holds, by the engine and the edition its cycle is bound to.',
  fields: (t) => ({
    basis: t.expose('basis', { type: ScoreBasisEnum }),
    total: t.field({
      type: 'Decimal',
      description: 'Rounded as the edition says.',
      resolve: ({ moment, basis }) => {
        const { total, decimals } = scoreOn(moment, basis);
        return toDecimal(total, decimals);
      },
    }),
    exact: t.string({
      description: 'The total before it was rounded, as an exact fraction: "97", "425/6".',
      resolve: ({ moment, basis }) => toExact(scoreOn(moment, basis).exact),
    }),
    predicate: t.field({
      type: PredicateRef,
      nullable: true,
      resolve: ({ moment, basis }) => scoreOn(moment, basis).predicate,
    }),
    dimensions: t.field({
      type: [DimensionScoreRef],
      resolve: ({ moment, basis }) => scoreOn(moment, basis).dimensions,
    }),
    derivation: t.field({
      type: [DerivationRef],
      description:
        'The tree of reasons in reading order, from the total down to answers, checks, entries and documents.',
      complexity: ({ path }) => ({ field: 10, multiplier: path ? 30 : 150 }),
      args: {
        path: t.arg.string({ description: 'Only this step and what is below it.' }),
        depth: t.arg.int({ description: 'How many levels below; 0: the step alone. Default: all.' }),
      },
      resolve: (score, { path, depth }) => steps(score, { path: path ?? null, depth: depth ?? null }),
    }),
    gaps: t.field({
      type: [GapRef],
      description: 'Everything that cost points, the dearest first.',
      complexity: { field: 10, multiplier: 20 },
      resolve: (score) => gapsOn(score.moment, score.basis, score.report.visibility).map((gap) => ({ gap, score })),
    }),
    provenance: t.field({
      type: [ProvenanceRef],
      description:
        'Every source its weights and rules rest on; an illustrative one makes the whole score illustrative.',
      resolve: ({ moment, basis, report }) => [...restsOn(derivationOn(moment, basis, report.visibility))],
    }),
  }),
});

function steps(
  { moment, basis, report }: ScoreNode,
  part: Readonly<{ path: string | null; depth: number | null }>,
): DerivationStep[] {
  const cited = { report, moment };
  return within(derivationOn(moment, basis, report.visibility), part).map((node) => ({ node, cited }));
}
