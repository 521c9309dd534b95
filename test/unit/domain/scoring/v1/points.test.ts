import { describe, expect, it } from 'vitest';

import { paperOf } from '../../../../../src/domain/instrument/index.ts';
import type { Indicator, Rule } from '../../../../../src/domain/instrument/index.ts';
import { score } from '../../../../../src/domain/scoring/v1/index.ts';
import type { GradedResponse } from '../../../../../src/domain/scoring/v1/index.ts';
import { toExact } from '../../../../../src/kernel/rational.ts';
import { edition, evidence, indicator, words } from '../../../../support/editions.ts';
import { chosen, document, response, stated } from '../../../../support/graded.ts';

const SAID = { kind: 'ILLUSTRATIVE', source: 'made for a test' } as const;

/** The points of one indicator out of 10. */
function pointsOf(rule: Rule, given: GradedResponse, changes: Partial<Indicator> = {}): string {
  const one = indicator('I', { maximum: '10', rule, ...changes });
  const { indicators } = score(paperOf(edition([{ code: 'D', indicators: [one] }]), 'YEAR'), new Map([['I', given]]));
  return toExact(indicators.get('I')!.points);
}

function number(value: string): GradedResponse {
  return response({ kind: 'NUMBER', value });
}

function check(code: string, evidenceCode: string): Extract<Rule, { kind: 'CHECKS' }>['checks'][number] {
  return { code, title: words(code), evidence: evidenceCode, period: null, provenance: SAID };
}

describe('options', () => {
  const rule: Rule = { kind: 'OPTIONS', points: { ADA: '10', PROSES: '5', TIDAK: '0' } };

  it('earn the points of the option chosen', () => {
    expect(pointsOf(rule, chosen('PROSES'))).toBe('5');
  });

  it('earn nothing for an option the rule does not know or an answer of another kind', () => {
    expect(pointsOf(rule, chosen('LAIN'))).toBe('0');
    expect(pointsOf(rule, number('10'))).toBe('0');
  });
});

describe('bands', () => {
  const open = { fromOpen: false, toOpen: false };
  const rule: Rule = {
    kind: 'BANDS',
    roundBefore: null,
    bands: [
      { ...open, from: null, to: '50', points: '2' },
      { ...open, from: '50', to: '80', fromOpen: true, points: '5' },
      { ...open, from: '80', to: null, fromOpen: true, points: '10' },
    ],
  };

  it.each([
    ['-1000', '2'],
    ['50', '2'],
    ['50.01', '5'],
    ['80', '5'],
    ['80.0000000001', '10'],
    ['1000000', '10'],
  ])('hold %s in the band that earns %s', (value, points) => {
    expect(pointsOf(rule, number(value))).toBe(points);
  });

  it('see the rounded value where the source means whole numbers', () => {
    const whole: Rule = { ...rule, roundBefore: { scale: 0, mode: 'HALF_UP' } };

    expect(pointsOf(whole, number('50.4'))).toBe('2');
    expect(pointsOf(whole, number('50.5'))).toBe('5');
  });

  it('earn nothing outside all of them', () => {
    expect(pointsOf({ ...rule, bands: [{ ...open, from: '0', to: '1', points: '10' }] }, number('2'))).toBe('0');
  });
});

describe('linear', () => {
  it('is in proportion between its ends and never outside', () => {
    const rule: Rule = { kind: 'LINEAR', from: '0', to: '3' };

    expect(['-1', '0', '1', '3', '4'].map((value) => pointsOf(rule, number(value)))).toEqual([
      '0',
      '0',
      '10/3',
      '10',
      '10',
    ]);
  });

  it('turns round where lower is better', () => {
    const rule: Rule = { kind: 'LINEAR', from: '100', to: '20' };

    expect(['120', '100', '40', '20', '0'].map((value) => pointsOf(rule, number(value)))).toEqual([
      '0',
      '0',
      '15/2',
      '10',
      '10',
    ]);
  });

  it('is a threshold where both ends are one value', () => {
    const rule: Rule = { kind: 'LINEAR', from: '5', to: '5' };

    expect(['4.9', '5'].map((value) => pointsOf(rule, number(value)))).toEqual(['0', '10']);
  });

  it('takes a ratio times its factor, or the plain quotient where the register counts', () => {
    const ratio = response({ kind: 'RATIO', numerator: '2', denominator: '3' });
    const unit = words('per 100');

    expect(
      pointsOf({ kind: 'LINEAR', from: '0', to: '100' }, ratio, { answer: { kind: 'RATIO', unit, factor: '100' } }),
    ).toBe('20/3');
    expect(
      pointsOf({ kind: 'LINEAR', from: '0', to: '1' }, ratio, { answer: { kind: 'COMPUTED', measure: 'M', unit } }),
    ).toBe('20/3');
  });
});

describe('evidence', () => {
  const changes = { evidence: [evidence('E1'), evidence('E2'), evidence('E3'), evidence('E4', { required: false })] };

  it('earns the share of what is required', () => {
    const given = stated('1', { documents: [document('E1'), document('E4')] });

    expect(pointsOf({ kind: 'EVIDENCE' }, given, changes)).toBe('10/3');
  });

  it('is complete where nothing is required', () => {
    expect(pointsOf({ kind: 'EVIDENCE' }, stated('1'))).toBe('10');
  });
});

describe('checks', () => {
  const rule: Rule = { kind: 'CHECKS', checks: [check('C1', 'E1'), check('C2', 'E2'), check('C3', 'E3')] };

  it('earn the share that passed, an undecided one by whether its document is there', () => {
    const checks = { C1: { passed: true, note: null, position: 5 }, C2: { passed: false, note: null, position: 6 } };
    const documents = [document('E2'), document('E3')];

    expect(pointsOf(rule, stated('1', { checks, documents }))).toBe('20/3');
    expect(pointsOf(rule, stated('1', { checks }))).toBe('10/3');
  });
});

describe('parts', () => {
  const part = { title: words('Part'), provenance: SAID };
  const rule: Rule = {
    kind: 'PARTS',
    parts: [
      { ...part, code: 'FORM', weight: '3', rule: { kind: 'CHECKS', checks: [check('C1', 'E1'), check('C2', 'E2')] } },
      { ...part, code: 'SUBSTANCE', weight: '7', rule: { kind: 'LINEAR', from: '0', to: '100' } },
    ],
  };

  it('each earn up to their weight', () => {
    const given = response({ kind: 'PERCENT', value: '50' }, { documents: [document('E1')] });

    expect(pointsOf(rule, given)).toBe('5');
  });
});

describe('points', () => {
  it('are what was stated, within the maximum', () => {
    expect(['-1', '7.5', '12'].map((value) => pointsOf({ kind: 'POINTS' }, stated(value)))).toEqual([
      '0',
      '15/2',
      '10',
    ]);
  });
});

describe('an answer', () => {
  const requires = { evidence: [evidence('E1')] };

  it('that is missing or not counted earns nothing', () => {
    expect(pointsOf({ kind: 'POINTS' }, response(null))).toBe('0');
    expect(pointsOf({ kind: 'POINTS' }, stated('5', { counts: false }))).toBe('0');
  });

  it('lacking required evidence earns nothing where the edition gates, and its points where it informs', () => {
    const gated = edition([{ code: 'D', indicators: [indicator('I', requires)] }], {
      requiredEvidence: { mode: 'GATES', provenance: SAID },
    });
    const paper = paperOf(gated, 'YEAR');

    expect(toExact(score(paper, new Map([['I', stated('5')]])).exact)).toBe('0');
    expect(toExact(score(paper, new Map([['I', stated('5', { documents: [document('E1')] })]])).exact)).toBe('5');
    expect(pointsOf({ kind: 'POINTS' }, stated('5'), requires)).toBe('5');
  });
});
