import { z } from 'zod';

import { paperOf, PeriodCode } from '../domain/instrument/index.ts';
import type { Dimension, Edition, Provenance } from '../domain/instrument/index.ts';
import type { Bilingual } from '../kernel/locale.ts';
import { editionSettings } from '../view/edition-settings.ts';
import type { EditionSetting } from '../view/edition-settings.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { parseArgs } from './parse-args.ts';
import { PredicateRef } from './predicate.ts';
import { ProvenanceRef } from './provenance.ts';
import { EditionRef, IndicatorRef } from './refs.ts';
import type { EditionNode, IndicatorNode } from './refs.ts';
import { inWords, localeArg } from './words.ts';

type Period = Readonly<{ code: string; title: Bilingual; provenance: Provenance }>;

const PeriodRef = builder.objectRef<Period>('Period').implement({
  description: 'One reporting period of a year, such as B04.',
  fields: (t) => ({
    code: t.exposeString('code'),
    title: t.string({ args: localeArg, resolve: ({ title }, args, context) => inWords(title, args, context) }),
    provenance: t.expose('provenance', { type: ProvenanceRef }),
  }),
});

const EditionSettingRef = builder.objectRef<EditionSetting>('EditionSetting').implement({
  description: 'One rule of an edition that holds for all its indicators.',
  fields: (t) => ({
    name: t.exposeString('name'),
    value: t.exposeString('value'),
    provenance: t.expose('provenance', { type: ProvenanceRef }),
  }),
});

const DimensionRef = builder.objectRef<Dimension>('Dimension').implement({
  description: 'A group of indicators that is weighed as one.',
  fields: (t) => ({
    code: t.exposeString('code'),
    title: t.string({ args: localeArg, resolve: ({ title }, args, context) => inWords(title, args, context) }),
    weight: t.expose('weight', { type: 'Decimal' }),
    weightProvenance: t.expose('weightProvenance', { type: ProvenanceRef }),
    provenance: t.expose('provenance', { type: ProvenanceRef }),
    indicators: t.field({
      type: [IndicatorRef],
      complexity: { field: 1, multiplier: 20 },
      resolve: (dimension) => indicatorsOf([dimension]),
    }),
  }),
});

const IndicatorsArgs = z.object({ period: PeriodCode.nullish() });

EditionRef.implement({
  description: 'One edition of an instrument: what is measured and how it is scored. Immutable once published.',
  fields: (t) => ({
    code: t.string({ resolve: ({ row }) => row.edition }),
    title: t.string({ args: localeArg, resolve: ({ row }, args, context) => inWords(row.title, args, context) }),
    digest: t.field({
      type: 'Digest',
      description: 'Of its canonical text (RFC 8785).',
      resolve: ({ row }) => row.digest,
    }),
    engine: t.string({ description: 'The version of the scoring code, frozen.', resolve: ({ row }) => row.engine }),
    publishedAt: t.field({ type: 'DateTime', resolve: ({ row }) => row.publishedAt }),
    illustrative: t.int({
      description: 'How many of its values rest on no source.',
      resolve: ({ row }) => row.illustrative,
    }),
    legalBasis: t.string({ resolve: async (node, _args, context) => (await contentOf(node, context)).legalBasis.text }),
    legalBasisProvenance: t.field({
      type: ProvenanceRef,
      resolve: async (node, _args, context) => (await contentOf(node, context)).legalBasis.provenance,
    }),
    periods: t.field({
      type: [PeriodRef],
      resolve: async (node, _args, context) => (await contentOf(node, context)).periods,
    }),
    settings: t.field({
      type: [EditionSettingRef],
      resolve: async (node, _args, context) => [...editionSettings(await contentOf(node, context))],
    }),
    predicates: t.field({
      type: [PredicateRef],
      resolve: async (node, _args, context) => (await contentOf(node, context)).predicates,
    }),
    dimensions: t.field({
      type: [DimensionRef],
      complexity: { field: 1, multiplier: 10 },
      resolve: async (node, _args, context) => (await contentOf(node, context)).dimensions,
    }),
    indicators: t.field({
      type: [IndicatorRef],
      complexity: { field: 1, multiplier: 120 },
      args: { period: t.arg.string({ description: 'As this period asks them, with its evidence and checks only.' }) },
      resolve: async (node, args, context) => {
        const { period } = parseArgs(IndicatorsArgs, args, context);
        return asked(await contentOf(node, context), period ?? null);
      },
    }),
  }),
});

async function contentOf({ row }: EditionNode, { reader }: GraphqlContext): Promise<Edition> {
  return reader.papers.edition(row.digest);
}

function asked(edition: Edition, period: string | null): IndicatorNode[] {
  if (period === null) return indicatorsOf(edition.dimensions);
  const { indicators } = paperOf(edition, period);
  return [...indicators.values()].map((indicator) => ({ dimension: indicator.dimension, indicator }));
}

function indicatorsOf(dimensions: readonly Dimension[]): IndicatorNode[] {
  return dimensions.flatMap(({ code, indicators }) => indicators.map((indicator) => ({ dimension: code, indicator })));
}
