import { roundTo, sum } from '../../../kernel/rational.ts';
import type { Paper } from '../../instrument/index.ts';
import { weigh } from './aggregate.ts';
import { gradePaper } from './grade.ts';
import type { GradedDimension } from './grade.ts';
import type { GradedResponses } from './graded.ts';
import { predicateOf } from './predicate.ts';
import type { Score } from './scored.ts';

/** The score of one paper: exact, and the same whatever the order of anything. */
export function score(paper: Paper, responses: GradedResponses): Score {
  return scoreOf(paper, gradePaper(paper, responses));
}

/** The score of a paper whose indicators are graded already. */
export function scoreOf({ edition }: Paper, graded: readonly GradedDimension[]): Score {
  const weighed = weigh(edition, graded);
  const exact = sum(weighed.dimensions.map(({ contribution }) => contribution));
  const { scale, mode } = edition.rounding;
  const total = roundTo(exact, scale, mode);
  const predicate = weighed.applicable ? predicateOf(edition, { exact, rounded: total }) : null;
  return { exact, total, decimals: scale, predicate, ...weighed };
}
