import { z } from 'zod';

import { CycleCode, OrganizationCode, UnitCode } from '../codes.ts';
import { DecimalText, defineEvent, DigestText, ExactText, InstantText, text } from '../event.ts';
import type { DomainEvent, EventOf, Recorded } from '../event.ts';
import { Answer, EditionCode, IndicatorCode, InstrumentCode, PeriodCode, REVIEW_STAGES } from '../instrument/index.ts';
import {
  ClarificationAnswered,
  ClarificationAsked,
  CorrectionRoundClosed,
  CorrectionRoundOpened,
  DeadlineLapsed,
  ObjectionWindowClosed,
  ReportDeadlineExtended,
  ReportResubmitted,
} from './due-events.ts';
import {
  AttachmentId,
  CheckResult,
  DecidingStage,
  Document,
  DOCUMENTS_MAXIMUM,
  ReportStage,
  ReturnReason,
  Ruling,
} from './values.ts';

const Position = z.int().positive();
const Indicators = z.array(IndicatorCode).max(500);
const Checks = z.array(CheckResult).max(200);
const Total = { total: DecimalText, exact: ExactText, predicate: z.string().nullable() };

/** What a deciding person had before them: the answer's revision, the documents, and the position of the screen. */
const Basis = {
  revision: z.int().nonnegative(),
  documents: z.array(DigestText).max(DOCUMENTS_MAXIMUM),
  seen: Position,
};

const ResponseData = z.strictObject({
  indicator: IndicatorCode,
  organization: OrganizationCode,
  revision: z.int().positive(),
  answer: Answer,
  narrative: text(4000).nullable(),
});

/** A unit began to report in a cycle; `route` names the review stages its report will pass. */
const ReportOpened = defineEvent(
  'ReportOpened',
  1,
  z.strictObject({
    unit: UnitCode,
    unitName: text(200),
    cycle: CycleCode,
    instrument: InstrumentCode,
    edition: EditionCode,
    instrumentDigest: DigestText,
    period: PeriodCode,
    route: z.array(z.enum(REVIEW_STAGES)),
  }),
);

/** An organization was made responsible for answering these indicators. */
const IndicatorsAssigned = defineEvent(
  'IndicatorsAssigned',
  1,
  z.strictObject({ organization: OrganizationCode, name: text(200), indicators: Indicators.min(1) }),
);

const ResponseSubmitted = defineEvent('ResponseSubmitted', 1, ResponseData);

/** The organization restated its answer. The earlier statement stays in the ledger. */
const ResponseRevised = defineEvent('ResponseRevised', 1, ResponseData);

const ResponseWithdrawn = defineEvent(
  'ResponseWithdrawn',
  1,
  z.strictObject({ indicator: IndicatorCode, revision: z.int().positive(), reason: text(500) }),
);

/** A document was put forward as evidence. Its bytes live elsewhere; the ledger keeps the digest. */
const DocumentAttached = defineEvent(
  'DocumentAttached',
  1,
  z.strictObject({ indicator: IndicatorCode, attachment: AttachmentId, organization: OrganizationCode, ...Document }),
);

const DocumentReplaced = defineEvent(
  'DocumentReplaced',
  1,
  z.strictObject({
    indicator: IndicatorCode,
    attachment: AttachmentId,
    replaces: AttachmentId,
    reason: text(500),
    organization: OrganizationCode,
    ...Document,
  }),
);

const DocumentWithdrawn = defineEvent(
  'DocumentWithdrawn',
  1,
  z.strictObject({ indicator: IndicatorCode, attachment: AttachmentId, reason: text(500) }),
);

/** The coordinator handed the report in. `missing` lists what was acknowledged as absent. */
const ReportSubmitted = defineEvent(
  'ReportSubmitted',
  1,
  z.strictObject({ complete: z.boolean(), missing: Indicators, late: z.boolean(), stage: ReportStage }),
);

/** A reviewer ruled on one response at a stage. */
const ResponseDecided = defineEvent(
  'ResponseDecided',
  1,
  z.strictObject({
    indicator: IndicatorCode,
    stage: DecidingStage,
    ruling: Ruling,
    reason: ReturnReason.nullable(),
    note: text(2000).nullable(),
    checks: Checks,
    ...Basis,
  }),
);

/** The stage is over. `unresolved` lists what was passed on without a live acceptance or rejection, and why. */
const ReportForwarded = defineEvent(
  'ReportForwarded',
  1,
  z.strictObject({
    from: ReportStage,
    to: ReportStage,
    unresolved: Indicators,
    justification: text(2000).nullable(),
    seen: Position,
  }),
);

/** An assessor scored one response: by the edition's rule, or with an override that stays visible beside it. */
const ResponseScored = defineEvent(
  'ResponseScored',
  1,
  z.strictObject({
    indicator: IndicatorCode,
    checks: Checks,
    rulePoints: ExactText,
    points: ExactText,
    override: z.strictObject({ points: DecimalText, justification: text(2000) }).nullable(),
    ...Basis,
  }),
);

const AssessmentConcluded = defineEvent(
  'AssessmentConcluded',
  1,
  z.strictObject({ objectionClosesAt: InstantText, ...Total, seen: Position }),
);

const ObjectionFiled = defineEvent(
  'ObjectionFiled',
  1,
  z.strictObject({
    objection: z.int().positive(),
    indicator: IndicatorCode,
    grounds: text(4000),
    documents: z.array(z.strictObject(Document)).max(20),
  }),
);

/** An assessor other than the one who scored upheld the objection with these points, or rejected it. */
const ObjectionDecided = defineEvent(
  'ObjectionDecided',
  1,
  z.strictObject({
    objection: z.int().positive(),
    indicator: IndicatorCode,
    ruling: z.enum(['UPHELD', 'REJECTED']),
    points: DecimalText.nullable(),
    reason: text(2000),
    seen: Position,
  }),
);

const FinalProposed = defineEvent('FinalProposed', 1, z.strictObject({ ...Total, seen: Position }));

/** The score is frozen, confirmed by another person than the one who proposed it. */
const ReportFinalized = defineEvent(
  'ReportFinalized',
  1,
  z.strictObject({
    ...Total,
    dimensions: z.array(z.strictObject({ code: z.string(), exact: ExactText.nullable() })).max(50),
    engine: z.string(),
    instrumentDigest: DigestText,
    derivationDigest: DigestText,
    proposal: Position,
    seen: Position,
  }),
);

/** Back to assessment. The score that entry `final` froze stays in the ledger for ever. */
const ReportReopened = defineEvent(
  'ReportReopened',
  1,
  z.strictObject({ reopening: z.int().positive(), reason: text(2000), final: Position, seen: Position }),
);

export const reportEvents = [
  ReportOpened,
  IndicatorsAssigned,
  ResponseSubmitted,
  ResponseRevised,
  ResponseWithdrawn,
  DocumentAttached,
  DocumentReplaced,
  DocumentWithdrawn,
  ReportSubmitted,
  ResponseDecided,
  CorrectionRoundOpened,
  ReportResubmitted,
  ReportForwarded,
  ResponseScored,
  AssessmentConcluded,
  ObjectionFiled,
  ObjectionDecided,
  FinalProposed,
  ReportFinalized,
  ClarificationAsked,
  ClarificationAnswered,
  CorrectionRoundClosed,
  ObjectionWindowClosed,
  DeadlineLapsed,
  ReportDeadlineExtended,
  ReportReopened,
] as const;

export type ReportEvent = EventOf<(typeof reportEvents)[number]>;

const types: ReadonlySet<string> = new Set(reportEvents.map(({ type }) => type));

export function isReportEvent(event: Recorded<DomainEvent>): event is Recorded<ReportEvent> {
  return types.has(event.type);
}
