import type { Answer } from '../../instrument/index.ts';

/** A document that is attached and not withdrawn, as far as scoring asks. */
export type GradedDocument = Readonly<{
  /** Id of the attachment within its report. */
  attachment: string;
  /** Code of the evidence requirement it answers. */
  evidence: string;
  /** Last day it is valid, `YYYY-MM-DD`; null where it does not expire. */
  validUntil: string | null;
  /** The entry that attached it. */
  position: number;
}>;

/** How a reviewer or assessor decided one formal check. */
export type GradedCheck = Readonly<{ passed: boolean; note: string | null; position: number }>;

/**
 * One response as a basis sees it; which answer, checks and override count on which basis is the report's business,
 * scoring only computes. Positions are ledger positions and only serve to cite.
 */
export type GradedResponse = Readonly<{
  answer: Answer | null;
  /** The entry of the answer's current revision. */
  answeredAt: number | null;
  documents: readonly GradedDocument[];
  /** Decided checks by code; an undecided one passes when a document of its evidence code is there. */
  checks: Readonly<Record<string, GradedCheck>>;
  /** False where the basis does not count the answer (no live acceptance, or rejected): it earns nothing. */
  counts: boolean;
  /** The entry of the ruling that says so. */
  ruledAt: number | null;
  /** Points set by a person instead of the rule, with the entry that set them. */
  override: Readonly<{ points: string; justification: string; position: number }> | null;
}>;

/** By indicator code; an indicator without an entry here has not been answered. */
export type GradedResponses = ReadonlyMap<string, GradedResponse>;

/** Dates an edition judges validity by, fixed by the cycle: `YYYY-MM-DD`. */
export type ValidityDates = Readonly<{ SUBMISSION_CLOSES: string; DATA_YEAR_ENDS: string }>;
