import { readiness } from '../scoring/v1/index.ts';
import type { Readiness } from '../scoring/v1/index.ts';
import { validityDates } from './facts.ts';
import type { KnownFacts } from './facts.ts';
import { graded } from './grade.ts';
import { offMandateIn } from './mandates.ts';
import type { OpenedReport } from './state.ts';

/** What is missing, expired or off mandate in the report as it stands. */
export function readinessIn(
  { responses }: OpenedReport,
  facts: Pick<KnownFacts, 'paper' | 'cycle' | 'unit'>,
): Readiness {
  const all = Object.values(responses);
  const offMandate = offMandateIn(facts.paper, all, facts.unit.organizations);
  return readiness(facts.paper, graded(all, 'CLAIMED'), { dates: validityDates(facts), offMandate });
}
