import { liveAssessment, liveDecision, liveUpheld } from '../domain/report/index.ts';
import type { ResponseState } from '../domain/report/index.ts';

export const RESPONSE_STATUSES = [
  'UNASSIGNED',
  'ASSIGNED',
  'ANSWERED',
  'WITHDRAWN',
  'ACCEPTED',
  'RETURNED',
  'REJECTED',
  'SCORED',
] as const;

export type ResponseStatus = (typeof RESPONSE_STATUSES)[number];

/** By the latest ruling or scoring in force, else by the answer. */
export function responseStatus(response: ResponseState): ResponseStatus {
  const decision = liveDecision(response);
  const scored = liveUpheld(response) ?? liveAssessment(response);
  if (scored && scored.position > (decision?.position ?? 0)) return 'SCORED';
  if (decision) return decision.ruling;
  if (response.answer) return 'ANSWERED';
  if (response.revision > 0) return 'WITHDRAWN';
  return response.organization === null ? 'UNASSIGNED' : 'ASSIGNED';
}
