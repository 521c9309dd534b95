import { describe, expect, it } from 'vitest';

import { validateEdition } from '../../../../src/domain/instrument/index.ts';
import type { Edition, EditionIssue, Indicator } from '../../../../src/domain/instrument/index.ts';
import { edition, evidence, indicator, words } from '../../../support/editions.ts';

const SAID = { kind: 'ILLUSTRATIVE', source: 'made for a test' } as const;

function issuesOf(value: unknown): readonly EditionIssue[] {
  const result = validateEdition(value);
  return result.ok ? [] : result.error;
}

/** What is wrong with an edition of this one indicator, as `path: CODE`. */
function faults(changes: Partial<Indicator>, more: Partial<Edition> = {}): readonly string[] {
  const one = edition([{ code: 'D', indicators: [indicator('I', changes)] }], more);
  return issuesOf(one).map(({ path, code }) => `${path.join('.')}: ${code}`);
}

function check(code: string, bound: string, period: string | null = null) {
  return { code, title: words(code), evidence: bound, period, provenance: SAID };
}

function part(code: string, weight: string) {
  return { code, title: words(code), weight, provenance: SAID, rule: { kind: 'EVIDENCE' } } as const;
}

const I = 'dimensions.0.indicators.0';
const CHOICE: Extract<Indicator['answer'], { kind: 'CHOICE' }> = {
  kind: 'CHOICE',
  options: [
    { code: 'YES', title: words('yes') },
    { code: 'NO', title: words('no') },
  ],
};
const TWO_PERIODS: Partial<Edition> & Pick<Edition, 'periods'> = {
  periods: ['B04', 'B08'].map((code) => ({ code, title: words(code), provenance: SAID })),
  aggregation: { ...edition([]).aggregation, year: 'MEAN_OF_PERIODS' },
};

describe('the rule of an indicator', () => {
  it.each([
    [{ kind: 'OPTIONS', points: { YES: '100' } }, { kind: 'PERCENT' }],
    [{ kind: 'POINTS' }, { kind: 'PERCENT' }],
    [{ kind: 'LINEAR', from: '0', to: '1' }, CHOICE],
    [{ kind: 'LINEAR', from: '0', to: '1' }, { kind: 'POINTS' }],
  ] as const)('is refused when it cannot score the answer (%#)', (rule, answer) => {
    expect(faults({ rule, answer })).toEqual([`${I}.rule: RULE_DOES_NOT_FIT_ANSWER`]);
  });

  it('is refused when an option has no points, or points have no option', () => {
    expect(faults({ answer: CHOICE, rule: { kind: 'OPTIONS', points: { YES: '100', MAYBE: '50' } } })).toEqual([
      `${I}.rule.points: OPTION_WITHOUT_POINTS`,
      `${I}.rule.points.MAYBE: OPTION_UNKNOWN`,
    ]);
  });

  it('is refused when it gives more than the maximum, or never the maximum', () => {
    expect(faults({ answer: CHOICE, rule: { kind: 'OPTIONS', points: { YES: '101', NO: '0' } } })).toEqual([
      `${I}.rule.points.YES: POINTS_ABOVE_MAXIMUM`,
    ]);
    expect(faults({ answer: CHOICE, rule: { kind: 'OPTIONS', points: { YES: '99', NO: '0' } } })).toEqual([
      `${I}.rule.points: MAXIMUM_OUT_OF_REACH`,
    ]);
    expect(faults({ maximum: '0' })).toEqual([`${I}.maximum: MAXIMUM_OUT_OF_REACH`]);
  });

  it('is refused when its line has no slope', () => {
    expect(faults({ answer: { kind: 'PERCENT' }, rule: { kind: 'LINEAR', from: '5', to: '5.0' } })).toEqual([
      `${I}.rule: LINE_WITHOUT_SLOPE`,
    ]);
  });

  it('is refused when its parts do not add up to the maximum', () => {
    const rule = { kind: 'PARTS', parts: [part('A', '30'), part('A', '60')] } as const;

    expect(faults({ evidence: [evidence('E')], rule: { ...rule, parts: [...rule.parts] } })).toEqual([
      `${I}.rule.parts.1.code: CODE_REPEATED`,
      `${I}.rule.parts: PARTS_DO_NOT_ADD_UP`,
    ]);
  });
});

describe('the bands of a rule', () => {
  const band = { fromOpen: false, toOpen: false, points: '100' };

  it('must reach as far as the answer does', () => {
    const answer: Indicator['answer'] = { kind: 'NUMBER', unit: words('pieces'), whole: true, from: '0', to: null };
    const rule: Indicator['rule'] = { kind: 'BANDS', roundBefore: null, bands: [{ ...band, from: '1', to: '9' }] };

    expect(faults({ answer, rule })).toEqual([
      `${I}.rule.bands.0: INTERVALS_LEAVE_A_GAP`,
      `${I}.rule.bands.0: INTERVALS_LEAVE_A_GAP`,
    ]);
  });

  it('must not reach farther than the answer does', () => {
    const rule: Indicator['rule'] = { kind: 'BANDS', roundBefore: null, bands: [{ ...band, from: '-1', to: '101' }] };

    expect(faults({ answer: { kind: 'PERCENT' }, rule })).toEqual([
      `${I}.rule.bands.0: INTERVALS_LEAVE_THE_RANGE`,
      `${I}.rule.bands.0: INTERVALS_LEAVE_THE_RANGE`,
    ]);
  });

  it('must each hold a value', () => {
    const bands = [
      { ...band, from: '0', to: null },
      { ...band, from: '5', to: '5', fromOpen: true },
    ];

    expect(
      faults({
        answer: { kind: 'RATIO', unit: words('u'), factor: '0' },
        rule: { kind: 'BANDS', roundBefore: null, bands },
      }),
    ).toEqual([`${I}.answer.factor: FACTOR_NOT_POSITIVE`, `${I}.rule.bands.1: INTERVAL_EMPTY`]);
  });
});

describe('the answer of an indicator', () => {
  it('is refused when its range is empty or its options are alike', () => {
    const empty: Indicator['answer'] = { kind: 'NUMBER', unit: words('u'), whole: false, from: '5', to: '5' };
    const alike: Indicator['answer'] = { kind: 'CHOICE', options: [CHOICE.options[0]!, CHOICE.options[0]!] };

    expect(faults({ answer: empty, rule: { kind: 'LINEAR', from: '0', to: '1' } })).toEqual([
      `${I}.answer: RANGE_EMPTY`,
    ]);
    expect(faults({ answer: alike, rule: { kind: 'OPTIONS', points: { YES: '100' } } })).toEqual([
      `${I}.answer.options.1.code: CODE_REPEATED`,
    ]);
  });
});

describe('the evidence of an indicator', () => {
  it('is refused when its title is blank or taken', () => {
    const titles = [' ', 'Letter', 'Letter'].map((title, index) => evidence(`E${index}`, { title: words(title) }));

    expect(faults({ evidence: titles })).toEqual([
      `${I}.evidence.0.title: TITLE_BLANK`,
      `${I}.evidence.2.title: TITLE_REPEATED`,
    ]);
  });

  it('is refused when a check is bound to none of it, or to that of another period', () => {
    const checks = [check('C1', 'NONE', 'B04'), check('C2', 'E', 'B08'), check('C3', 'E'), check('C4', 'E', 'B04')];
    const rule: Indicator['rule'] = { kind: 'CHECKS', checks };

    expect(faults({ evidence: [evidence('E', { period: 'B04' })], rule }, TWO_PERIODS)).toEqual([
      `${I}.rule.checks.0.evidence: EVIDENCE_UNKNOWN`,
      `${I}.rule.checks.1.evidence: EVIDENCE_OF_ANOTHER_PERIOD`,
      `${I}.rule.checks.2.evidence: EVIDENCE_OF_ANOTHER_PERIOD`,
    ]);
  });

  it('is refused when a rule counts what a period does not ask', () => {
    const bound = [evidence('E', { period: 'B04' })];
    const checks = [check('C', 'E', 'B04')];

    expect(faults({ evidence: bound, rule: { kind: 'CHECKS', checks } }, TWO_PERIODS)).toEqual([
      `${I}.rule: NOTHING_TO_CHECK`,
    ]);
    expect(faults({ evidence: bound, rule: { kind: 'EVIDENCE' } }, TWO_PERIODS)).toEqual([
      `${I}.rule: NO_REQUIRED_EVIDENCE`,
    ]);
  });
});
