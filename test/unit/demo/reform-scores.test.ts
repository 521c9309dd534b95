import { describe, expect, it } from 'vitest';

import { storyC } from '../../../src/demo/story-c/story-c.ts';
import { paperFor, requiredEvidence } from '../../../src/demo/verbs/told-report.ts';
import type { Paper, PaperIndicator } from '../../../src/domain/instrument/index.ts';
import { score } from '../../../src/domain/scoring/v1/index.ts';
import type { GradedResponse, GradedResponses, Score } from '../../../src/domain/scoring/v1/index.ts';
import { toDecimal, toExact } from '../../../src/kernel/rational.ts';
import { loadReference } from '../../../src/usecase/reference.ts';
import { document, stated } from '../../support/graded.ts';

const reference = loadReference();
const commands = storyC(reference).steps.map(({ command }) => command(1));
const inForce = paperFor(reference, 'IRH', '2025', 'YEAR');
const ofManual = paperFor(reference, 'IRH', '2025-MANUAL', 'YEAR');

/** What the story tells of a place, as assessed: the points it stated, but for those that the assessor gave instead. */
function told(unit: string): GradedResponses {
  const overrides = commands.flatMap((one) => (one.type === 'ScoreResponses' && one.unit === unit ? one.items : []));
  return new Map(
    commands.flatMap((one): [string, GradedResponse][] => {
      if (one.type !== 'SubmitResponse' || one.unit !== unit || one.answer.kind !== 'POINTS') return [];
      const given = overrides.find(({ indicator }) => indicator === one.indicator)?.override;
      const override = given ? { ...given, position: 3 } : null;
      return [[one.indicator, stated(one.answer.value, { override, documents: required(inForce, one.indicator) })]];
    }),
  );
}

function required(paper: Paper, code: string): GradedResponse['documents'] {
  return requiredEvidence(paper.indicators.get(code) as PaperIndicator).map((one) => document(one.code));
}

function shown({ total, predicate, dimensions }: Score) {
  return {
    total: `${toDecimal(total, 2)} ${predicate?.code}`,
    variables: dimensions.map(({ contribution }) => toExact(contribution)),
  };
}

const places = ['64.72', '64.74', '64.71'];

describe('The legal reform of 2025', () => {
  it('is scored by the edition in force', () => {
    expect(places.map((unit) => shown(score(inForce, told(unit))))).toEqual([
      { total: '91.00 AA', variables: ['25', '25', '21', '20'] },
      { total: '89.00 A', variables: ['20', '25', '30', '14'] },
      { total: '87.00 A', variables: ['25', '20', '27', '15'] },
    ]);
  });

  it('is scored otherwise by the edition of the manual: the first two change places', () => {
    expect(places.map((unit) => shown(score(ofManual, told(unit))).total)).toEqual(['89.50 A', '90.50 AA', '87.75 A']);
  });
});
