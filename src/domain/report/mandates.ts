import type { Paper, PaperIndicator } from '../instrument/index.ts';
import type { OffMandate } from '../scoring/v1/index.ts';
import type { UnitOfReport } from './facts.ts';
import type { ResponseState } from './response.ts';
import { presentDocuments } from './standing.ts';

type Organizations = UnitOfReport['organizations'];

/** Does an organization with these mandates answer what the indicator asks? */
export function isCompetent(mandates: readonly string[], indicator: PaperIndicator | undefined): boolean {
  const needed = indicator?.mandates ?? [];
  return needed.length === 0 || needed.some((mandate) => mandates.includes(mandate));
}

/** By indicator: what was stated or put forward by organizations that, by the edition in force, have no mandate for it. */
export function offMandateIn(
  { indicators }: Pick<Paper, 'indicators'>,
  responses: Iterable<ResponseState>,
  organizations: Organizations,
): ReadonlyMap<string, OffMandate> {
  const found = new Map<string, OffMandate>();
  for (const response of responses) {
    const asked = indicators.get(response.indicator);
    const isOff = (code: string | null): boolean =>
      code !== null && !isCompetent(mandatesOf(code, organizations), asked);
    const documents = presentDocuments(response).filter(({ organization }) => isOff(organization));
    const off = { answer: isOff(response.organization), attachments: documents.map(({ attachment }) => attachment) };
    if (off.answer || off.attachments.length > 0) found.set(response.indicator, off);
  }
  return found;
}

function mandatesOf(code: string, organizations: Organizations): readonly string[] {
  return Object.hasOwn(organizations, code) ? (organizations[code]?.mandates ?? []) : [];
}
