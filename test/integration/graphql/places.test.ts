import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { pick, pickText, useGraphql } from '../../support/graphql-client.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { tellReport } from '../../support/told-report.ts';
import { openToldWorld } from '../../support/told-world.ts';
import type { ToldWorld } from '../../support/told-world.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

let world: ToldWorld;

beforeAll(async () => {
  world = await openToldWorld(database().applicationUrl);
  await tellReport(world.tell);
});
afterAll(() => world.close());

describe('viewer', () => {
  it('is nobody without a token', async () => {
    const { data } = await ask('{ viewer { person } }');

    expect(data).toEqual({ viewer: null });
  });

  it('is known with the roles the ledger gave', async () => {
    const { data } = await ask('{ viewer { person label grants { role live organization jurisdiction { name } } } }', {
      person: 'reporter',
    });

    expect(pick(data, 'viewer')).toEqual({
      person: 'reporter',
      label: 'the reporter',
      grants: [{ role: 'REPORTER', live: true, organization: 'dinas-uji', jurisdiction: { name: 'Balikpapan' } }],
    });
  });
});

describe('jurisdiction', () => {
  it('has both codes, a parent, organizations and its results over the years', async () => {
    const { data, errors } = await ask(
      `{ jurisdiction(code: "64.71") { code bpsCode kind name timeZone parent { code name parent { code } }
          organizations { code kind name mandates jurisdiction { code } }
          results(instrument: "CARE") { cycle { code cycleYear } total predicate { code title } report { stage } } } }`,
    );

    expect(errors).toEqual([]);
    expect(pick(data, 'jurisdiction')).toEqual({
      code: '64.71',
      bpsCode: '6471',
      kind: 'CITY',
      name: 'Balikpapan',
      timeZone: 'Asia/Makassar',
      parent: { code: '64', name: 'Kalimantan Timur', parent: null },
      organizations: [
        { code: 'dinas-uji', kind: 'AGENCY', name: 'Dinas Uji', mandates: [], jurisdiction: { code: '64.71' } },
      ],
      results: [
        {
          cycle: { code: 'CARE-2025', cycleYear: 2025 },
          total: '86.25',
          predicate: { code: 'CARING', title: 'CARING' },
          report: { stage: 'FINAL' },
        },
      ],
    });
  });

  it('is null where there is none, and was none', async () => {
    const { data } = await ask(
      '{ a: jurisdiction(code: "99.99") { code } b: jurisdiction(code: "64", asOf: { position: "1" }) { code } }',
    );

    expect(data).toEqual({ a: null, b: null });
  });

  it('is listed in order of code', async () => {
    const query = `query ($after: String) { jurisdictions(within: "64", kind: CITY, first: 1, after: $after) {
      totalCount nodes { code } pageInfo { hasNextPage endCursor } } }`;

    const first = (await ask(query)).data;
    const second = (await ask(query, { variables: { after: pickText(first, 'jurisdictions.pageInfo.endCursor') } }))
      .data;

    expect(pick(first, 'jurisdictions')).toMatchObject({
      totalCount: 2,
      nodes: [{ code: '64.71' }],
      pageInfo: { hasNextPage: true },
    });
    expect(pick(second, 'jurisdictions')).toMatchObject({
      nodes: [{ code: '64.72' }],
      pageInfo: { hasNextPage: false },
    });
  });
});

describe('instrument', () => {
  it('says what is measured, how it is scored, and where each value comes from', async () => {
    const { data, errors } = await ask(
      `{ instrument(code: "CARE") { code title editions { code } edition { code engine digest
          periods { code } predicates { code from to toOpen } settings { name value provenance { kind } }
          dimensions { code weight weightProvenance { kind } indicators { code } }
          indicators(period: "YEAR") { code dimension maximum answer { kind options { code } }
            evidence { code required } rule { kind description checks { code evidence } parts { code weight rule { kind } } } } } } }`,
    );

    expect(errors).toEqual([]);
    expect(pick(data, 'instrument.edition')).toMatchObject({
      code: '1',
      engine: 'scoring/v1',
      periods: [{ code: 'YEAR' }],
    });
    expect(pick(data, 'instrument.edition.dimensions')).toEqual([
      {
        code: 'D1',
        weight: '1',
        weightProvenance: { kind: 'ILLUSTRATIVE' },
        indicators: [{ code: 'A' }, { code: 'B' }],
      },
      { code: 'D2', weight: '1', weightProvenance: { kind: 'ILLUSTRATIVE' }, indicators: [{ code: 'C' }] },
    ]);
    expect(pick(data, 'instrument.edition.indicators.0')).toMatchObject({
      code: 'A',
      dimension: 'D1',
      evidence: [{ code: 'A-E1', required: true }, { code: 'A-E2' }],
      rule: {
        kind: 'PARTS',
        description:
          'ADMINISTRATION 30 (The share of 2 checks that passed) + SUBSTANCE 70 (0 at 0, full points at 100, in proportion between them)',
        checks: [{ code: 'A-C1', evidence: 'A-E1' }, { code: 'A-C2' }],
        parts: [{ code: 'ADMINISTRATION', weight: '30', rule: { kind: 'CHECKS' } }, { rule: { kind: 'LINEAR' } }],
      },
    });
  });

  it('is null for an edition that does not exist', async () => {
    const { data } = await ask('{ instrument(code: "CARE", edition: "2") { code } }');

    expect(data).toEqual({ instrument: null });
  });
});

describe('cycle', () => {
  it('says who is expected, when, and how far they came', async () => {
    const { data, errors } = await ask(
      `{ cycle(code: "CARE-2025") { code period dataYear cycleYear awardYear notice publishedAt submission { opensAt closesAt }
          instrument { code } edition { code } participants { totalCount nodes { code name } }
          participation { expected opened submitted onTime final } } }`,
    );

    expect(errors).toEqual([]);
    expect(pick(data, 'cycle')).toMatchObject({
      publishedAt: '2025-05-01T00:00:00.000Z',
      instrument: { code: 'CARE' },
      edition: { code: '1' },
      participants: {
        totalCount: 2,
        nodes: [
          { code: '64.71', name: 'Balikpapan' },
          { code: '64.72', name: 'Samarinda' },
        ],
      },
      participation: { expected: 2, opened: 1, submitted: 1, onTime: 1, final: 1 },
    });
  });
});

describe('node', () => {
  it.each(['not base64!', btoa('nonsense'), btoa('Nothing:1')])('refuses the id %s', async (id) => {
    const { data, errors } = await ask('query ($id: ID!) { node(id: $id) { id } }', { variables: { id } });

    expect(data).toEqual({ node: null });
    expect(errors).toHaveLength(1);
    expect(errors[0]!.code).toBe('BAD_USER_INPUT');
  });

  it.each([
    'Jurisdiction:64.71',
    'Organization:64.71/dinas-uji',
    'Instrument:CARE/1',
    'Cycle:CARE-2025',
    'Cycle:CARE-2025@49',
  ])('finds %s again', async (key) => {
    const { data, errors } = await ask('query ($id: ID!) { node(id: $id) { id } }', { variables: { id: btoa(key) } });

    expect({ data, errors }).toEqual({ data: { node: { id: btoa(key) } }, errors: [] });
  });
});
