import type { Answer } from '../../src/domain/instrument/index.ts';
import type { GradedDocument, GradedResponse } from '../../src/domain/scoring/v1/index.ts';

/** A counted response without documents and checks, but for what the test says. */
export function response(answer: Answer | null, changes: Partial<GradedResponse> = {}): GradedResponse {
  return { answer, answeredAt: 1, documents: [], checks: {}, counts: true, ruledAt: null, override: null, ...changes };
}

export function stated(value: string, changes: Partial<GradedResponse> = {}): GradedResponse {
  return response({ kind: 'POINTS', value }, changes);
}

export function chosen(option: string, changes: Partial<GradedResponse> = {}): GradedResponse {
  return response({ kind: 'CHOICE', option }, changes);
}

export function notApplicable(changes: Partial<GradedResponse> = {}): GradedResponse {
  return response({ kind: 'NOT_APPLICABLE', reason: 'nothing to report' }, changes);
}

export function document(evidence: string, changes: Partial<GradedDocument> = {}): GradedDocument {
  return { attachment: `doc-${evidence}`, evidence, validUntil: null, position: 2, ...changes };
}
