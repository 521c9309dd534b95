import { toExact } from '../../kernel/rational.ts';
import { err, ok } from '../../kernel/result.ts';
import { derivationDigest, derive } from '../scoring/v1/index.ts';
import { assessedScore, totalOf } from './assessment.ts';
import type { FinalizeReport, ProposeFinal, ReopenReport } from './commands.ts';
import type { KnownFacts, ReportRefusal, Ruled } from './facts.ts';
import { graded } from './grade.ts';
import { areSameHands } from './same-hands.ts';
import { reportSeenRefusal } from './seen.ts';
import type { OpenedReport } from './state.ts';

export function proposeFinal({ seen }: ProposeFinal, state: OpenedReport, facts: KnownFacts): Ruled {
  const refusal = closingRefusal(seen, state, facts);
  if (refusal) return err(refusal);
  if (state.header.proposal) return err({ code: 'NOTHING_CHANGED' });
  return ok([{ type: 'FinalProposed', data: { ...totalOf(assessedScore(state, facts)), seen } }]);
}

export function finalizeReport({ seen }: FinalizeReport, state: OpenedReport, facts: KnownFacts): Ruled {
  const refusal = closingRefusal(seen, state, facts);
  if (refusal) return err(refusal);
  const { proposal } = state.header;
  if (!proposal) return err({ code: 'NOT_PROPOSED' });
  if (areSameHands(proposal, facts)) return err({ code: 'SAME_PERSON' });
  if (proposal.position > seen) return err({ code: 'CHANGED_SINCE_SEEN', path: ['seen'] });
  const result = assessedScore(state, facts);
  const derivation = derive(facts.paper, graded(Object.values(state.responses), 'FINAL'));
  const data = {
    ...totalOf(result),
    dimensions: result.dimensions.map(({ code, share }) => ({ code, exact: share && toExact(share) })),
    engine: facts.paper.edition.engine,
    instrumentDigest: facts.cycle.instrumentDigest,
    derivationDigest: derivationDigest(derivation),
    proposal: proposal.position,
    seen,
  };
  return ok([{ type: 'ReportFinalized', data }]);
}

/** A final needs a closed objection window and no open objection; until the clock has recorded it, time itself closes it. */
export function closingRefusal(seen: number, state: OpenedReport, facts: KnownFacts): ReportRefusal | null {
  const { stage, objectionClosesAt, objections } = state.header;
  if (stage !== 'OBJECTION_WINDOW' || objectionClosesAt === null) return { code: 'WRONG_STAGE' };
  if (facts.now < objectionClosesAt) return { code: 'OBJECTION_WINDOW_OPEN' };
  const pending = objections.filter(({ decision }) => decision === null);
  if (pending.length > 0) {
    const details = pending.map(({ indicator }) => ({ code: 'OBJECTION_PENDING' as const, indicator, path: [] }));
    return { code: 'OBJECTION_PENDING', details };
  }
  return reportSeenRefusal(seen, state, facts);
}

/** Leads a final back to assessment, also one that is published: the public goes on seeing what was published. */
export function reopenReport({ seen, reason }: ReopenReport, { header }: OpenedReport, { head }: KnownFacts): Ruled {
  const { stage, final, reopenings } = header;
  if (stage !== 'FINAL' || !final) return err({ code: 'WRONG_STAGE' });
  if (seen > head) return err({ code: 'SEEN_UNKNOWN', path: ['seen'] });
  if (final.position > seen) return err({ code: 'CHANGED_SINCE_SEEN', path: ['seen'] });
  const reopening = reopenings.length + 1;
  return ok([{ type: 'ReportReopened', data: { reopening, reason, final: final.position, seen } }]);
}
