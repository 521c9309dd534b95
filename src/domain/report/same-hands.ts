import type { KnownFacts } from './facts.ts';
import type { ReportState } from './state.ts';

/** Who decided earlier, and by which right. */
type Earlier = Readonly<{ person: string; grant: number | null }>;

/**
 * Would two decisions that need two persons come from the same hands: from one person, or from one who stood in for the
 * other? Without it, whoever may decide once could lend that right out and decide twice.
 */
export function areSameHands(earlier: Earlier, { person, grants, under, delegators }: KnownFacts): boolean {
  const now = grants.find(({ position }) => position === under.grant)?.delegatedBy ?? null;
  const then = earlier.grant === null ? null : (delegators.get(earlier.grant) ?? null);
  const mine = [person, now];
  return [earlier.person, then].some((one) => one !== null && mine.includes(one));
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
