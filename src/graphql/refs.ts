import type { Grant } from '../domain/access.ts';
import type { CheckResult } from '../domain/report/index.ts';
import type { ScoreBasis } from '../domain/report/index.ts';
import type { Indicator, PaperIndicator } from '../domain/instrument/index.ts';
import type {
  Assessment,
  Attachment,
  CorrectionRound,
  Decision,
  Objection,
  ResponseState,
} from '../domain/report/index.ts';
import type { AwardRow } from '../view/awards.ts';
import type { CycleRow, InstrumentEditionRow } from '../view/cycles.ts';
import type { RecordedEntry } from '../view/events.ts';
import type { PersonRow } from '../view/people.ts';
import type { At } from '../view/reader.ts';
import type { JurisdictionRow, OrganizationRow } from '../view/places.ts';
import type { ReportRow } from '../view/reports.ts';
import type { ReportMoment } from '../view/score.ts';
import { builder } from './builder.ts';
import type { Moment } from './moment.ts';

/** A row as of a moment: what most objects are made of. */
type RowNode<Row> = Readonly<{ row: Row; at: Moment }>;

export type JurisdictionNode = RowNode<JurisdictionRow>;
export type OrganizationNode = RowNode<OrganizationRow>;
export type PersonNode = RowNode<PersonRow>;
export type CycleNode = RowNode<CycleRow>;

/** A reporting unit: a jurisdiction, or an organization of one. */
export type UnitNode = Readonly<{
  code: string;
  jurisdiction: JurisdictionNode;
  organization: OrganizationNode | null;
}>;

/** An instrument as of a moment; `edition` is the one asked for, else the newest. */
export type InstrumentNode = Readonly<{ code: string; edition: EditionNode; at: Moment }>;
export type EditionNode = RowNode<InstrumentEditionRow>;
export type IndicatorNode = Readonly<{ dimension: string; indicator: Indicator | PaperIndicator }>;

/** FULL: everything. PUBLISHED: results only, without drafts, notes, events or actors. */
export type ReportNode = RowNode<ReportRow> &
  Readonly<{
    visibility: 'FULL' | 'PUBLISHED';
    /** The moment its rows are of: `at`, or the publication that the public knows it by. */
    rowsAt: At;
  }>;

/** One indicator of a report, answered or not; only of reports that are seen in full. */
export type ResponseNode = Readonly<{
  report: ReportNode;
  moment: ReportMoment;
  indicator: PaperIndicator;
  state: ResponseState;
}>;
export type AttachmentNode = Readonly<{ report: ReportNode; indicator: string; attachment: Attachment }>;
export type DecisionNode = Readonly<{ response: ResponseNode; decision: Decision }>;
export type AssessmentNode = Readonly<{ response: ResponseNode; assessment: Assessment }>;
export type CheckResultNode = Readonly<{ result: CheckResult; response: ResponseNode }>;
export type ObjectionNode = Readonly<{ report: ReportNode; objection: Objection }>;
export type RoundNode = Readonly<{ report: ReportNode; round: CorrectionRound }>;
export type ScoreNode = Readonly<{ report: ReportNode; moment: ReportMoment; basis: ScoreBasis }>;

/** An entry of the ledger; what it names is shown as of `at`. */
export type EventNode = RecordedEntry & Readonly<{ at: Moment }>;
export type GrantNode = Readonly<{ grant: Grant; at: Moment }>;

/** An award with the cycle whose publication granted it. */
export type AwardNode = Readonly<{ award: AwardRow; cycle: CycleNode }>;

export const JurisdictionRef = builder.objectRef<JurisdictionNode>('Jurisdiction');
export const OrganizationRef = builder.objectRef<OrganizationNode>('Organization');
export const UnitRef = builder.objectRef<UnitNode>('ReportingUnit');
export const PersonRef = builder.objectRef<PersonNode>('Person');
export const GrantRef = builder.objectRef<GrantNode>('Grant');
export const InstrumentRef = builder.objectRef<InstrumentNode>('Instrument');
export const EditionRef = builder.objectRef<EditionNode>('Edition');
export const IndicatorRef = builder.objectRef<IndicatorNode>('Indicator');
export const CycleRef = builder.objectRef<CycleNode>('Cycle');
export const ReportRef = builder.objectRef<ReportNode>('Report');
export const ResponseRef = builder.objectRef<ResponseNode>('Response');
export const AttachmentRef = builder.objectRef<AttachmentNode>('Attachment');
export const DecisionRef = builder.objectRef<DecisionNode>('Decision');
export const AssessmentRef = builder.objectRef<AssessmentNode>('Assessment');
export const CheckResultRef = builder.objectRef<CheckResultNode>('CheckResult');
export const ObjectionRef = builder.objectRef<ObjectionNode>('Objection');
export const RoundRef = builder.objectRef<RoundNode>('CorrectionRound');
export const ScoreRef = builder.objectRef<ScoreNode>('Score');
export const AwardRef = builder.objectRef<AwardNode>('Award');
export const EventRef = builder.objectRef<EventNode>('Event');
