import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { paperOf } from '../../../src/domain/instrument/index.ts';
import type { Answer, Paper } from '../../../src/domain/instrument/index.ts';
import { emptyResponse, evolveResponse, graded, SCORE_BASES, supposing } from '../../../src/domain/report/index.ts';
import type { ReportEvent, ResponseState } from '../../../src/domain/report/index.ts';
import { derivationText, derive, score } from '../../../src/domain/scoring/v1/index.ts';
import { add, subtract, toExact, ZERO } from '../../../src/kernel/rational.ts';
import type { Recorded } from '../../../src/domain/event.ts';
import { movesBetween } from '../../../src/view/moves.ts';
import { editions, responsesTo } from '../../support/edition-arbitraries.ts';
import { plays } from '../../support/report-play.ts';
import type { Play } from '../../support/report-play.ts';
import { samplePaper } from '../../support/report-samples.ts';

const basis = fc.constantFrom(...SCORE_BASES);
const PAPER = samplePaper();

const points = fc.constantFrom('0', '1', '7.5', '100');

/** Answers to the sample paper, of whatever kind: what does not fit scores, too. */
const answers: fc.Arbitrary<ReadonlyMap<string, Answer>> = fc
  .dictionary(
    fc.constantFrom(...PAPER.indicators.keys()),
    fc.oneof(
      fc.record({ kind: fc.constantFrom('PERCENT' as const, 'NUMBER' as const), value: points }),
      fc.record({ kind: fc.constant('CHOICE' as const), option: fc.constantFrom('ADA', 'TIDAK') }),
      fc.record({ kind: fc.constant('NOT_APPLICABLE' as const), reason: fc.constant('nothing to report') }),
    ),
  )
  .map((all) => new Map(Object.entries(all)));

/** The responses after these answers were really given. */
function given(responses: readonly ResponseState[], stated: ReadonlyMap<string, Answer>): readonly ResponseState[] {
  const byCode = new Map(responses.map((one) => [one.indicator, one]));
  for (const [code, answer] of stated) {
    const before = byCode.get(code) ?? emptyResponse(code);
    byCode.set(code, evolveResponse(before, revised(before, answer)));
  }
  return [...byCode.values()];
}

function revised({ indicator, organization, revision }: ResponseState, answer: Answer): Recorded<ReportEvent> {
  const stated = { indicator, revision: revision + 1, answer, narrative: null };
  const data = { unit: '64.71', cycle: 'TEST-2025', organization: organization ?? 'bappeda', ...stated };
  const actor = { person: 'reporter', role: 'REPORTER', organization: null, grant: 1 } as const;
  const place = { position: 9999, stream: 'report', streamPosition: 9999, recordedAt: '2025-11-20T00:00:00.000Z' };
  return { type: 'ResponseRevised', data, actor, ...place };
}

function responsesIn({ state }: Play): readonly ResponseState[] {
  return state.phase === 'open' ? Object.values(state.responses) : [];
}

function reasons(paper: Paper, responses: Parameters<typeof derive>[1]): string {
  return derivationText(derive(paper, responses));
}

describe('What is only supposed', () => {
  it('is the present score, with all its reasons, where nothing is supposed', () => {
    fc.assert(
      fc.property(plays(), basis, (play, on) => {
        const real = graded(responsesIn(play), on);

        expect(reasons(PAPER, supposing(real, new Map(), on))).toBe(reasons(PAPER, real));
      }),
      { numRuns: 40 },
    );
  });

  it('scores on what is claimed as it would once it was really submitted', () => {
    fc.assert(
      fc.property(plays(), answers, (play, stated) => {
        const responses = responsesIn(play);

        const supposed = score(PAPER, supposing(graded(responses, 'CLAIMED'), stated, 'CLAIMED'));
        const real = score(PAPER, graded(given(responses, stated), 'CLAIMED'));

        expect(toExact(supposed.exact)).toBe(toExact(real.exact));
        expect(supposed.predicate).toEqual(real.predicate);
      }),
      { numRuns: 30 },
    );
  });
});

describe('Moves between two scores', () => {
  it('add up to the difference, by the same edition or by another', () => {
    const scored = editions({ sound: true }).chain((edition) => {
      const paper = paperOf(edition, 'P1');
      return responsesTo(paper).map((responses) => score(paper, responses));
    });

    fc.assert(
      fc.property(scored, scored, (before, after) => {
        const moves = movesBetween(before.indicators.values(), after.indicators.values());

        const moved = moves.map(({ delta }) => delta).reduce(add, ZERO);
        expect(toExact(moved)).toBe(toExact(subtract(after.exact, before.exact)));
        expect(moves.every(({ delta }) => delta.numerator !== 0n)).toBe(true);
      }),
    );
  });
});
