export { Answer } from './answer.ts';
export { Edition, REVIEW_STAGES } from './edition.ts';
export type { AnswerSpec, Dimension, EvidenceRequirement, Indicator, Predicate, ReviewStage } from './edition.ts';
export { checksOf, paperOf } from './paper.ts';
export type { Paper, PaperIndicator } from './paper.ts';
export type { Band, Check, Rounding, Rule, RulePart, SimpleRule } from './rule.ts';
export {
  BilingualText,
  CheckCode,
  EditionCode,
  EvidenceCode,
  IndicatorCode,
  InstrumentCode,
  MandateCode,
  OptionCode,
  PeriodCode,
  Provenance,
  UNIT_KINDS,
  UnitKind,
} from './values.ts';
