import type { Asking } from '../access.ts';
import type { Decider } from '../decider.ts';
import type { InstrumentCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { InstrumentEvent } from './events.ts';
import { evolve, initialState } from './state.ts';
import type { InstrumentState } from './state.ts';

export { Answer } from './answer.ts';
export { Edition, REVIEW_STAGES } from './edition.ts';
export type { AnswerSpec, Dimension, EvidenceRequirement, Indicator, Predicate, ReviewStage } from './edition.ts';
export type { EditionIssue } from './issue.ts';
export { MandateList } from './mandate.ts';
export { checksOf, paperOf } from './paper.ts';
export type { Paper, PaperIndicator } from './paper.ts';
export type { Band, Check, Rounding, Rule, RulePart, SimpleRule } from './rule.ts';
export {
  BilingualText,
  CheckCode,
  EditionCode,
  EvidenceCode,
  DimensionCode,
  DOCUMENT_BYTES_MAXIMUM,
  IndicatorCode,
  InstrumentCode,
  MandateCode,
  MediaType,
  OptionCode,
  PeriodCode,
  PointsText,
  PredicateCode,
  Provenance,
  UNIT_KINDS,
} from './values.ts';
export type { InstrumentCommand } from './commands.ts';
export { instrumentEvents } from './events.ts';
export type { InstrumentEvent } from './events.ts';
export { instrumentRefusals } from './refusals.ts';
export { instrumentSentences } from './sentences.ts';
export type { InstrumentState } from './state.ts';
export { instrumentUpcasts } from './upcasts.ts';
export { validateEdition } from './validate.ts';

export const instrument: Decider<InstrumentCommand, InstrumentEvent, InstrumentState, Asking> = {
  initialState,
  decide,
  evolve,
};
