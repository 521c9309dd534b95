import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { pick, pickEach, pickText, useGraphql } from '../../support/graphql-client.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { tellDrafts } from '../../support/told-cycles.ts';
import { tellReport } from '../../support/told-report.ts';
import type { Turns } from '../../support/told-report.ts';
import { openToldWorld } from '../../support/told-world.ts';
import type { ToldWorld } from '../../support/told-world.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

let world: ToldWorld;
let turns: Turns;

/** One report is final with 86.25, CARING, first submitted on 10 February and in correction from 12 to 14 February; two are drafts. */
beforeAll(async () => {
  world = await openToldWorld(database().applicationUrl);
  turns = await tellReport(world.tell);
  await tellDrafts(world.tell);
});
afterAll(() => world.close());

const QUERY = `query ($filter: ReportFilter, $orderBy: ReportOrder, $first: Int, $after: String, $asOf: AsOf) {
  reports(filter: $filter, orderBy: $orderBy, first: $first, after: $after, asOf: $asOf) {
    totalCount pageInfo { hasNextPage endCursor } nodes { unit { code } cycle { code } } } }`;

async function found(variables: object): Promise<unknown> {
  const { data, errors } = await ask(QUERY, { person: 'auditor', variables: { ...variables } });
  expect(errors).toEqual([]);
  return pick(data, 'reports.totalCount');
}

describe('A dashboard narrows reports', () => {
  it.each([
    [{ predicates: ['CARING'] }, 1],
    [{ predicates: ['NOT_YET'] }, 0],
    [{ predicates: [] }, 0],
    [{ totalFrom: '86.25', totalTo: '86.25' }, 1],
    [{ totalFrom: '86.26' }, 0],
    [{ totalTo: '86.24' }, 0],
    [{ totalFrom: '9' }, 1],
    [{ late: false }, 1],
    [{ late: true }, 0],
    [{ submittedFrom: '2025-02-10T00:00:00.000Z' }, 1],
    [{ submittedFrom: '2025-02-10T00:00:00.001Z' }, 0],
    [{ submittedTo: '2025-02-10T00:00:00.000Z' }, 1],
    [{ submittedTo: '2025-02-09T23:59:59.999Z' }, 0],
    [{ inCorrection: true }, 0],
    [{ inCorrection: false }, 3],
  ])('by %j', async (filter, count) => {
    expect(await found({ filter })).toBe(count);
  });

  it('by an open correction round, as of the moment', async () => {
    const during = { filter: { inCorrection: true }, asOf: { position: String(turns.returned) } };
    const after = { filter: { inCorrection: true }, asOf: { position: String(turns.corrected) } };

    expect([await found(during), await found(after)]).toEqual([1, 0]);
  });
});

describe('A dashboard orders reports', () => {
  const [final, draft, other] = ['64.71 CARE-2025', '64.71 CARE-2026', '64.72 CARE-2026'];

  it.each([
    ['SUBMITTED_AT', 'ASC', [draft, other, final]],
    ['SUBMITTED_AT', 'DESC', [final, other, draft]],
    ['STAGE', 'ASC', [draft, other, final]],
    ['STAGE', 'DESC', [final, other, draft]],
    ['FINAL_TOTAL', 'DESC', [final, other, draft]],
    ['OPENED_AT', 'ASC', [final, draft, other]],
    ['UNIT', 'ASC', [final, draft, other]],
  ])('by %s, %s, page by page', async (field, direction, expected) => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 3; page += 1) {
      const { data, errors } = await ask(QUERY, {
        person: 'auditor',
        variables: { orderBy: { field, direction }, first: 1, after },
      });
      expect(errors).toEqual([]);
      const [unit] = pickEach(data, 'reports.nodes', 'unit.code');
      const [cycle] = pickEach(data, 'reports.nodes', 'cycle.code');
      seen.push(`${String(unit)} ${String(cycle)}`);
      after = pickText(data, 'reports.pageInfo.endCursor');
    }

    expect(seen).toEqual(expected);
  });
});
