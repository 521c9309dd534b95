import { describe, expect, it } from 'vitest';

import { paperOf } from '../../../../../src/domain/instrument/index.ts';
import type { Edition } from '../../../../../src/domain/instrument/index.ts';
import { gaps, score } from '../../../../../src/domain/scoring/v1/index.ts';
import type { GradedResponse } from '../../../../../src/domain/scoring/v1/index.ts';
import { toExact } from '../../../../../src/kernel/rational.ts';
import { balikpapanB12 } from '../../../../support/balikpapan.ts';
import { edition, evidence, indicator } from '../../../../support/editions.ts';
import { document, notApplicable, stated } from '../../../../support/graded.ts';

const SAID = { kind: 'ILLUSTRATIVE', source: 'made for a test' } as const;

function shown(one: Edition, responses: Readonly<Record<string, GradedResponse>>): readonly unknown[] {
  return gaps(paperOf(one, 'YEAR'), new Map(Object.entries(responses))).map((gap) => ({
    of: [gap.indicator, gap.evidence].filter((part) => part !== null).join(' '),
    loss: toExact(gap.loss),
    wouldBe: toExact(gap.wouldBe),
    why: gap.reason.en,
  }));
}

describe('the gaps of Balikpapan B12 (story A)', () => {
  const { paper, responses } = balikpapanB12();
  const found = gaps(paper, responses);

  it('are seven of exactly 3/7, each naming its check and its document', () => {
    expect(
      found.map(({ indicator: code, check, attachment, loss }) => [code, check, attachment, toExact(loss)]),
    ).toEqual(['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7'].map((code) => [code, `${code}-C3`, `doc-${code}-D3`, '3/7']));
  });

  it('each say what the total would be, which scoring it anew confirms', () => {
    const first = { ...responses.get('A1')!, checks: {} };

    expect(found.map(({ wouldBe }) => toExact(wouldBe))).toEqual(Array.from({ length: 7 }, () => '682/7'));
    expect(toExact(score(paper, new Map(responses).set('A1', first)).exact)).toBe('682/7');
  });

  it('say in both languages why', () => {
    expect(found[0]?.reason).toEqual({ id: 'Check 3: Tidak lulus: 0 (no stamp)', en: 'Check 3: Failed: 0 (no stamp)' });
  });
});

describe('gaps', () => {
  const two = (changes: Partial<Edition> = {}) =>
    edition(
      [{ code: 'D', indicators: [indicator('I', { evidence: [evidence('E1'), evidence('E2')] }), indicator('J')] }],
      changes,
    );
  const gates = { requiredEvidence: { mode: 'GATES', provenance: SAID } } as const;

  it('name partial points and missing answers, the dearest first', () => {
    expect(shown(two(), { I: stated('60') })).toEqual([
      { of: 'J', loss: '50', wouldBe: '80', why: 'Not answered' },
      { of: 'I', loss: '20', wouldBe: '50', why: 'The points stated (at most 100) = 60 of 100' },
    ]);
  });

  it('name the one document that opens the gate; the rest gains nothing before it', () => {
    expect(shown(two(gates), { I: stated('60', { documents: [document('E1')] }), J: stated('100') })).toEqual([
      { of: 'I E2', loss: '30', wouldBe: '80', why: 'Required evidence is missing: E2' },
      { of: 'I', loss: '20', wouldBe: '50', why: 'The points stated (at most 100) = 60 of 100' },
    ]);
  });

  it('name several missing documents together, since one alone opens nothing', () => {
    expect(shown(two(gates), { I: stated('100'), J: stated('100') })).toEqual([
      { of: 'I', loss: '50', wouldBe: '100', why: 'Required evidence is missing: E1, E2' },
    ]);
  });

  it('name an answer that is not counted, and what accepting it would bring', () => {
    expect(shown(two(), { I: stated('100', { counts: false }), J: stated('100') })).toEqual([
      { of: 'I', loss: '50', wouldBe: '100', why: 'The answer is not counted' },
    ]);
  });

  it('score anew where accepting an answer would take its weight out of the mean', () => {
    expect(shown(two(), { I: notApplicable({ counts: false }), J: stated('80') })).toEqual([
      { of: 'I', loss: '50', wouldBe: '80', why: 'The answer is not counted' },
      { of: 'J', loss: '10', wouldBe: '50', why: 'The points stated (at most 100) = 80 of 100' },
    ]);
  });

  it('name an override below the maximum', () => {
    const override = { points: '90', justification: 'seen on site', position: 9 };

    expect(shown(two(), { I: stated('100', { override }), J: stated('100') })).toEqual([
      { of: 'I', loss: '5', wouldBe: '100', why: 'Set by a person below the maximum' },
    ]);
  });

  it('are none where everything is at full points or out of the mean', () => {
    expect(shown(two(), { I: stated('100'), J: notApplicable() })).toEqual([]);
  });
});
