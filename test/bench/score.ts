import { paperOf } from '../../src/domain/instrument/index.ts';
import { derive, gaps, score } from '../../src/domain/scoring/v1/index.ts';
import type { GradedResponse } from '../../src/domain/scoring/v1/index.ts';
import { loadReference } from '../../src/usecase/reference.ts';

const TURNS = 200;

/** The cost of scoring the 120 indicators of KKP HAM, with its reasons and its gaps. */
export function benchScore(say: (line: string) => void): void {
  const edition = loadReference().editions.find(({ edition: one }) => one.instrument === 'KKPHAM')?.edition;
  if (!edition) throw new Error('there is no edition of KKP HAM');
  const paper = paperOf(edition, 'YEAR');
  const responses = new Map([...paper.indicators.keys()].map((code, index) => [code, answered(index)]));
  const time = (work: () => unknown): string => {
    for (let turn = 0; turn < TURNS; turn += 1) work();
    const start = performance.now();
    for (let turn = 0; turn < TURNS; turn += 1) work();
    return ((performance.now() - start) / TURNS).toFixed(3);
  };
  say(`\nscore of ${paper.indicators.size} indicators:     ${time(() => score(paper, responses))} ms`);
  say(`derivation of the same:        ${time(() => derive(paper, responses))} ms`);
  say(`gaps of the same:              ${time(() => gaps(paper, responses))} ms`);
}

function answered(index: number): GradedResponse {
  const override = { points: index % 4 === 0 ? '0' : '1', justification: 'bench', position: index + 1 };
  const nothing = { documents: [], checks: {}, ruledAt: null };
  return { answer: { kind: 'CHOICE', option: 'ADA' }, answeredAt: 1, counts: true, override, ...nothing };
}
