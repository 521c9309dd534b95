import { z } from 'zod';

import { DecimalText } from '../event.ts';
import {
  BilingualText,
  CheckCode,
  EvidenceCode,
  OptionCode,
  PartCode,
  PeriodCode,
  PointsText,
  Provenance,
} from './values.ts';

/** An interval of values and what it earns; a null edge is infinite, an open edge does not belong to the band. */
export const Band = z.strictObject({
  from: DecimalText.nullable(),
  to: DecimalText.nullable(),
  fromOpen: z.boolean(),
  toOpen: z.boolean(),
  points: PointsText,
});

export const Rounding = z.strictObject({
  scale: z.int().min(0).max(10),
  mode: z.enum(['HALF_UP', 'DOWN', 'UP', 'HALF_EVEN']),
});

/** One formal check that a reviewer decides, bound to the evidence it is made on. `period: null`: asked in every period. */
export const Check = z.strictObject({
  code: CheckCode,
  title: BilingualText,
  evidence: EvidenceCode,
  period: PeriodCode.nullable(),
  provenance: Provenance,
});

/** Points per option of a choice. */
const OptionsRule = z.strictObject({
  kind: z.literal('OPTIONS'),
  points: z.record(OptionCode, PointsText),
});

/** The points of the band that holds the value; `roundBefore` where the source means whole numbers. */
const BandsRule = z.strictObject({
  kind: z.literal('BANDS'),
  roundBefore: Rounding.nullable(),
  bands: z.array(Band).min(1).max(50),
});

/** Nothing at `from`, everything at `to`, in proportion between them, never outside. `from` above `to`: lower is better. */
const LinearRule = z.strictObject({ kind: z.literal('LINEAR'), from: DecimalText, to: DecimalText });

/** The share of the required evidence that is there. */
const EvidenceRule = z.strictObject({ kind: z.literal('EVIDENCE') });

/** The share of the checks that passed. */
const ChecksRule = z.strictObject({ kind: z.literal('CHECKS'), checks: z.array(Check).min(1).max(200) });

/** Stated points out of the maximum. */
const PointsRule = z.strictObject({ kind: z.literal('POINTS') });

export const SimpleRule = z.discriminatedUnion('kind', [
  OptionsRule,
  BandsRule,
  LinearRule,
  EvidenceRule,
  ChecksRule,
  PointsRule,
]);

export const RulePart = z.strictObject({
  code: PartCode,
  title: BilingualText,
  weight: PointsText,
  provenance: Provenance,
  rule: SimpleRule,
});

/** Weighted parts: each part's rule earns up to the part's weight; the weights add up to the indicator's maximum. */
const PartsRule = z.strictObject({ kind: z.literal('PARTS'), parts: z.array(RulePart).min(1).max(10) });

/** How an answer, its evidence and its checks become points between 0 and a maximum. */
export const Rule = z.discriminatedUnion('kind', [...SimpleRule.options, PartsRule]);

export type Band = z.infer<typeof Band>;
export type Check = z.infer<typeof Check>;
export type Rounding = z.infer<typeof Rounding>;
export type SimpleRule = z.infer<typeof SimpleRule>;
export type RulePart = z.infer<typeof RulePart>;
export type Rule = z.infer<typeof Rule>;
