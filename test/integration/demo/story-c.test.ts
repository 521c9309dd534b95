import { describe, expect, it } from 'vitest';

import { add, toExact, toRational, ZERO } from '../../../src/kernel/rational.ts';
import { useGraphql } from '../../support/graphql-client.ts';
import { publishedOperation } from '../../support/operations.ts';
import { useToldDatabase } from './told-ledger.ts';

const BALIKPAPAN = 'unit: "64.71", cycle: "IRH-2025"';

/** Without a token. */
const ANYBODY = {};

const database = useToldDatabase();
const query = useGraphql(() => database().applicationUrl);

type Answer = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;

async function ask(source: string, asked: Readonly<{ person?: string }> = { person: 'auditor' }): Promise<Answer> {
  const { data, errors } = await query(source, { ...asked, locale: 'EN' });
  expect(errors).toEqual([]);
  return data as Answer;
}

describe('the legal reform of East Kalimantan in 2025', () => {
  it.each([
    ['64.72', '91.00', 'AA', ['25.00', '25.00', '21.00', '20.00']],
    ['64.74', '89.00', 'A', ['20.00', '25.00', '30.00', '14.00']],
    ['64.71', '87.00', 'A', ['25.00', '20.00', '27.00', '15.00']],
  ])('ends in %s with %s %s, for everybody to see', async (unit, total, predicate, contributions) => {
    const { report } = await ask(
      `{ report(unit: "${unit}", cycle: "IRH-2025") {
        stage score { basis total predicate { code } dimensions { contribution } } } }`,
      ANYBODY,
    );

    expect(report).toEqual({
      stage: 'FINAL',
      score: {
        basis: 'FINAL',
        total,
        predicate: { code: predicate },
        dimensions: contributions.map((contribution) => ({ contribution })),
      },
    });
  });

  it('is reported by three of the ten places expected, and begun by a fourth', async () => {
    const { cycle } = await ask(
      '{ cycle(code: "IRH-2025") { participation { expected opened submitted final } } }',
      ANYBODY,
    );

    expect(cycle).toEqual({ participation: { expected: 10, opened: 4, submitted: 3, final: 3 } });
  });
});

describe('the document off mandate', () => {
  it('is returned with a reason, and replaced by the agency whose mandate it is', async () => {
    const { report } = await ask(`{ report(${BALIKPAPAN}) { response(indicator: "IRH-V2-2") {
      organization { code }
      documents(includeWithdrawn: true) { code status organization { code } }
      decisions { ruling reason standing } } } }`);

    expect(report!['response']).toEqual({
      organization: { code: 'badan-kepegawaian' },
      documents: [
        { code: 'IRH-V2-2.D1', status: 'REPLACED', organization: { code: 'bagian-hukum' } },
        { code: 'IRH-V2-2.D2', status: 'ATTACHED', organization: { code: 'badan-kepegawaian' } },
      ],
      decisions: [
        { ruling: 'RETURNED', reason: 'OFF_MANDATE', standing: 'SUPERSEDED_BY_CORRECTION' },
        { ruling: 'ACCEPTED', reason: null, standing: 'LIVE' },
      ],
    });
  });

  it('stays in the history of the answer, with who did what', async () => {
    const { report } = await ask(`{ report(${BALIKPAPAN}) { response(indicator: "IRH-V2-2") {
      history(first: 20) { nodes { type actor { person } } } } } }`);
    const { history } = report!['response'] as Readonly<{ history: { nodes: readonly Deed[] } }>;

    expect(history.nodes.map(({ type, actor }) => [type, actor.person])).toEqual([
      ['IndicatorsAssigned', '64.71.coordinator'],
      ['ResponseSubmitted', '64.71.reporter.bagian-hukum'],
      ['DocumentAttached', '64.71.reporter.bagian-hukum'],
      ['ResponseDecided', '64.regional-reviewer'],
      ['CorrectionRoundOpened', '64.regional-reviewer'],
      ['IndicatorsAssigned', '64.71.coordinator'],
      ['DocumentReplaced', '64.71.reporter.badan-kepegawaian'],
      ['ResponseDecided', '64.regional-reviewer'],
      ['ResponseScored', 'assessor-2'],
    ]);
  });

  it('was still the one attached at the end of the day on which it was returned', async () => {
    const { report } = await ask(`{ report(${BALIKPAPAN}, asOf: { time: "2026-04-06T16:00:00Z" }) {
      rounds { number open indicators }
      response(indicator: "IRH-V2-2") { status organization { code } documents { code } } } }`);

    expect(report).toEqual({
      rounds: [{ number: 1, open: true, indicators: ['IRH-V2-2'] }],
      response: {
        status: 'RETURNED',
        organization: { code: 'bagian-hukum' },
        documents: [{ code: 'IRH-V2-2.D1' }],
      },
    });
  });
});

describe('the question to Bontang', () => {
  it('is asked at the regional review and answered the next day', async () => {
    const { report } = await ask(`{ report(unit: "64.74", cycle: "IRH-2025") {
      history(first: 10, filter: { types: ["ClarificationAsked", "ClarificationAnswered", "DeadlineLapsed"] }) {
        nodes { type recordedAt actor { person } } } } }`);

    expect(report!['history']).toEqual({
      nodes: [
        {
          type: 'ClarificationAsked',
          recordedAt: '2026-04-01T02:00:00.000Z',
          actor: { person: '64.regional-reviewer' },
        },
        {
          type: 'ClarificationAnswered',
          recordedAt: '2026-04-02T06:00:00.000Z',
          actor: { person: '64.74.reporter.bagian-hukum' },
        },
      ],
    });
  });
});

describe('the score history of Balikpapan', () => {
  it('grows to 88 with the documents, and loses the one point that the assessor did not find', async () => {
    const { report } = await ask(`{ report(${BALIKPAPAN}) { scoreHistory(first: 100) { nodes {
      before after exact basis indicator { code } event { type actor { person } } } } } }`);
    const { nodes } = report!['scoreHistory'] as Readonly<{ nodes: readonly Step[] }>;
    const sum = nodes.reduce((total, { exact }) => add(total, toRational(exact)), ZERO);

    expect(toExact(sum)).toBe('87');
    expect(nodes).toHaveLength(13);
    expect(nodes.slice(0, 12).every(({ basis }) => basis === 'CLAIMED')).toBe(true);
    expect(nodes.at(-1)).toEqual({
      before: '88.00',
      after: '87.00',
      exact: '-1',
      basis: 'ASSESSED',
      indicator: { code: 'IRH-V3-3' },
      event: { type: 'ResponseScored', actor: { person: 'assessor-2' } },
    });
  });

  it('rests on an override whose reason and whose points by rule stay visible', async () => {
    const { report } = await ask(`{ report(${BALIKPAPAN}) { response(indicator: "IRH-V3-3") {
      assessments { rulePoints points justification } } } }`);

    expect(report!['response']).toEqual({
      assessments: [
        { rulePoints: '9.00', points: '8.00', justification: expect.stringContaining('January 2026') as string },
      ],
    });
  });
});

describe('the weights that a manual prints', () => {
  it('would let Samarinda and Bontang change places, as anybody may ask', async () => {
    const { editionComparison } = await ask(publishedOperation('story-c-editions'), ANYBODY);
    const { nodes, ...summary } = editionComparison as Readonly<{ nodes: readonly Compared[] }>;

    expect(summary).toMatchObject({
      before: { code: '2025' },
      after: { code: '2025-MANUAL' },
      moved: 3,
      up: 2,
      down: 1,
      rankChanges: 2,
      predicateChanges: 2,
    });
    expect(
      nodes.map(({ report, before, after, delta }) => [report.unit.code, placed(before), placed(after), delta]),
    ).toEqual([
      ['64.72', '1: 91.00 AA', '2: 89.50 A', '-1.50'],
      ['64.74', '2: 89.00 A', '1: 90.50 AA', '1.50'],
      ['64.71', '3: 87.00 A', '3: 87.75 A', '0.75'],
    ]);
  });

  it('move a total through the third variable and the fourth alone', async () => {
    const { editionComparison } = await ask(publishedOperation('story-c-editions'), ANYBODY);
    const { nodes } = editionComparison as Readonly<{ nodes: readonly Compared[] }>;

    const dimensions = nodes.flatMap(({ through }) => through.map(({ dimension }) => dimension));
    expect([...new Set(dimensions)]).toEqual(['IRH-V3', 'IRH-V4']);
  });
});

type Place = Readonly<{ rank: number; total: string; predicate: Readonly<{ code: string }> }>;
type Compared = Readonly<{
  report: { unit: { code: string } };
  before: Place;
  after: Place;
  delta: string;
  through: readonly Readonly<{ dimension: string }>[];
}>;

function placed({ rank, total, predicate }: Place): string {
  return `${rank}: ${total} ${predicate.code}`;
}

type Deed = Readonly<{ type: string; actor: { person: string } }>;
type Step = Readonly<{ exact: string; basis: string }>;
