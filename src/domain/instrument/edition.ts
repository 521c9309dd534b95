import { z } from 'zod';

import { DecimalText, text } from '../event.ts';
import { Rounding, Rule } from './rule.ts';
import type { Band } from './rule.ts';
import {
  BilingualText,
  DimensionCode,
  DOCUMENT_BYTES_MAXIMUM,
  EditionCode,
  EvidenceCode,
  IndicatorCode,
  InstrumentCode,
  MandateCode,
  MediaType,
  OptionCode,
  PeriodCode,
  PointsText,
  PredicateCode,
  Provenance,
  UnitKind,
} from './values.ts';

/** What may be stated about an indicator. */
export const AnswerSpec = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('CHOICE'),
    options: z
      .array(z.strictObject({ code: OptionCode, title: BilingualText }))
      .min(2)
      .max(20),
  }),
  z.strictObject({
    kind: z.literal('NUMBER'),
    unit: BilingualText,
    whole: z.boolean(),
    from: DecimalText,
    to: DecimalText.nullable(),
  }),
  /** value = numerator / denominator x factor; a denominator of 0 is not applicable. */
  z.strictObject({ kind: z.literal('RATIO'), unit: BilingualText, factor: DecimalText }),
  /** 0 to 100. */
  z.strictObject({ kind: z.literal('PERCENT') }),
  /** 0 to the indicator's maximum. */
  z.strictObject({ kind: z.literal('POINTS') }),
  /** Not typed in: counted from the case register by the measure of this name. */
  z.strictObject({
    kind: z.literal('COMPUTED'),
    measure: z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/),
    unit: BilingualText,
  }),
]);

/** One document that proves an answer. `period: null`: asked in every period. */
export const EvidenceRequirement = z.strictObject({
  code: EvidenceCode,
  title: BilingualText,
  required: z.boolean(),
  period: PeriodCode.nullable(),
  /** Several papers MUST be merged into one file before they are attached. */
  singleFile: z.boolean(),
  /** The document must be valid on this date; null where validity does not matter. */
  validAt: z.enum(['SUBMISSION_CLOSES', 'DATA_YEAR_ENDS']).nullable(),
  provenance: Provenance,
});

export const Indicator = z.strictObject({
  code: IndicatorCode,
  title: BilingualText,
  kind: z.enum(['STRUCTURE', 'PROCESS', 'OUTCOME', 'OUTPUT', 'ACTION', 'SCORE']),
  weight: PointsText,
  weightProvenance: Provenance,
  /** The most points its rule can give. */
  maximum: PointsText,
  answer: AnswerSpec,
  rule: Rule,
  ruleProvenance: Provenance,
  /** Null: asked in every period. */
  periods: z.array(PeriodCode).min(1).nullable(),
  /** What each period is about, where periods differ. */
  targets: z.array(z.strictObject({ period: PeriodCode, title: BilingualText, provenance: Provenance })),
  evidence: z.array(EvidenceRequirement).max(500),
  /** Mandates of which an organization needs one to answer; empty: any organization of the unit. */
  mandates: z.array(MandateCode).max(20),
  mandateProvenance: Provenance,
  mayBeNotApplicable: z.boolean(),
  /** Complete at full points, else incomplete: a label beside the score (LENGKAP / TIDAK LENGKAP). */
  completeLabel: z.strictObject({ complete: BilingualText, incomplete: BilingualText }).nullable(),
  provenance: Provenance,
});

export const Dimension = z.strictObject({
  code: DimensionCode,
  title: BilingualText,
  group: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{0,31}$/)
    .nullable(),
  weight: PointsText,
  weightProvenance: Provenance,
  provenance: Provenance,
  indicators: z.array(Indicator).min(1).max(200),
});

export const Predicate = z.strictObject({
  code: PredicateCode,
  title: BilingualText,
  from: PointsText,
  to: PointsText,
  fromOpen: z.boolean(),
  toOpen: z.boolean(),
  provenance: Provenance,
});

export const REVIEW_STAGES = ['PROVINCIAL_REVIEW', 'REGIONAL_REVIEW'] as const;

/** Through which review stages the report of such a unit goes before national assessment, in order. */
const StageRoute = z.strictObject({ unit: UnitKind, review: z.array(z.enum(REVIEW_STAGES)) });

/** Which documents the instrument takes as evidence. An edition that is silent takes whatever can be uploaded. */
const DocumentLimits = z.strictObject({
  maximumBytes: z.int().positive().max(DOCUMENT_BYTES_MAXIMUM),
  mediaTypes: z.array(MediaType).min(1).max(50),
  provenance: Provenance,
});

/**
 * One edition of an instrument: what is measured and how it is scored. Immutable once published; a cycle is bound to
 * one edition. Points, weights and edges are exact decimals as text.
 */
export const Edition = z.strictObject({
  format: z.literal(1),
  instrument: InstrumentCode,
  edition: EditionCode,
  title: BilingualText,
  legalBasis: z.strictObject({ text: text(1000), provenance: Provenance }),
  /** The version of the scoring code, frozen by golden files. */
  engine: z.literal('scoring/v1'),
  /** The periods of one year, in order; an annual instrument has one. */
  periods: z
    .array(z.strictObject({ code: PeriodCode, title: BilingualText, provenance: Provenance }))
    .min(1)
    .max(12),
  stages: z.array(StageRoute).min(1),
  stagesProvenance: Provenance,
  lateReports: z.strictObject({ mode: z.enum(['REFUSE', 'ACCEPT_AND_MARK']), provenance: Provenance }),
  objectionWindow: z.strictObject({ days: z.int().min(1).max(90), provenance: Provenance }),
  correctionRound: z.strictObject({ days: z.int().min(1).max(90), provenance: Provenance }),
  /** GATES: without all its required evidence an answer earns nothing. INFORMS: evidence counts only through rules. */
  requiredEvidence: z.strictObject({ mode: z.enum(['GATES', 'INFORMS']), provenance: Provenance }),
  whenNotApplicable: z.strictObject({ mode: z.enum(['EXCLUDE', 'FULL', 'ZERO']), provenance: Provenance }),
  aggregation: z.strictObject({
    /** Indicators to dimension: the mean of points / maximum by weight, or the sum of points / the sum of maxima. */
    dimension: z.enum(['WEIGHTED_MEAN', 'SUM_OF_POINTS']),
    /** Dimensions to total (0 to 100): share x weight, over the sum of the weights, x 100. */
    total: z.enum(['WEIGHTED_MEAN']),
    /** Periods to year. */
    year: z.enum(['SINGLE_PERIOD', 'MEAN_OF_PERIODS']),
    /** What a period counts that was not reported when every window has closed. */
    periodNotReported: z.enum(['ZERO']),
    provenance: Provenance,
  }),
  rounding: z.strictObject({ at: z.literal('TOTAL'), ...Rounding.shape, provenance: Provenance }),
  /** Whether the predicate is looked up with the exact or the rounded total. */
  predicateOf: z.enum(['EXACT', 'ROUNDED']),
  predicates: z.array(Predicate).min(1).max(20),
  /** Awarded to a province when strictly more than this share of its regencies and cities hold the predicate. */
  provinceAward: z
    .strictObject({ predicate: PredicateCode, moreThanPercent: PointsText, provenance: Provenance })
    .nullable(),
  documents: DocumentLimits.exactOptional(),
  dimensions: z.array(Dimension).min(1).max(50),
  notes: z.array(z.strictObject({ text: BilingualText, provenance: Provenance })),
});

export type AnswerSpec = z.infer<typeof AnswerSpec>;
export type EvidenceRequirement = z.infer<typeof EvidenceRequirement>;
export type Indicator = z.infer<typeof Indicator>;
export type Dimension = z.infer<typeof Dimension>;
export type Predicate = z.infer<typeof Predicate>;
export type Edition = z.infer<typeof Edition>;
export type ReviewStage = (typeof REVIEW_STAGES)[number];

/** A band by the edges it shares with predicates; exported for the checks on publishing. */
export type Interval = Pick<Band, 'from' | 'to' | 'fromOpen' | 'toOpen'>;
