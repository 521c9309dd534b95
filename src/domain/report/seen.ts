import type { KnownFacts, ReportRefusal } from './facts.ts';
import type { ResponseState } from './response.ts';
import type { OpenedReport } from './state.ts';

type Changed = Pick<ResponseState, 'indicator' | 'changedAt'>;

/** A decision is only as good as the screen it was made on: nothing it is about may have changed after `seen`. */
export function seenRefusal(seen: number, responses: readonly Changed[], { head }: KnownFacts): ReportRefusal | null {
  if (seen > head) return { code: 'SEEN_UNKNOWN', path: ['seen'] };
  const changed = responses.filter(({ changedAt }) => changedAt > seen);
  if (changed.length === 0) return null;
  const details = changed.map(({ indicator, changedAt }) => ({
    code: 'CHANGED_SINCE_SEEN' as const,
    indicator,
    path: ['position', String(changedAt)],
  }));
  return { code: 'CHANGED_SINCE_SEEN', path: ['seen'], details };
}

/** For decisions about the report as a whole: an objection that was decided changed its indicator, too. */
export function reportSeenRefusal(seen: number, state: OpenedReport, facts: KnownFacts): ReportRefusal | null {
  const decided = state.header.objections.flatMap(({ indicator, decision }) =>
    decision ? [{ indicator, changedAt: decision.position }] : [],
  );
  return seenRefusal(seen, [...Object.values(state.responses), ...decided], facts);
}
