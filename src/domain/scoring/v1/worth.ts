import { divide, multiply, ZERO } from '../../../kernel/rational.ts';
import type { Rational } from '../../../kernel/rational.ts';
import type { EvidenceRequirement } from '../../instrument/index.ts';
import type { GradedDocument, GradedResponse } from './graded.ts';
import type { IndicatorScore } from './scored.ts';

/** What points of an indicator are worth in the total. */
export function worthOf({ worth, maximum }: IndicatorScore, points: Rational): Rational {
  return maximum.numerator === 0n ? ZERO : divide(multiply(worth, points), maximum);
}

/** The response as it would be with these documents there. */
export function withEvidence(response: GradedResponse, wanted: readonly EvidenceRequirement[]): GradedResponse {
  return { ...response, documents: [...response.documents, ...wanted.map(supposed)] };
}

function supposed({ code }: EvidenceRequirement): GradedDocument {
  return { attachment: '', evidence: code, validUntil: null, position: 0 };
}
