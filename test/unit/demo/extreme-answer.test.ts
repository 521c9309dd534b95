import { describe, expect, it } from 'vitest';

import { extremeAnswer } from '../../../src/demo/verbs/extreme-answer.ts';
import type { Extreme } from '../../../src/demo/verbs/extreme-answer.ts';
import { paperFor, requiredEvidence } from '../../../src/demo/verbs/told-report.ts';
import type { PaperIndicator } from '../../../src/domain/instrument/index.ts';
import { score } from '../../../src/domain/scoring/v1/index.ts';
import type { GradedResponse } from '../../../src/domain/scoring/v1/index.ts';
import { toExact } from '../../../src/kernel/rational.ts';
import { loadReference } from '../../../src/usecase/reference.ts';

const paper = paperFor(loadReference(), 'KKPHAM', '2022', 'YEAR');
const indicators = [...paper.indicators.values()];

function answered(indicator: PaperIndicator, extreme: Extreme): GradedResponse {
  const documents = requiredEvidence(indicator).map(({ code }, index) => ({
    attachment: `${indicator.code}.D${index + 1}`,
    evidence: code,
    validUntil: null,
    position: 1,
  }));
  const answer = extremeAnswer(indicator, extreme);
  return { answer, answeredAt: 1, documents, checks: {}, counts: true, ruledAt: null, override: null };
}

function pointsOf(indicator: PaperIndicator, extreme: Extreme): string {
  const { indicators: scored } = score(paper, new Map([[indicator.code, answered(indicator, extreme)]]));
  return toExact(scored.get(indicator.code)!.points);
}

describe.each(indicators)('The answers to $code', (indicator) => {
  it('earn everything at best and nothing at worst', () => {
    expect(pointsOf(indicator, 'BEST')).toBe(indicator.maximum);
    expect(pointsOf(indicator, 'WORST')).toBe('0');
  });
});
