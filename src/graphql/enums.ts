import { ROLES } from '../domain/access.ts';
import { AwardKind } from '../domain/cycle/index.ts';
import { UNIT_KINDS } from '../domain/instrument/index.ts';
import { JurisdictionKind, OrganizationKind } from '../domain/jurisdiction/index.ts';
import {
  DecidingStage,
  REPORT_STAGES,
  ReportDeadline,
  RETURN_REASONS,
  Ruling,
  SCORE_BASES,
} from '../domain/report/index.ts';
import { LOCALES } from '../kernel/locale.ts';
import { RESPONSE_STATUSES } from '../view/response-status.ts';
import { builder } from './builder.ts';

export const LocaleEnum = builder.enumType('Locale', {
  description: 'The two languages of the product. ID: Indonesian. EN: English.',
  values: LOCALES,
});

export const RoleEnum = builder.enumType('Role', {
  description: 'What a person may be. SYSTEM is nobody: it records the passing of deadlines.',
  values: ROLES,
});

export const JurisdictionKindEnum = builder.enumType('JurisdictionKind', {
  description: 'Provinsi, kabupaten, kota.',
  values: JurisdictionKind.options,
});

export const OrganizationKindEnum = builder.enumType('OrganizationKind', {
  description: 'Local agencies and others that are asked to report. A SERVICE_UNIT is itself a reporting unit.',
  values: OrganizationKind.options,
});

export const UnitKindEnum = builder.enumType('UnitKind', {
  description: 'What kind of place or body reports.',
  values: UNIT_KINDS,
});

export const ReportStageEnum = builder.enumType('ReportStage', {
  description: 'Where a report stands on its way from the draft to the final score.',
  values: REPORT_STAGES,
});

export const DecidingStageEnum = builder.enumType('DecidingStage', {
  description: 'The stages in which responses are decided and correction rounds opened.',
  values: DecidingStage.options,
});

export const RulingEnum = builder.enumType('Ruling', {
  description: 'ACCEPTED and REJECTED are final for their stage; RETURNED asks for a correction.',
  values: Ruling.options,
});

export const ReturnReasonEnum = builder.enumType('ReturnReason', {
  description: 'Why a response was returned or rejected. OTHER needs a note.',
  values: RETURN_REASONS,
});

export const ReportDeadlineEnum = builder.enumType('ReportDeadline', {
  description: 'The deadlines of one report; that for submitting it is its cycle’s.',
  values: ReportDeadline.options,
});

export const ScoreBasisEnum = builder.enumType('ScoreBasis', {
  description:
    'What a score rests on. CLAIMED: the answers as stated. VERIFIED: live acceptances only. ASSESSED: as assessors scored. FINAL: frozen.',
  values: SCORE_BASES,
});

export const ResponseStatusEnum = builder.enumType('ResponseStatus', {
  description:
    'How a response stands: by the ruling or scoring in force, else by its answer. A correction ends the ruling before it.',
  values: RESPONSE_STATUSES,
});

export const DecisionStandingEnum = builder.enumType('DecisionStanding', {
  description:
    'LIVE: in force. STALE: the response changed after it was seen. SUPERSEDED: a later decision took its place. SUPERSEDED_BY_CORRECTION: of an earlier stage, and corrected since.',
  values: ['LIVE', 'STALE', 'SUPERSEDED', 'SUPERSEDED_BY_CORRECTION'] as const,
});

export const AttachmentStatusEnum = builder.enumType('AttachmentStatus', {
  description: 'Ended documents stay listed: replaced by another, or withdrawn.',
  values: ['ATTACHED', 'REPLACED', 'WITHDRAWN'] as const,
});

export const AwardKindEnum = builder.enumType('AwardKind', {
  description:
    'PROVINCE_CARING: a province most of whose places hold the predicate. CARING: a place that holds it. BEST, FASTEST, MOST_RESPONSIVE: the place of a province that leads the others over all periods of a year; who is exactly equal shares the award.',
  values: AwardKind.options,
});

export const ObjectionRulingEnum = builder.enumType('ObjectionRuling', {
  description: 'UPHELD: the indicator gets other points. REJECTED: the points stay. Pending ones have no ruling yet.',
  values: ['UPHELD', 'REJECTED'] as const,
});
