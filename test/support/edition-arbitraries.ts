import fc from 'fast-check';

import type { Answer, Edition, Indicator, Paper, Rule } from '../../src/domain/instrument/index.ts';
import type { GradedResponse, GradedResponses } from '../../src/domain/scoring/v1/index.ts';
import { edition, evidence, indicator, predicate, words } from './editions.ts';

const SAID = { kind: 'ILLUSTRATIVE', source: 'made for a test' } as const;
const EVIDENCE = ['E1', 'E2', 'E3'];
const OPTIONS = ['ADA', 'PROSES', 'TIDAK'];
const PERIODS = ['P1', 'P2'];

const points = fc.constantFrom('0', '0.5', '1', '3', '7', '33.3', '70', '100', '250');
const value = fc.constantFrom('-12.5', '-1', '0', '0.25', '1', '3', '7', '49.5', '50', '99.99', '100', '100000');
const period = fc.constantFrom(null, ...PERIODS);

/** `sound` editions are what publishing accepts; the others are all that the schema lets through. */
type Soundness = Readonly<{ sound: boolean }>;

/** An edition of a few dimensions and indicators under every rule, every answer and every mode. */
export function editions({ sound }: Soundness): fc.Arbitrary<Edition> {
  return fc
    .record({
      dimensions: fc.array(fc.record({ weight: weight(sound), indicators: indicatorShapes(sound) }), {
        minLength: 1,
        maxLength: 4,
      }),
      gates: fc.constantFrom('GATES' as const, 'INFORMS' as const),
      whenNotApplicable: fc.constantFrom('EXCLUDE' as const, 'FULL' as const, 'ZERO' as const),
      dimension: fc.constantFrom('WEIGHTED_MEAN' as const, 'SUM_OF_POINTS' as const),
      predicateOf: fc.constantFrom('EXACT' as const, 'ROUNDED' as const),
      scale: fc.nat({ max: 10 }),
      mode: fc.constantFrom('HALF_UP' as const, 'DOWN' as const, 'UP' as const, 'HALF_EVEN' as const),
    })
    .map(({ dimensions, gates, whenNotApplicable, dimension, predicateOf, scale, mode }) =>
      edition(
        dimensions.map((one, at) => ({
          code: `D${at}`,
          weight: one.weight,
          indicators: one.indicators.map((shape, index) => indicator(`D${at}.${index}`, shape)),
        })),
        {
          periods: PERIODS.map((code) => ({ code, title: words(code), provenance: SAID })),
          requiredEvidence: { mode: gates, provenance: SAID },
          whenNotApplicable: { mode: whenNotApplicable, provenance: SAID },
          aggregation: { ...edition([]).aggregation, dimension, year: 'MEAN_OF_PERIODS' },
          predicateOf,
          rounding: { at: 'TOTAL', scale, mode, provenance: SAID },
          predicates: [predicate('HIGH', '75', '100', { fromOpen: true }), predicate('LOW', '0', '75')],
        },
      ),
    );
}

/** Responses to a paper: answered or not, with any documents, checks, rulings and overrides. */
export function responsesTo(paper: Paper): fc.Arbitrary<GradedResponses> {
  const each = [...paper.indicators.keys()].map((code) =>
    fc.option(response(), { freq: 8 }).map((one) => [code, one] as const),
  );
  return fc
    .tuple(...each)
    .map((entries) => new Map(entries.flatMap(([code, one]) => (one === null ? [] : [[code, one] as const]))));
}

function weight(sound: boolean): fc.Arbitrary<string> {
  return sound ? points.filter((one) => one !== '0') : points;
}

function indicatorShapes(sound: boolean): fc.Arbitrary<Partial<Indicator>[]> {
  return fc.array(indicatorShape(sound), { minLength: 1, maxLength: 4 });
}

function indicatorShape(sound: boolean): fc.Arbitrary<Partial<Indicator>> {
  return fc
    .record({
      weight: weight(sound),
      maximum: weight(sound),
      rule: fc.oneof(simpleRule(), partsRule(sound)),
      evidence: fc.array(fc.record({ code: fc.constantFrom(...EVIDENCE), required: fc.boolean(), period }), {
        maxLength: 3,
      }),
      periods: fc.option(fc.subarray(PERIODS, { minLength: 1 })),
      ratio: fc.boolean(),
    })
    .map(({ evidence: requirements, ratio, ...shape }) => ({
      ...shape,
      maximum: sound && shape.rule.kind === 'PARTS' ? sumOfWeights(shape.rule) : shape.maximum,
      evidence: unique(requirements).map(({ code, ...changes }) => evidence(code, changes)),
      answer: ratio ? { kind: 'RATIO', unit: words('per 1000'), factor: '1000' } : { kind: 'POINTS' },
    }));
}

function simpleRule(): fc.Arbitrary<Exclude<Rule, { kind: 'PARTS' }>> {
  const band = fc.record({
    from: fc.option(value),
    to: fc.option(value),
    fromOpen: fc.boolean(),
    toOpen: fc.boolean(),
    points,
  });
  const check = fc.record({ evidence: fc.constantFrom(...EVIDENCE), period });
  return fc.oneof(
    fc.record({ kind: fc.constant('OPTIONS' as const), points: fc.dictionary(fc.constantFrom(...OPTIONS), points) }),
    fc.record({
      kind: fc.constant('BANDS' as const),
      roundBefore: fc.option(fc.constant({ scale: 0, mode: 'HALF_UP' as const })),
      bands: fc.array(band, { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('LINEAR' as const), from: value, to: value }),
    fc.constantFrom({ kind: 'EVIDENCE' as const }, { kind: 'POINTS' as const }),
    fc.array(check, { minLength: 1, maxLength: 4 }).map((checks) => ({
      kind: 'CHECKS' as const,
      checks: checks.map((one, index) => ({
        ...one,
        code: `C${index}`,
        title: words(`Check ${index}`),
        provenance: SAID,
      })),
    })),
  );
}

function partsRule(sound: boolean): fc.Arbitrary<Extract<Rule, { kind: 'PARTS' }>> {
  return fc
    .array(fc.record({ weight: fc.constantFrom(...(sound ? [] : ['0']), '30', '70'), rule: simpleRule() }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((parts) => ({
      kind: 'PARTS',
      parts: parts.map((one, index) => ({
        ...one,
        code: `P${index}`,
        title: words(`Part ${index}`),
        provenance: SAID,
      })),
    }));
}

/** Weights of parts are whole numbers here. */
function sumOfWeights({ parts }: Extract<Rule, { kind: 'PARTS' }>): string {
  return String(parts.reduce((total, part) => total + Number(part.weight), 0));
}

function unique<Item extends Readonly<{ code: string }>>(items: readonly Item[]): readonly Item[] {
  return items.filter(({ code }, index) => items.findIndex((one) => one.code === code) === index);
}

function answer(): fc.Arbitrary<Answer> {
  return fc.oneof(
    fc.record({ kind: fc.constantFrom('NUMBER' as const, 'PERCENT' as const, 'POINTS' as const), value }),
    fc.record({ kind: fc.constant('CHOICE' as const), option: fc.constantFrom(...OPTIONS) }),
    fc.record({ kind: fc.constant('RATIO' as const), numerator: value, denominator: value }),
    fc.record({ kind: fc.constant('NOT_APPLICABLE' as const), reason: fc.constant('nothing to report') }),
  );
}

function response(): fc.Arbitrary<GradedResponse> {
  const position = fc.integer({ min: 1, max: 1000 });
  const document = fc.record({
    attachment: fc.constantFrom('one', 'two', 'three'),
    evidence: fc.constantFrom(...EVIDENCE),
    validUntil: fc.constantFrom(null, '2024-12-31', '2026-12-31'),
    position,
  });
  const check = fc.record({ passed: fc.boolean(), note: fc.constantFrom(null, 'no stamp'), position });
  const override = fc.record({
    points: fc.constantFrom('0', '1/3', '5', '1000'),
    justification: fc.constant('seen'),
    position,
  });
  return fc.record({
    answer: fc.option(answer(), { freq: 10 }),
    answeredAt: fc.option(position),
    documents: fc.array(document, { maxLength: 4 }),
    checks: fc.dictionary(fc.constantFrom('C0', 'C1', 'C2', 'C3'), check),
    counts: fc.constantFrom(true, true, true, false),
    ruledAt: fc.option(position),
    override: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: override }),
  });
}
