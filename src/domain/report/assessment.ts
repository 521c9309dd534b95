import { plusDays } from '../../kernel/instant.ts';
import { toDecimal, toExact, toRational } from '../../kernel/rational.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { score } from '../scoring/v1/index.ts';
import type { Score } from '../scoring/v1/index.ts';
import { arePointsOf } from './answer-fits.ts';
import { inBulk } from './bulk.ts';
import type { Bulk } from './bulk.ts';
import type { ConcludeAssessment, ScoreItem, ScoreResponses } from './commands.ts';
import type { ReportEvent } from './events.ts';
import type { KnownFacts, ReportRefusal, Ruled } from './facts.ts';
import { graded } from './grade.ts';
import { pointsByRule } from './rule-points.ts';
import { checksRefusal, decidable } from './review.ts';
import type { Target } from './review.ts';
import { reportSeenRefusal } from './seen.ts';
import { answered, liveAssessment, openRound, presentDocuments } from './standing.ts';
import type { Total } from './header.ts';
import type { OpenedReport } from './state.ts';

export function scoreResponses(
  { seen, items, atomic }: ScoreResponses,
  state: OpenedReport,
  facts: KnownFacts,
): Result<Bulk, ReportRefusal> {
  if (state.header.stage !== 'NATIONAL_ASSESSMENT') return err({ code: 'WRONG_STAGE' });
  if (openRound(state.header, facts.now)) return err({ code: 'ROUND_OPEN' });
  return inBulk(items, atomic, (item) => {
    const target = decidable(item.indicator, seen, state, facts);
    if (!target.ok) return target;
    const { indicator } = target.value;
    const refusal = checksRefusal(item.checks, indicator) ?? overrideRefusal(item, indicator.maximum);
    return refusal ? err(refusal) : ok(scored(item, seen, target.value, facts));
  });
}

export function concludeAssessment({ seen }: ConcludeAssessment, state: OpenedReport, facts: KnownFacts): Ruled {
  if (state.header.stage !== 'NATIONAL_ASSESSMENT') return err({ code: 'WRONG_STAGE' });
  if (openRound(state.header, facts.now)) return err({ code: 'ROUND_OPEN' });
  const refusal = reportSeenRefusal(seen, state, facts);
  if (refusal) return err(refusal);
  const unscored = answered(state).filter((response) => !liveAssessment(response));
  if (unscored.length > 0) {
    const details = unscored.map(({ indicator }) => ({ code: 'NOT_SCORED' as const, indicator, path: [] }));
    return err({ code: 'NOT_SCORED', details });
  }
  const objectionClosesAt = plusDays(facts.now, facts.paper.edition.objectionWindow.days);
  const total = totalOf(assessedScore(state, facts));
  return ok([{ type: 'AssessmentConcluded', data: { objectionClosesAt, ...total, seen } }]);
}

export function assessedScore(state: OpenedReport, { paper }: KnownFacts): Score {
  return score(paper, graded(Object.values(state.responses), 'ASSESSED'));
}

/** The total as it is written into events: rounded as the edition says, and exact. */
export function totalOf({ total, exact, decimals, predicate }: Score): Total {
  return { total: toDecimal(total, decimals), exact: toExact(exact), predicate: predicate?.code ?? null };
}

function overrideRefusal({ override }: ScoreItem, maximum: string): ReportRefusal | null {
  if (override === null || arePointsOf(override.points, maximum)) return null;
  return { code: 'POINTS_OUT_OF_RANGE', path: ['override', 'points'] };
}

function scored(item: ScoreItem, seen: number, { indicator: asked, response }: Target, facts: KnownFacts): ReportEvent {
  const { indicator, checks, override } = item;
  const rulePoints = pointsByRule(asked, { response, checks }, facts);
  const documents = presentDocuments(response).map(({ digest }) => digest);
  const basis = { revision: response.revision, documents, seen };
  const points = override ? toExact(toRational(override.points)) : rulePoints;
  return { type: 'ResponseScored', data: { indicator, checks: [...checks], rulePoints, points, override, ...basis } };
}
