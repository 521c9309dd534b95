import { emptyResponse, graded } from '../../domain/report/index.ts';
import type { Decision, ResponseState, ScoreBasis } from '../../domain/report/index.ts';
import type { Paper, PaperIndicator } from '../../domain/instrument/index.ts';
import { score } from '../../domain/scoring/v1/index.ts';
import type { Score } from '../../domain/scoring/v1/index.ts';
import { ZERO } from '../../kernel/rational.ts';
import type { Rational } from '../../kernel/rational.ts';
import { responseStatus } from '../response-status.ts';
import type { Placed } from './dimensions.ts';

export type ReturnReason = NonNullable<Decision['reason']>;

/** One indicator of a report, as statistics see it. */
export type Part = Placed &
  Readonly<{
    answered: boolean;
    /** The points of the total it brings at full points, and those it brings. */
    worth: Rational;
    contribution: Rational;
    /** Why it was returned or rejected, each time. */
    reasons: readonly ReturnReason[];
    /** Required evidence that no document answers. */
    missing: readonly string[];
  }>;

/** A report on one basis: its score, and its indicators one by one. */
export type Anatomy = Readonly<{
  total: Rational | null;
  predicate: string | null;
  dimensions: ReadonlyMap<string, Rational | null>;
  parts: readonly Part[];
}>;

export function anatomyOf(paper: Paper, responses: readonly ResponseState[], basis: ScoreBasis): Anatomy {
  const scored = score(paper, graded(responses, basis));
  const byIndicator = new Map(responses.map((one) => [one.indicator, one]));
  const parts = [...paper.indicators.values()].map((indicator) =>
    partOf(indicator, byIndicator.get(indicator.code) ?? emptyResponse(indicator.code), scored),
  );
  return {
    total: scored.applicable ? scored.exact : null,
    predicate: scored.predicate?.code ?? null,
    dimensions: new Map(scored.dimensions.map(({ code, share }) => [code, share])),
    parts,
  };
}

function partOf(indicator: PaperIndicator, response: ResponseState, { indicators }: Score): Part {
  const points = indicators.get(indicator.code);
  return {
    indicator,
    status: responseStatus(response),
    organization: response.organization,
    answered: response.answer !== null,
    worth: points?.worth ?? ZERO,
    contribution: points?.contribution ?? ZERO,
    reasons: response.decisions.flatMap(({ reason }) => (reason === null ? [] : [reason])),
    missing: missingIn(indicator, response),
  };
}

/** What is not applicable is not asked to be proved. */
function missingIn({ evidence }: PaperIndicator, { answer, documents }: ResponseState): readonly string[] {
  if (answer?.kind === 'NOT_APPLICABLE') return [];
  const present = documents.filter(({ status }) => status === 'ATTACHED');
  const there = new Set(present.map((one) => one.evidence));
  return evidence.filter(({ required, code }) => required && !there.has(code)).map(({ code }) => code);
}
