import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { JejakCommand } from '../../../src/usecase/command.ts';
import { BALIKPAPAN, openEditionsWorld, REFORM, SAMARINDA } from '../../support/editions-world.ts';
import type { EditionsWorld } from '../../support/editions-world.ts';
import { pick, pickEach, useGraphql } from '../../support/graphql-client.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

let world: EditionsWorld;
let first: number;

beforeAll(async () => {
  world = await openEditionsWorld(database().applicationUrl);
  first = await record(SAMARINDA, { total: '90', predicate: 'A', source: 'a newspaper', publishedOn: '2025-05-02' });
  await record(SAMARINDA, { total: '92.40', predicate: 'AA', source: 'the decree', publishedOn: '2025-05-10' });
  await record(BALIKPAPAN, { total: '91.5', predicate: null, source: 'the decree', publishedOn: null });
  await record('64', { total: '80', predicate: null, source: 'the decree', publishedOn: null });
});
afterAll(() => world.close());

type Recorded = Pick<
  Extract<JejakCommand, { type: 'RecordOfficialScore' }>,
  'total' | 'predicate' | 'source' | 'publishedOn'
>;

function record(unit: string, what: Recorded): Promise<number> {
  const command = { type: 'RecordOfficialScore', cycle: REFORM, unit, ...what } as const;
  return world.tell('2025-06-01T00:00:00.000Z', 'administrator', command);
}

const OFFICIAL = `total predicate { code } source publishedOn recordedAt event { type } recomputed mismatch difference
  id: explanation(locale: ID) en: explanation(locale: EN)`;

describe('The official score', () => {
  it('stands beside the recomputed one, and says how they differ', async () => {
    const { data, errors } = await ask(
      `{ report(unit: "${SAMARINDA}", cycle: "${REFORM}") { score { total official { ${OFFICIAL} history { total mismatch difference } } } } }`,
      { person: 'auditor' },
    );

    expect(errors).toEqual([]);
    expect(pick(data, 'report.score')).toEqual({
      total: '89.50',
      official: {
        total: '92.40',
        predicate: { code: 'AA' },
        source: 'the decree',
        publishedOn: '2025-05-10',
        recordedAt: '2025-06-01T00:00:00.000Z',
        event: { type: 'OfficialScoreRecorded' },
        recomputed: '89.50',
        mismatch: true,
        difference: '2.90',
        id: 'Nilai resmi 92.40 lebih tinggi 2.90 daripada hasil hitung ulang 89.50. Predikat resminya AA, hasil hitung ulang A.',
        en: 'The official total 92.40 is 2.90 above the recomputed 89.50. Its official predicate is AA, the recomputed one A.',
        history: [{ total: '90', mismatch: true, difference: '0.50' }],
      },
    });
  });

  it('agrees where the figure is the same, however it is written', async () => {
    const { data } = await ask(
      `{ report(unit: "${BALIKPAPAN}", cycle: "${REFORM}") { score { official { ${OFFICIAL} } } } }`,
    );

    expect(pick(data, 'report.score.official')).toMatchObject({
      total: '91.5',
      predicate: null,
      event: null,
      recomputed: '91.50',
      mismatch: false,
      difference: '0.00',
      en: 'The official total 91.5 is the recomputed one.',
    });
  });

  it('is read of many reports as of one: in one statement', async () => {
    const of = (name: string, unit: string) =>
      `${name}: report(unit: "${unit}", cycle: "${REFORM}") { score { official { total history { total } } } }`;

    const one = await ask(`{ ${of('one', SAMARINDA)} }`, { person: 'auditor' });
    const both = await ask(`{ ${of('one', SAMARINDA)} ${of('other', BALIKPAPAN)} }`, { person: 'auditor' });

    expect(pick(both.data, 'other.score.official')).toEqual({ total: '91.5', history: [] });
    expect(both.statements).toBe(one.statements);
  });

  it('is there on FINAL alone, and only once it is recorded', async () => {
    const query = `query ($first: Position!) { now: report(unit: "${SAMARINDA}", cycle: "${REFORM}") {
        claimed: score(basis: CLAIMED) { official { total } } }
      first: report(unit: "${SAMARINDA}", cycle: "${REFORM}", asOf: { position: $first }) { score { official { total history { total } } } }
      none: report(unit: "${BALIKPAPAN}", cycle: "${REFORM}", asOf: { position: $first }) { score { official { total } } } }`;

    const { data, errors } = await ask(query, { person: 'auditor', variables: { first: String(first) } });

    expect(errors).toEqual([]);
    expect(data).toEqual({
      now: { claimed: { official: null } },
      first: { score: { official: { total: '90', history: [] } } },
      none: { score: { official: null } },
    });
  });
});

describe('officialScoreMismatches', () => {
  const MISMATCHES = `query ($asOf: AsOf) { cycle(code: "${REFORM}", asOf: $asOf) { officialScoreMismatches { totalCount nodes {
    unit { code } report { stage } official { total recomputed difference mismatch explanation } } } } }`;

  it('lists every unit whose figures differ, also one that never reported, for anybody', async () => {
    const { data, errors } = await ask(MISMATCHES);

    expect(errors).toEqual([]);
    expect(pick(data, 'cycle.officialScoreMismatches')).toEqual({
      totalCount: 2,
      nodes: [
        {
          unit: { code: '64' },
          report: null,
          official: {
            total: '80',
            recomputed: null,
            difference: null,
            mismatch: true,
            explanation: 'The official total 80 cannot be compared: there is no final score of this unit.',
          },
        },
        {
          unit: { code: SAMARINDA },
          report: { stage: 'FINAL' },
          official: expect.objectContaining({ total: '92.40', recomputed: '89.50' }) as object,
        },
      ],
    });
  });

  it('is read in a fixed number of statements', async () => {
    const { statements } = await ask(MISMATCHES);

    // head, cycle, official scores, reports, units; reports as of the publication
    expect(statements).toBe(6);
  });
});

describe('An official score that is recorded before results are published', () => {
  const cycle = 'CARE-2025';

  it('is for those who hold a grant over the unit', async () => {
    await world.tell('2025-06-02T00:00:00.000Z', 'administrator', { ...OPEN_CYCLE, cycle });
    const official = { unit: BALIKPAPAN, total: '50', predicate: null, source: 'the press', publishedOn: null };
    await world.tell('2025-06-02T00:00:00.000Z', 'administrator', { type: 'RecordOfficialScore', cycle, ...official });
    const query = `{ cycle(code: "${cycle}") { officialScoreMismatches { nodes { unit { code } } } } }`;

    const anybody = await ask(query);
    const coordinator = await ask(query, { person: 'coordinator' });
    const neighbour = await ask(query, { person: 'neighbour' });

    expect(pick(anybody.data, 'cycle.officialScoreMismatches.nodes')).toEqual([]);
    expect(pick(neighbour.data, 'cycle.officialScoreMismatches.nodes')).toEqual([]);
    expect(pickEach(coordinator.data, 'cycle.officialScoreMismatches.nodes', 'unit.code')).toEqual([BALIKPAPAN]);
  });
});

const OPEN_CYCLE: Omit<Extract<JejakCommand, { type: 'OpenCycle' }>, 'cycle'> = {
  type: 'OpenCycle',
  instrument: 'CARE',
  edition: '1',
  period: 'YEAR',
  dataYear: 2024,
  cycleYear: 2025,
  awardYear: 2026,
  submission: { opensAt: '2025-06-03T00:00:00.000Z', closesAt: '2025-07-01T00:00:00.000Z' },
  notice: 'made for a test',
  participants: [BALIKPAPAN],
};
