import { describe, expect, it } from 'vitest';

import { validateEdition } from '../../../../src/domain/instrument/index.ts';
import type { Edition, EditionIssue, Indicator } from '../../../../src/domain/instrument/index.ts';
import { edition, evidence, indicator, predicate, words } from '../../../support/editions.ts';

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

const I = 'dimensions.0.indicators.0';
const TWO_PERIODS: Partial<Edition> & Pick<Edition, 'periods'> = {
  periods: ['B04', 'B08'].map((code) => ({ code, title: words(code), provenance: SAID })),
  aggregation: { ...edition([]).aggregation, year: 'MEAN_OF_PERIODS' },
};

describe('validateEdition', () => {
  it('gives back an edition without faults', () => {
    const one = edition([{ code: 'D', indicators: [indicator('I')] }]);

    expect(validateEdition(one)).toEqual({ ok: true, value: one });
  });

  it('refuses more than an entry of the ledger can list', () => {
    const indicators = Array.from({ length: 167 }, (_, index) => indicator(`I${index}`));
    const dimensions = ['A', 'B', 'C'].map((code) => ({
      code,
      indicators: indicators.map((one) => ({ ...one, code: `${code}-${one.code}` })),
    }));

    expect(issuesOf(edition(dimensions)).map(({ code }) => code)).toEqual(['TOO_MANY']);
  });

  it.each([[['REGIONAL_REVIEW', 'REGIONAL_REVIEW']], [['REGIONAL_REVIEW', 'PROVINCIAL_REVIEW']]] as const)(
    'refuses the route %s, which a report could never leave',
    (review) => {
      const one = edition([{ code: 'D', indicators: [indicator('I')] }], {
        stages: [{ unit: 'CITY', review: [...review] }],
      });

      expect(issuesOf(one).map(({ path, code }) => `${path.join('.')}: ${code}`)).toEqual([
        'stages.0.review: STAGES_OUT_OF_ORDER',
      ]);
    },
  );

  it('names the place of what is malformed, in the words of the schema', () => {
    const broken = { ...edition([{ code: 'D', indicators: [indicator('I', { weight: '-1' })] }]), extra: true };

    expect(issuesOf(broken)).toEqual([
      { path: ['dimensions', 0, 'indicators', 0, 'weight'], code: 'MALFORMED', message: 'must not be negative' },
      { path: [], code: 'MALFORMED', message: 'Unrecognized key: "extra"' },
    ]);
  });

  it('refuses what is no edition at all', () => {
    expect(issuesOf(null)).toMatchObject([{ path: [], code: 'MALFORMED' }]);
  });
});

describe('the codes of an edition', () => {
  it('are refused when two of a kind are alike', () => {
    const twice = indicator('I', { evidence: [evidence('E')], mandates: ['LAW', 'LAW'] });
    const one = edition(
      [
        { code: 'D', indicators: [twice] },
        { code: 'D', indicators: [{ ...twice, mandates: [] }] },
      ],
      { stages: ['CITY', 'CITY'].map((unit) => ({ unit: unit as 'CITY', review: [] })) },
    );

    expect(issuesOf(one).map(({ path, code }) => `${path.join('.')}: ${code}`)).toEqual([
      'dimensions.1.code: CODE_REPEATED',
      'stages.1.unit: CODE_REPEATED',
      'dimensions.1.indicators.0.code: CODE_REPEATED',
      'dimensions.1.indicators.0.evidence.0.code: CODE_REPEATED',
      'dimensions.0.indicators.0.mandates.1: CODE_REPEATED',
    ]);
  });

  it('of checks are refused when two are alike', () => {
    const checks = [check('C', 'E'), check('C', 'E')];

    expect(faults({ evidence: [evidence('E')], rule: { kind: 'CHECKS', checks } })).toEqual([
      `${I}.rule.checks.1.code: CODE_REPEATED`,
    ]);
  });
});

describe('the predicates of an edition', () => {
  it('are refused when they leave out a total', () => {
    const predicates = [
      predicate('LOW', '0', '50', { toOpen: true }),
      predicate('HIGH', '50', '100', { fromOpen: true }),
    ];

    expect(faults({}, { predicates })).toEqual(['predicates.1: INTERVALS_LEAVE_A_GAP']);
  });

  it('are refused when two claim a total', () => {
    expect(faults({}, { predicates: [predicate('LOW', '0', '50'), predicate('HIGH', '50', '100')] })).toEqual([
      'predicates.1: INTERVALS_OVERLAP',
    ]);
  });

  it('are refused when the award names none of them', () => {
    const provinceAward = { predicate: 'NONE', moreThanPercent: '101', provenance: SAID };

    expect(faults({}, { provinceAward })).toEqual([
      'provinceAward.predicate: PREDICATE_UNKNOWN',
      'provinceAward.moreThanPercent: PERCENT_ABOVE_100',
    ]);
  });
});

describe('the periods of an edition', () => {
  it('are refused when one asks nothing', () => {
    expect(faults({ periods: ['B04'] }, TWO_PERIODS)).toEqual(['periods.1: PERIOD_ASKS_NOTHING']);
  });

  it('are refused when there are several of a year that is one', () => {
    expect(faults({}, { periods: TWO_PERIODS.periods })).toEqual(['aggregation.year: YEAR_RULE_MISFIT']);
  });

  it('are refused when nothing asked in one has weight', () => {
    const one = edition([{ code: 'D', weight: '0', indicators: [indicator('I', { weight: '0' })] }]);

    expect(issuesOf(one).map(({ code }) => code)).toEqual(['WEIGHTS_ADD_UP_TO_NOTHING', 'WEIGHTS_ADD_UP_TO_NOTHING']);
  });

  it('are refused when an indicator, its evidence, its target or its check names one that is not there', () => {
    const changes: Partial<Indicator> = {
      periods: ['YEAR', 'NEVER'],
      evidence: [evidence('E', { period: 'THEN' })],
      targets: [{ period: 'THEN', title: words('t'), provenance: SAID }],
      rule: { kind: 'CHECKS', checks: [check('C', 'E', 'THEN'), check('D', 'E', 'THEN')] },
    };

    expect(faults(changes).filter((fault) => fault.endsWith('PERIOD_UNKNOWN'))).toEqual([
      `${I}.periods.1: PERIOD_UNKNOWN`,
      `${I}.evidence.0.period: PERIOD_UNKNOWN`,
      `${I}.targets.0.period: PERIOD_UNKNOWN`,
      `${I}.rule.checks.0.period: PERIOD_UNKNOWN`,
      `${I}.rule.checks.1.period: PERIOD_UNKNOWN`,
    ]);
  });
});
