import type { AnswerSpec, EvidenceRequirement } from '../domain/instrument/index.ts';
import type { Bilingual } from '../kernel/locale.ts';
import { builder } from './builder.ts';
import { ProvenanceRef } from './provenance.ts';
import { IndicatorRef } from './refs.ts';
import { RuleRef } from './rule.ts';
import { inWords, localeArg } from './words.ts';

const IndicatorKind = builder.enumType('IndicatorKind', {
  description:
    'What an indicator looks at: structure, process and outcome as the OHCHR types them, or an action, or a score.',
  values: ['STRUCTURE', 'PROCESS', 'OUTCOME', 'OUTPUT', 'ACTION', 'SCORE'] as const,
});

const AnswerSpecKind = builder.enumType('AnswerSpecKind', {
  description: 'What may be stated. COMPUTED is not typed in: it is counted from the case register.',
  values: ['CHOICE', 'NUMBER', 'RATIO', 'PERCENT', 'POINTS', 'COMPUTED'] as const,
});

type Option = Readonly<{ code: string; title: Bilingual }>;

const AnswerOptionRef = builder.objectRef<Option>('AnswerOption').implement({
  description: 'One option of a choice.',
  fields: (t) => ({
    code: t.exposeString('code'),
    title: t.string({ args: localeArg, resolve: ({ title }, args, context) => inWords(title, args, context) }),
  }),
});

const AnswerSpecRef = builder.objectRef<AnswerSpec>('AnswerSpec').implement({
  description: 'What may be stated about an indicator.',
  fields: (t) => ({
    kind: t.expose('kind', { type: AnswerSpecKind }),
    options: t.field({ type: [AnswerOptionRef], resolve: (spec) => (spec.kind === 'CHOICE' ? spec.options : []) }),
    unit: t.string({
      nullable: true,
      args: localeArg,
      resolve: (spec, args, context) => ('unit' in spec ? inWords(spec.unit, args, context) : null),
    }),
    from: t.field({ type: 'Decimal', nullable: true, resolve: (spec) => ('from' in spec ? spec.from : null) }),
    to: t.field({ type: 'Decimal', nullable: true, resolve: (spec) => ('to' in spec ? spec.to : null) }),
    whole: t.boolean({
      nullable: true,
      description: 'NUMBER: without decimals.',
      resolve: (spec) => ('whole' in spec ? spec.whole : null),
    }),
    factor: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'RATIO: value = numerator / denominator × factor.',
      resolve: (spec) => ('factor' in spec ? spec.factor : null),
    }),
    measure: t.string({
      nullable: true,
      description: 'COMPUTED: what is counted.',
      resolve: (spec) => ('measure' in spec ? spec.measure : null),
    }),
  }),
});

const ValidityDate = builder.enumType('ValidityDate', {
  description: 'The day on which a document must be valid. Never today: a score must not change by waiting.',
  values: ['SUBMISSION_CLOSES', 'DATA_YEAR_ENDS'] as const,
});

const EvidenceRequirementRef = builder.objectRef<EvidenceRequirement>('EvidenceRequirement').implement({
  description: 'A document that an indicator asks for (data dukung).',
  fields: (t) => ({
    code: t.exposeString('code'),
    title: t.string({ args: localeArg, resolve: ({ title }, args, context) => inWords(title, args, context) }),
    required: t.exposeBoolean('required'),
    period: t.exposeString('period', { nullable: true, description: 'Null: asked in every period.' }),
    singleFile: t.exposeBoolean('singleFile', { description: 'Several papers must be merged into one file.' }),
    validAt: t.expose('validAt', { type: ValidityDate, nullable: true }),
    provenance: t.expose('provenance', { type: ProvenanceRef }),
  }),
});

IndicatorRef.implement({
  description: 'One question of an instrument, with what it asks for and how it is scored.',
  fields: (t) => ({
    code: t.string({ resolve: ({ indicator }) => indicator.code }),
    dimension: t.exposeString('dimension', { description: 'The code of the dimension it counts in.' }),
    title: t.string({
      args: localeArg,
      resolve: ({ indicator }, args, context) => inWords(indicator.title, args, context),
    }),
    kind: t.field({ type: IndicatorKind, resolve: ({ indicator }) => indicator.kind }),
    weight: t.field({
      type: 'Decimal',
      description: 'Within its dimension.',
      resolve: ({ indicator }) => indicator.weight,
    }),
    weightProvenance: t.field({ type: ProvenanceRef, resolve: ({ indicator }) => indicator.weightProvenance }),
    maximum: t.field({
      type: 'Decimal',
      description: 'The most points its rule gives.',
      resolve: ({ indicator }) => indicator.maximum,
    }),
    answer: t.field({ type: AnswerSpecRef, resolve: ({ indicator }) => indicator.answer }),
    rule: t.field({ type: RuleRef, resolve: ({ indicator }) => indicator.rule }),
    ruleProvenance: t.field({ type: ProvenanceRef, resolve: ({ indicator }) => indicator.ruleProvenance }),
    periods: t.stringList({
      nullable: true,
      description: 'The periods that ask it; null: all.',
      resolve: ({ indicator }) => indicator.periods,
    }),
    evidence: t.field({ type: [EvidenceRequirementRef], resolve: ({ indicator }) => indicator.evidence }),
    mandates: t.stringList({
      description: 'Mandates of which an organization needs one to answer; none: any organization of the unit.',
      resolve: ({ indicator }) => indicator.mandates,
    }),
    mandateProvenance: t.field({ type: ProvenanceRef, resolve: ({ indicator }) => indicator.mandateProvenance }),
    mayBeNotApplicable: t.boolean({ resolve: ({ indicator }) => indicator.mayBeNotApplicable }),
    provenance: t.field({ type: ProvenanceRef, resolve: ({ indicator }) => indicator.provenance }),
  }),
});
