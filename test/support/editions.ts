import type { Edition, Indicator } from '../../src/domain/instrument/index.ts';

type DimensionShape = Readonly<{ code: string; weight?: string; indicators: readonly Indicator[] }>;

const SAID = { kind: 'ILLUSTRATIVE', source: 'made for a test' } as const;

/** The same words in both languages, for tests that do not look at them. */
export function words(text: string): Readonly<{ id: string; en: string }> {
  return { id: text, en: text };
}

/** An indicator of stated points out of 100, but for what the test says. */
export function indicator(code: string, changes: Partial<Indicator> = {}): Indicator {
  return {
    code,
    title: words(`Indicator ${code}`),
    kind: 'SCORE',
    weight: '1',
    weightProvenance: SAID,
    maximum: '100',
    answer: { kind: 'POINTS' },
    rule: { kind: 'POINTS' },
    ruleProvenance: SAID,
    periods: null,
    targets: [],
    evidence: [],
    mandates: [],
    mandateProvenance: SAID,
    mayBeNotApplicable: true,
    completeLabel: null,
    provenance: SAID,
    ...changes,
  };
}

export function evidence(
  code: string,
  changes: Partial<Indicator['evidence'][number]> = {},
): Indicator['evidence'][number] {
  return {
    code,
    title: words(`Document ${code}`),
    required: true,
    period: null,
    singleFile: false,
    validAt: null,
    provenance: SAID,
    ...changes,
  };
}

/** An annual edition of the given dimensions, but for what the test says. */
export function edition(dimensions: readonly DimensionShape[], changes: Partial<Edition> = {}): Edition {
  return {
    format: 1,
    instrument: 'TEST',
    edition: '1',
    title: words('Test instrument'),
    legalBasis: { text: 'none', provenance: SAID },
    engine: 'scoring/v1',
    periods: [{ code: 'YEAR', title: words('Year'), provenance: SAID }],
    stages: [{ unit: 'CITY', review: ['PROVINCIAL_REVIEW'] }],
    stagesProvenance: SAID,
    lateReports: { mode: 'REFUSE', provenance: SAID },
    objectionWindow: { days: 7, provenance: SAID },
    correctionRound: { days: 14, provenance: SAID },
    requiredEvidence: { mode: 'INFORMS', provenance: SAID },
    whenNotApplicable: { mode: 'EXCLUDE', provenance: SAID },
    aggregation: {
      dimension: 'WEIGHTED_MEAN',
      total: 'WEIGHTED_MEAN',
      year: 'SINGLE_PERIOD',
      periodNotReported: 'ZERO',
      provenance: SAID,
    },
    rounding: { at: 'TOTAL', scale: 2, mode: 'HALF_UP', provenance: SAID },
    predicateOf: 'EXACT',
    predicates: [predicate('ALL', '0', '100')],
    provinceAward: null,
    dimensions: dimensions.map(({ code, weight = '1', indicators }) => ({
      code,
      title: words(`Dimension ${code}`),
      group: null,
      weight,
      weightProvenance: SAID,
      provenance: SAID,
      indicators: [...indicators],
    })),
    notes: [],
    ...changes,
  };
}

export function predicate(
  code: string,
  from: string,
  to: string,
  open: Readonly<{ fromOpen?: boolean; toOpen?: boolean }> = {},
): Edition['predicates'][number] {
  const { fromOpen = false, toOpen = false } = open;
  return { code, title: words(code), from, to, fromOpen, toOpen, provenance: SAID };
}

/** IRH as in Permenkumham 17/2022: four variables of stated points; the weights are what differs between editions. */
export function irh(weights: readonly [string, string, string, string]): Edition {
  const maxima = ['25', '25', '30', '20'];
  return edition(
    maxima.map((maximum, index) => ({
      code: `V${index + 1}`,
      weight: weights[index] ?? '0',
      indicators: [indicator(`V${index + 1}.1`, { maximum })],
    })),
    { instrument: 'IRH', predicates: IRH_GRADES },
  );
}

const IRH_GRADES = [
  predicate('AA', '90', '100', { fromOpen: true }),
  predicate('A', '80', '90', { fromOpen: true }),
  predicate('BB', '70', '80', { fromOpen: true }),
  predicate('B', '60', '70', { fromOpen: true }),
  predicate('CC', '50', '60', { fromOpen: true }),
  predicate('C', '30', '50', { fromOpen: true }),
  predicate('D', '0', '30'),
];

/** KKP HAM in little: 120 equal indicators under ten rights, each there or not. */
export function kkpHam(): Edition {
  const yesNo = {
    answer: { kind: 'CHOICE' as const, options: ['ADA', 'TIDAK'].map((code) => ({ code, title: words(code) })) },
    rule: { kind: 'OPTIONS' as const, points: { ADA: '100', TIDAK: '0' } },
  };
  const rights = Array.from({ length: 10 }, (_, right) => ({
    code: `R${right + 1}`,
    indicators: Array.from({ length: 12 }, (__, index) => indicator(`R${right + 1}.${index + 1}`, yesNo)),
  }));
  return edition(rights, {
    instrument: 'KKPHAM',
    predicates: [predicate('PEDULI', '75', '100'), predicate('KURANG', '0', '75', { toOpen: true })],
    provinceAward: { predicate: 'PEDULI', moreThanPercent: '60', provenance: SAID },
  });
}

/** Aksi HAM in little: seven actions of administration 30 (ten formal checks) and substance 70, three periods a year. */
export function aksiHam(): Edition {
  const actions = Array.from({ length: 7 }, (_, index) => action(`A${index + 1}`));
  return edition([{ code: 'AKSI', indicators: actions }], {
    instrument: 'AKSI_HAM',
    periods: ['B04', 'B08', 'B12'].map((code) => ({ code, title: words(code), provenance: SAID })),
    aggregation: {
      dimension: 'WEIGHTED_MEAN',
      total: 'WEIGHTED_MEAN',
      year: 'MEAN_OF_PERIODS',
      periodNotReported: 'ZERO',
      provenance: SAID,
    },
  });
}

function action(code: string): Indicator {
  const documents = Array.from({ length: 10 }, (_, index) => `${code}-D${index + 1}`);
  const checks = documents.map((document, index) => ({
    code: `${code}-C${index + 1}`,
    title: words(`Check ${index + 1}`),
    evidence: document,
    period: null,
    provenance: SAID,
  }));
  const part = { provenance: SAID };
  return indicator(code, {
    kind: 'ACTION',
    answer: { kind: 'PERCENT' },
    evidence: documents.map((document) => evidence(document)),
    completeLabel: { complete: words('LENGKAP'), incomplete: words('TIDAK LENGKAP') },
    rule: {
      kind: 'PARTS',
      parts: [
        {
          ...part,
          code: 'ADMINISTRATION',
          title: words('Administration'),
          weight: '30',
          rule: { kind: 'CHECKS', checks },
        },
        {
          ...part,
          code: 'SUBSTANCE',
          title: words('Substance'),
          weight: '70',
          rule: { kind: 'LINEAR', from: '0', to: '100' },
        },
      ],
    },
  });
}
