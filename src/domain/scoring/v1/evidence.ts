import type { Check, EvidenceRequirement, PaperIndicator } from '../../instrument/index.ts';
import type { GradedDocument, GradedResponse } from './graded.ts';

export function requiredEvidence(indicator: PaperIndicator): readonly EvidenceRequirement[] {
  return indicator.evidence.filter(({ required }) => required);
}

/** The required evidence for which no document is there. */
export function missingEvidence(indicator: PaperIndicator, response: GradedResponse): readonly EvidenceRequirement[] {
  return indicator.evidence.filter(({ required, code }) => required && !hasEvidence(response, code));
}

export function hasEvidence(response: GradedResponse, code: string): boolean {
  return response.documents.some(({ evidence }) => evidence === code);
}

/** The documents that answer one requirement, in the order in which they were attached. */
export function documentsFor(response: GradedResponse, code: string): readonly GradedDocument[] {
  return inOrder(response.documents.filter(({ evidence }) => evidence === code));
}

export function inOrder(documents: readonly GradedDocument[]): readonly GradedDocument[] {
  return documents.toSorted((a, b) => a.position - b.position || (a.attachment < b.attachment ? -1 : 1));
}

/** As decided; a check nobody decided yet passes when its document is there, so that a claim can be scored. */
export function passes(check: Check, response: GradedResponse): boolean {
  return response.checks[check.code]?.passed ?? hasEvidence(response, check.evidence);
}
