import { checksOf } from '../../src/domain/instrument/index.ts';
import type { Answer, Paper, PaperIndicator } from '../../src/domain/instrument/index.ts';
import type { GradedResponse, GradedResponses } from '../../src/domain/scoring/v1/index.ts';
import { document, response } from './graded.ts';

/** Answers to any paper that depend on nothing but the place of the indicator: the frozen half of a golden file. */
export function goldenAnswers(paper: Paper, which: 'ANSWERED' | 'MIXED'): GradedResponses {
  const entries = [...paper.indicators.values()].map((indicator, at) => {
    const complete = completeResponse(indicator, at);
    return [indicator.code, which === 'ANSWERED' ? complete : { ...complete, ...twist(indicator, at) }] as const;
  });
  return new Map(entries.filter((_, at) => which === 'ANSWERED' || at % 11 !== 10));
}

function completeResponse(indicator: PaperIndicator, at: number): GradedResponse {
  const documents = indicator.evidence.map((one, index) => document(one.code, { position: 1000 * at + index + 2 }));
  return response(answerTo(indicator, at), { answeredAt: 1000 * at + 1, documents });
}

/** Every seventh or so: not applicable, not counted, overridden, without documents, with a failed check. */
function twist(indicator: PaperIndicator, at: number): Partial<GradedResponse> {
  const [check] = checksOf(indicator.rule);
  const failed = check ? { [check.code]: { passed: false, note: 'no stamp', position: 1000 * at + 900 } } : {};
  const twists: readonly Partial<GradedResponse>[] = [
    { checks: failed },
    { answer: { kind: 'NOT_APPLICABLE', reason: 'nothing to report' } },
    { counts: false, ruledAt: 1000 * at + 901 },
    { override: { points: '0.5', justification: 'seen on site', position: 1000 * at + 902 } },
    { documents: [] },
    {},
    {},
  ];
  return twists[at % twists.length]!;
}

function answerTo({ answer, maximum }: PaperIndicator, at: number): Answer {
  switch (answer.kind) {
    case 'CHOICE':
      return { kind: 'CHOICE', option: answer.options[at % answer.options.length]!.code };
    case 'NUMBER':
      return { kind: 'NUMBER', value: answer.to ?? String(at) };
    case 'PERCENT':
      return { kind: 'PERCENT', value: String((at * 37) % 101) };
    case 'POINTS':
      return { kind: 'POINTS', value: at % 2 === 0 ? maximum : '1' };
    case 'RATIO':
    case 'COMPUTED':
      return { kind: 'RATIO', numerator: String(at % 7), denominator: '7' };
  }
}
