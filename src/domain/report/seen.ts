import type { KnownFacts, ReportRefusal } from './facts.ts';
import type { Decision, ResponseState } from './response.ts';
import type { OpenedReport } from './state.ts';

type Ruled = Pick<Decision, 'position' | 'person'>;

/** What changed about an indicator, by the last entry that did. */
type Change = Readonly<{ indicator: string; position: number }>;

/**
 * A decision is only as good as the screen it was made on: since `seen`, neither the responses it is about nor what
 * others decided on them may have changed. What one decided oneself one knows.
 */
export function seenRefusal(
  seen: number,
  responses: readonly ResponseState[],
  facts: KnownFacts,
): ReportRefusal | null {
  const changes = responses.map((response) => {
    const others = rulingsOn(response).filter(({ person }) => person !== facts.person);
    return lastChange(response, others);
  });
  return changesRefusal(seen, changes, facts);
}

/** For decisions about the report as a whole: since `seen` nothing may have been decided on any indicator, by anybody. */
export function reportSeenRefusal(
  seen: number,
  { header, responses }: OpenedReport,
  facts: KnownFacts,
): ReportRefusal | null {
  const changes = Object.values(responses).map((response) => {
    const objections = header.objections.flatMap(({ indicator, decision }) =>
      decision && indicator === response.indicator ? [decision] : [],
    );
    return lastChange(response, [...rulingsOn(response), ...objections]);
  });
  return changesRefusal(seen, changes, facts);
}

function rulingsOn({ decisions, assessments, upheld }: ResponseState): readonly Ruled[] {
  return [...decisions, ...assessments, ...(upheld ? [upheld] : [])];
}

function lastChange({ indicator, changedAt }: ResponseState, rulings: readonly Ruled[]): Change {
  return { indicator, position: Math.max(changedAt, ...rulings.map(({ position }) => position)) };
}

function changesRefusal(seen: number, changes: readonly Change[], { head }: KnownFacts): ReportRefusal | null {
  if (seen > head) return { code: 'SEEN_UNKNOWN', path: ['seen'] };
  const unseen = changes.filter(({ position }) => position > seen);
  if (unseen.length === 0) return null;
  const details = unseen.map((change) => ({ code: 'CHANGED_SINCE_SEEN' as const, path: ['seen'], ...change }));
  return { code: 'CHANGED_SINCE_SEEN', path: ['seen'], details };
}
