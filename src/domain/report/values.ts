import { z } from 'zod';

import { DayText, DigestText, text } from '../event.ts';
import { CheckCode, DOCUMENT_BYTES_MAXIMUM, EvidenceCode, MediaType, REVIEW_STAGES } from '../instrument/index.ts';

export const REPORT_STAGES = [
  'DRAFTING',
  'PROVINCIAL_REVIEW',
  'REGIONAL_REVIEW',
  'NATIONAL_ASSESSMENT',
  'OBJECTION_WINDOW',
  'FINAL',
] as const;

export const ReportStage = z.enum(REPORT_STAGES);

export type ReportStage = z.infer<typeof ReportStage>;

/** Stages in which responses can be decided and correction rounds opened. */
export const DecidingStage = z.enum([...REVIEW_STAGES, 'NATIONAL_ASSESSMENT']);

export type DecidingStage = z.infer<typeof DecidingStage>;

/** The deadlines of one report; that for submitting it is the cycle's. */
export const REPORT_DEADLINES = ['CORRECTION_ROUND', 'OBJECTION_WINDOW', 'CLARIFICATION'] as const;

export const ReportDeadline = z.enum(REPORT_DEADLINES);

export type ReportDeadline = z.infer<typeof ReportDeadline>;

/** CLAIMED: as stated. VERIFIED: live acceptances only. ASSESSED: as assessors scored. FINAL: frozen. */
export const SCORE_BASES = ['CLAIMED', 'VERIFIED', 'ASSESSED', 'FINAL'] as const;

export type ScoreBasis = (typeof SCORE_BASES)[number];

/** REJECTED is final for the stage; RETURNED asks for a correction. */
export const Ruling = z.enum(['ACCEPTED', 'RETURNED', 'REJECTED']);

export type Ruling = z.infer<typeof Ruling>;

/** Why an answer was returned or rejected; OTHER needs a note. */
export const RETURN_REASONS = [
  'NO_DOCUMENT',
  'UNREADABLE',
  'WRONG_PERIOD',
  'NO_SIGNATURE_OR_LETTERHEAD',
  'WRONG_FORM',
  'NOT_SUPPORTED_BY_DOCUMENT',
  'NIHIL',
  'OFF_MANDATE',
  'ARITHMETIC',
  'OTHER',
] as const;

export const ReturnReason = z.enum(RETURN_REASONS);

export type ReturnReason = z.infer<typeof ReturnReason>;

/** How one formal check was decided. */
export const CheckResult = z.strictObject({ code: CheckCode, passed: z.boolean(), note: text(500).nullable() });

export type CheckResult = z.infer<typeof CheckResult>;

/** The most documents one response can hold at a time: decisions list them, and an entry is bounded. */
export const DOCUMENTS_MAXIMUM = 500;

/** The highest number an attachment of one response can bear: its id has room for four digits. */
export const LAST_ATTACHMENT = 9999;

/** The most threads of questions about one report: its header holds them all. */
export const CLARIFICATIONS_MAXIMUM = 100;

/** The most messages of one thread. */
export const MESSAGES_MAXIMUM = 20;

/** From how many characters on nothing more is asked: the header is stored anew with every entry about the report. */
export const CLARIFICATION_TEXT_MAXIMUM = 100_000;

/** Within its report; the evidence file itself is known by its digest. */
export const AttachmentId = z.string().regex(/^[A-Z0-9][A-Z0-9._-]{0,47}\.D\d{1,4}$/);

/** The members of a document as a fact, for the schemas of events. */
export const Document = {
  evidence: EvidenceCode,
  digest: DigestText,
  title: text(300),
  mediaType: MediaType,
  bytes: z.int().positive().max(DOCUMENT_BYTES_MAXIMUM),
  issuedOn: DayText.nullable(),
  validUntil: DayText.nullable(),
};
