import type { Instant } from '../../kernel/instant.ts';
import { isLive } from '../access.ts';
import type { Grant } from '../access.ts';
import type { KnownFacts } from './facts.ts';
import type { ReportState } from './state.ts';

/** Who decided earlier, and when. */
type Earlier = Readonly<{ person: string; decidedAt: Instant }>;

/**
 * Would two decisions that need two persons come from the same hands: from one person, from one who stood in for the other,
 * or from two who stood in for the same? Without it, whoever may decide once could lend that right out and decide twice. Who
 * has a right on loan stands in for its lender in all they do, also under rights of their own.
 */
export function areSameHands(earlier: Earlier, { person, grants, now, deciders }: KnownFacts): boolean {
  const mine = hands(person, grants, now);
  const theirs = hands(earlier.person, deciders.get(earlier.person) ?? [], earlier.decidedAt);
  return theirs.some((one) => mine.includes(one));
}

function hands(person: string, grants: readonly Grant[], at: Instant): readonly string[] {
  const lent = grants.filter((grant) => isLive(grant, at));
  return [person, ...lent.flatMap(({ delegatedBy }) => (delegatedBy === null ? [] : [delegatedBy]))];
}

/** Everybody whose decision another person has to follow up: who proposed the final, scored, or ruled on objections. */
export function decidersIn(state: ReportState): readonly string[] {
  if (state.phase === 'absent') return [];
  const { header, responses } = state;
  const proposers = header.proposal ? [header.proposal.person] : [];
  const scorers = Object.values(responses).flatMap(({ assessments, upheld }) => [
    ...assessments.map(({ person }) => person),
    ...(upheld ? [upheld.person] : []),
  ]);
  return [...new Set([...proposers, ...scorers])];
}
