import { expect, describe, it } from 'vitest';

import { COMPLEXITY_LIMITS } from '../../../src/graphql/complexity.ts';
import { useGraphql } from '../../support/graphql-client.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

const REPORT = 'unit: "64.71", cycle: "CARE-2025"';

function scoreHistoryAt(position: number): string {
  return `at${position}: report(${REPORT}, asOf: { position: "${position}" }) { scoreHistory { totalCount } }`;
}

function historyFrom(position: number): string {
  return `from${position}: history(first: 1, filter: { positionFrom: "${position}" }) { totalCount }`;
}

describe('A query that is too heavy', () => {
  it('is refused before anything is read', async () => {
    const { data, errors, statements } = await ask(
      '{ reports(first: 100) { nodes { responses { documents { code } } score { derivation { events { sentence } } } } } }',
    );

    expect(data).toBeNull();
    expect(errors).toMatchObject([
      { code: 'QUERY_TOO_COMPLEX', message: expect.stringContaining(String(COMPLEXITY_LIMITS.complexity)) as string },
    ]);
    expect(statements).toBe(0);
  });

  it.each([
    [
      'the whole history of the scores of a list',
      '{ reports(first: 3) { nodes { scoreHistory(first: 1) { totalCount } } } }',
    ],
    ['it at three moments', `{ ${[1, 2, 3].map(scoreHistoryAt).join(' ')} }`],
    [
      'many searches of each of a list',
      `{ reports(first: 100) { nodes { ${[1, 2, 3, 4, 5, 6].map(historyFrom).join(' ')} } } }`,
    ],
  ])('is refused for the price of %s', async (_what, query) => {
    const { errors, statements } = await ask(query);

    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['QUERY_TOO_COMPLEX']));
    expect(statements).toBe(0);
  });

  it('is refused for its depth alone', async () => {
    const deep = 'parent { '.repeat(20) + 'code' + ' }'.repeat(20);

    const { errors } = await ask(`{ jurisdiction(code: "64.71") { ${deep} } }`);

    expect(errors).toMatchObject([{ code: 'QUERY_TOO_COMPLEX' }]);
  });
});

describe('An empty ledger', () => {
  it('answers that there is nothing', async () => {
    const { data, errors } = await ask(
      '{ ledger { origin demo size } viewer { person } jurisdictions { totalCount } awards(instrument: "CARE", cycleYear: 2025) { kind } }',
    );

    expect(errors).toEqual([]);
    expect(data).toEqual({
      ledger: { origin: null, demo: false, size: '0' },
      viewer: null,
      jurisdictions: { totalCount: 0 },
      awards: [],
    });
  });
});
