import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { BALIKPAPAN, openEditionsWorld, REFORM, SAMARINDA } from '../../support/editions-world.ts';
import type { EditionsWorld } from '../../support/editions-world.ts';
import { pick, pickText, useGraphql } from '../../support/graphql-client.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

let world: EditionsWorld;

beforeAll(async () => {
  world = await openEditionsWorld(database().applicationUrl);
});
afterAll(() => world.close());

const COMPARISON = `query ($edition: String!, $within: String, $basis: ScoreBasis, $asOf: AsOf, $first: Int, $after: String) {
  editionComparison(cycle: "${REFORM}", edition: $edition, within: $within, basis: $basis, asOf: $asOf, first: $first, after: $after) {
    moved up down rankChanges predicateChanges totalCount before { code } after { code } pageInfo { hasNextPage endCursor }
    nodes { report { unit { code } } before { total exact rank predicate { code } } after { total exact rank predicate { code } }
      delta exact rankChange through { dimension indicator { code } delta exact } }
  } }`;

describe('editionComparison', () => {
  it('says who would move, by how much and through what', async () => {
    const asOf = { position: String(world.turns.claimed) };
    const variables = { edition: '2', basis: 'CLAIMED', asOf };

    const { data, errors } = await ask(COMPARISON, { person: 'auditor', variables });

    expect(errors).toEqual([]);
    expect(pick(data, 'editionComparison')).toEqual({
      moved: 2,
      up: 1,
      down: 1,
      rankChanges: 2,
      predicateChanges: 2,
      totalCount: 2,
      before: { code: '1' },
      after: { code: '2' },
      pageInfo: { hasNextPage: false, endCursor: expect.any(String) as string },
      nodes: [
        {
          report: { unit: { code: SAMARINDA } },
          before: { total: '91.00', exact: '91', rank: 1, predicate: { code: 'AA' } },
          after: { total: '89.50', exact: '179/2', rank: 2, predicate: { code: 'A' } },
          delta: '-1.50',
          exact: '-3/2',
          rankChange: -1,
          through: [
            { dimension: 'V3', indicator: { code: 'V3.1' }, delta: '3.50', exact: '7/2' },
            { dimension: 'V4', indicator: { code: 'V4.1' }, delta: '-5.00', exact: '-5' },
          ],
        },
        {
          report: { unit: { code: BALIKPAPAN } },
          before: { total: '89.00', exact: '89', rank: 2, predicate: { code: 'A' } },
          after: { total: '90.50', exact: '181/2', rank: 1, predicate: { code: 'AA' } },
          delta: '1.50',
          exact: '3/2',
          rankChange: 1,
          through: [
            { dimension: 'V3', indicator: { code: 'V3.1' }, delta: '5.00', exact: '5' },
            { dimension: 'V4', indicator: { code: 'V4.1' }, delta: '-3.50', exact: '-7/2' },
          ],
        },
      ],
    });
  });

  it('is on final scores, and for anybody once they are published', async () => {
    const { data, errors } = await ask(COMPARISON, { variables: { edition: '1' } });

    expect(errors).toEqual([]);
    expect(pick(data, 'editionComparison')).toMatchObject({
      before: { code: '2' },
      after: { code: '1' },
      nodes: [
        { report: { unit: { code: BALIKPAPAN } }, before: { total: '91.50' }, after: { total: '90.00', rank: 2 } },
        { report: { unit: { code: SAMARINDA } }, before: { total: '89.50' }, after: { total: '91.00', rank: 1 } },
      ],
    });
  });

  it('moves nobody by the edition in force', async () => {
    const { data } = await ask(COMPARISON, { variables: { edition: '2' } });

    expect(pick(data, 'editionComparison')).toMatchObject({ moved: 0, up: 0, down: 0, rankChanges: 0, totalCount: 2 });
    expect(pick(data, 'editionComparison.nodes.0.through')).toEqual([]);
  });

  it('is given page by page, and within a place', async () => {
    const first = (await ask(COMPARISON, { variables: { edition: '1', first: 1 } })).data;
    const after = pickText(first, 'editionComparison.pageInfo.endCursor');
    const second = (await ask(COMPARISON, { variables: { edition: '1', first: 1, after } })).data;
    const within = (await ask(COMPARISON, { variables: { edition: '1', within: SAMARINDA } })).data;

    expect(pick(first, 'editionComparison.pageInfo.hasNextPage')).toBe(true);
    expect(pick(second, 'editionComparison.nodes.0.report.unit.code')).toBe(SAMARINDA);
    expect(pick(within, 'editionComparison.nodes')).toMatchObject([
      { report: { unit: { code: SAMARINDA } }, before: { rank: 1 }, after: { rank: 1 }, rankChange: 0 },
    ]);
  });

  it('takes a number of statements that does not depend on the number of reports', async () => {
    const asked = { edition: '3', basis: 'CLAIMED' };

    const first = await ask(COMPARISON, { person: 'auditor', variables: asked });
    const again = await ask(COMPARISON, { person: 'auditor', variables: asked });
    const one = await ask(COMPARISON, { person: 'auditor', variables: { ...asked, within: SAMARINDA } });

    expect([first.errors, again.errors, one.errors]).toEqual([[], [], []]);
    // head, person, cycle, editions, heads of reports, their streams by each edition, report, unit;
    // the first time also the text of the edition, and the responses by each edition
    expect([first.statements, again.statements, one.statements]).toEqual([12, 9, 9]);
  });
});

describe('editionComparison is turned down', () => {
  it.each([
    ['a cycle that there is not', `cycle: "IRH-1999", edition: "1"`, 'cycle'],
    ['an edition that nobody published', `cycle: "${REFORM}", edition: "none"`, 'edition'],
    ['an edition that asks something else', `cycle: "${REFORM}", edition: "4"`, 'edition'],
  ])('for %s', async (_what, args, path) => {
    const { errors } = await ask(`{ editionComparison(${args}) { moved } }`, { person: 'auditor' });

    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', issues: [{ path: [path] }] }]);
  });

  it('for anybody on what is no result, and as of before the publication', async () => {
    const claimed = await ask(COMPARISON, { variables: { edition: '1', basis: 'CLAIMED' } });
    const asOf = { position: String(world.turns.revised) };
    const before = await ask(COMPARISON, { variables: { edition: '1', asOf } });

    expect(claimed.errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(before.errors).toMatchObject([{ code: 'NOT_PUBLISHED_THEN' }]);
  });

  it('not for a coordinator, who sees their own report alone until results are published', async () => {
    const asOf = { position: String(world.turns.claimed) };

    const { data, errors } = await ask(COMPARISON, {
      person: 'coordinator',
      variables: { edition: '2', basis: 'CLAIMED', asOf },
    });

    expect(errors).toEqual([]);
    expect(pick(data, 'editionComparison.nodes')).toMatchObject([{ report: { unit: { code: BALIKPAPAN } } }]);
  });
});
