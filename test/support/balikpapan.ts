import { paperOf } from '../../src/domain/instrument/index.ts';
import type { Paper } from '../../src/domain/instrument/index.ts';
import type { GradedResponses } from '../../src/domain/scoring/v1/index.ts';
import { aksiHam } from './editions.ts';
import { document, response } from './graded.ts';

/** Story A: all of substance, and one of the ten formal checks of each of the seven actions failed at the last verification. */
export function balikpapanB12(): Readonly<{ paper: Paper; responses: GradedResponses }> {
  const paper = paperOf(aksiHam(), 'B12');
  const responses = [...paper.indicators.values()].map(({ code, evidence }, action) => {
    const documents = evidence.map((one, index) => document(one.code, { position: 100 * (action + 1) + index + 1 }));
    const checks = { [`${code}-C3`]: { passed: false, note: 'no stamp', position: 501 + action } };
    return [code, response({ kind: 'PERCENT', value: '100' }, { documents, checks })] as const;
  });
  return { paper, responses: new Map(responses) };
}
