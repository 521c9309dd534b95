import type { Score } from '../domain/scoring/v1/index.ts';
import { subtract, toExact } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import { movesBetween } from '../view/moves.ts';
import type { Move } from '../view/moves.ts';
import { scoreOn } from '../view/score.ts';
import { AsOfPointRef } from './as-of.ts';
import { builder } from './builder.ts';
import { ScoreBasisEnum } from './enums.ts';
import { indicatorNode } from './load.ts';
import type { Moment } from './moment.ts';
import { EditionRef, IndicatorRef, ScoreRef } from './refs.ts';
import type { EditionNode, ScoreNode } from './refs.ts';
import { decimalText } from './words.ts';

export type WhatIfNode = Readonly<{ before: ScoreNode; after: ScoreNode; edition: EditionNode; at: Moment }>;
type MoveNode = Readonly<{ move: Move; score: ScoreNode }>;

const WhatIfMoveRef = builder.objectRef<MoveNode>('WhatIfMove').implement({
  description: 'An indicator that would bring something else to the total.',
  fields: (t) => ({
    indicator: t.field({
      type: IndicatorRef,
      resolve: ({ move, score }) => indicatorNode(score.moment, move.indicator),
    }),
    before: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'In points of the total; null where the edition in force does not ask it.',
      resolve: ({ move }) => move.before && decimalText(move.before),
    }),
    after: t.field({ type: 'Decimal', nullable: true, resolve: ({ move }) => move.after && decimalText(move.after) }),
    delta: t.field({ type: 'Decimal', resolve: ({ move }) => decimalText(move.delta) }),
    exact: t.string({ description: 'The delta as an exact fraction.', resolve: ({ move }) => toExact(move.delta) }),
  }),
});

export const WhatIfResultRef = builder.objectRef<WhatIfNode>('WhatIfResult').implement({
  description:
    'What the score of a report would be with other answers or by another edition. Nothing of it is recorded.',
  fields: (t) => ({
    asOf: t.field({ type: AsOfPointRef, resolve: ({ at }) => at }),
    edition: t.expose('edition', { type: EditionRef, description: 'By which it would be scored.' }),
    basis: t.field({ type: ScoreBasisEnum, resolve: ({ after }) => after.basis }),
    before: t.expose('before', { type: ScoreRef, description: 'As it is.' }),
    after: t.expose('after', {
      type: ScoreRef,
      description: 'As it would be, with all its reasons. Answers that are only supposed cite no entry.',
    }),
    delta: t.field({
      type: 'Decimal',
      description: 'How far the exact total would move.',
      resolve: (node) => decimalText(deltaOf(node)),
    }),
    exact: t.string({
      description: 'The delta as an exact fraction: "-3/2".',
      resolve: (node) => toExact(deltaOf(node)),
    }),
    moves: t.field({
      type: [WhatIfMoveRef],
      description: 'Through which indicators, in the order of the questions. All deltas add up to the delta.',
      complexity: { field: 1, multiplier: 20 },
      resolve: ({ before, after }) =>
        movesBetween(scoreOf(before).indicators.values(), scoreOf(after).indicators.values()).map((move) => ({
          move,
          score: after,
        })),
    }),
    predicateChanges: t.boolean({
      resolve: ({ before, after }) => scoreOf(before).predicate?.code !== scoreOf(after).predicate?.code,
    }),
  }),
});

function deltaOf({ before, after }: WhatIfNode): Rational {
  return subtract(scoreOf(after).exact, scoreOf(before).exact);
}

function scoreOf({ moment, basis }: ScoreNode): Score {
  return scoreOn(moment, basis);
}
