import type { Answer } from '../instrument/index.ts';
import type { GradedCheck, GradedResponse, GradedResponses } from '../scoring/v1/index.ts';
import { emptyResponse } from './response.ts';
import type { Assessment, Decision, ResponseState } from './response.ts';
import { liveAssessment, liveDecision, liveReview, liveUpheld, presentDocuments } from './standing.ts';
import type { ScoreBasis } from './values.ts';

/** The responses as a basis sees them: which answer, checks and points count is decided here, and nowhere else. */
export function graded(responses: Iterable<ResponseState>, basis: ScoreBasis): GradedResponses {
  const entries: [string, GradedResponse][] = [];
  for (const response of responses) entries.push([response.indicator, gradedResponse(response, basis)]);
  return new Map(entries);
}

/**
 * The same with answers that nobody has given. Each is taken as accepted as it is, on every basis: it counts by rule,
 * without the ruling, override or upheld objection that the real answer met; documents and decided checks stay.
 */
export function supposing(
  responses: GradedResponses,
  answers: ReadonlyMap<string, Answer>,
  basis: ScoreBasis,
): GradedResponses {
  const supposed = new Map(responses);
  for (const [code, answer] of answers) {
    const real = responses.get(code) ?? gradedResponse(emptyResponse(code), basis);
    supposed.set(code, { ...real, answer, answeredAt: null, counts: true, ruledAt: null, override: null });
  }
  return supposed;
}

export function gradedResponse(response: ResponseState, basis: ScoreBasis): GradedResponse {
  const stated = {
    answer: response.answer,
    answeredAt: response.answeredAt,
    documents: presentDocuments(response).map(({ attachment, evidence, validUntil, position }) => ({
      attachment,
      evidence,
      validUntil,
      position,
    })),
  };
  if (basis === 'CLAIMED') return { ...stated, checks: {}, counts: true, ruledAt: null, override: null };
  if (basis === 'VERIFIED') return { ...stated, ...verified(liveDecision(response)) };
  return { ...stated, ...assessed(response, liveReview(response)) };
}

type Ruled = Pick<GradedResponse, 'checks' | 'counts' | 'ruledAt' | 'override'>;

function verified(decision: Decision | null): Ruled {
  const counts = decision?.ruling === 'ACCEPTED';
  return { checks: checksOf(decision), counts, ruledAt: decision?.position ?? null, override: null };
}

/** An answer that a reviewer rejected earns nothing by rule; an assessor's override and an upheld objection stand above. */
function assessed(response: ResponseState, decision: Decision | null): Ruled {
  const assessment = liveAssessment(response);
  const rejected = decision?.ruling === 'REJECTED';
  return {
    checks: { ...checksOf(decision), ...checksOf(assessment) },
    counts: assessment !== null && !rejected,
    ruledAt: (rejected ? decision.position : assessment?.position) ?? null,
    override: overrideOf(response, assessment),
  };
}

function overrideOf(response: ResponseState, assessment: Assessment | null): GradedResponse['override'] {
  const upheld = liveUpheld(response);
  if (upheld) return { points: upheld.points, justification: upheld.reason, position: upheld.position };
  if (!assessment?.override) return null;
  return { ...assessment.override, position: assessment.position };
}

function checksOf(decided: Decision | Assessment | null): Readonly<Record<string, GradedCheck>> {
  if (!decided) return {};
  const { checks, position } = decided;
  return Object.fromEntries(checks.map(({ code, passed, note }) => [code, { passed, note, position }]));
}
