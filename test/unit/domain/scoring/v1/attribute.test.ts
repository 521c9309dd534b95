import { describe, expect, it } from 'vitest';

import { paperOf } from '../../../../../src/domain/instrument/index.ts';
import { attribute, score } from '../../../../../src/domain/scoring/v1/index.ts';
import type { Score, ScoreStep } from '../../../../../src/domain/scoring/v1/index.ts';
import { sum, toExact } from '../../../../../src/kernel/rational.ts';
import { edition, indicator, irh } from '../../../../support/editions.ts';
import { stated } from '../../../../support/graded.ts';

const paper = paperOf(edition([{ code: 'D', indicators: ['I', 'J', 'K'].map((code) => indicator(code)) }]), 'YEAR');
const decidedAt = (code: string) => ({ I: 101, J: 102, K: 103 })[code] ?? 0;

function of(points: Readonly<Record<string, string>>): Score {
  return score(paper, new Map(Object.entries(points).map(([code, value]) => [code, stated(value)])));
}

function shown(steps: readonly ScoreStep[]): readonly unknown[] {
  return steps.map(({ position, before, after, delta }) => [
    position,
    before && toExact(before),
    toExact(after),
    toExact(delta),
  ]);
}

describe('attributing a change of the score', () => {
  it('is one step of the entry that brought it about', () => {
    const change = {
      before: of({ I: '30' }),
      after: of({ I: '90' }),
      cause: { position: 7, indicator: 'I' },
      decidedAt,
    };

    expect(shown(attribute(change))).toEqual([[7, '10', '30', '20']]);
  });

  it('is no step where nothing moved', () => {
    const change = {
      before: of({ I: '30' }),
      after: of({ I: '30' }),
      cause: { position: 7, indicator: 'I' },
      decidedAt,
    };

    expect(attribute(change)).toEqual([]);
  });

  it('is split over the indicators where the basis changed, each citing the entry that decided it', () => {
    const change = {
      before: of({ I: '90', J: '60', K: '30' }),
      after: of({ I: '60', J: '60', K: '0' }),
      cause: { position: 9, indicator: null },
      decidedAt,
    };

    expect(shown(attribute(change))).toEqual([
      [101, '60', '50', '-10'],
      [103, '50', '40', '-10'],
    ]);
  });

  it('telescopes from nothing to the exact total', () => {
    const after = of({ I: '1', J: '2', K: '4' });

    const steps = attribute({ before: null, after, cause: { position: 9, indicator: null }, decidedAt });

    expect(steps[0]?.before).toBeNull();
    expect(sum(steps.map(({ delta }) => delta))).toEqual(after.exact);
    expect(steps.at(-1)?.after).toEqual(after.exact);
  });

  it('telescopes also when the edition was replaced', () => {
    const other = score(paperOf(irh(['25', '25', '35', '15']), 'YEAR'), new Map([['V1.1', stated('25')]]));

    const steps = attribute({
      before: of({ I: '90' }),
      after: other,
      cause: { position: 9, indicator: null },
      decidedAt,
    });

    expect(steps.at(-1)?.after).toEqual(other.exact);
  });
});
