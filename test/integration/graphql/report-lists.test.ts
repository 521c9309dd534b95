import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { pick, pickEach, useGraphql } from '../../support/graphql-client.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { tellDrafts } from '../../support/told-cycles.ts';
import { tellReport } from '../../support/told-report.ts';
import { openToldWorld } from '../../support/told-world.ts';
import type { ToldWorld } from '../../support/told-world.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

let world: ToldWorld;

beforeAll(async () => {
  world = await openToldWorld(database().applicationUrl);
  await tellReport(world.tell);
  await tellDrafts(world.tell);
});
afterAll(() => world.close());

const auditor = { person: 'auditor' };

function reports(first: number, history: string): string {
  return `{ reports(first: ${first}) { nodes { unit { code } ${history} } } }`;
}

describe('The histories of a list of reports', () => {
  it('are read in one statement, and counted in another', async () => {
    const history = 'history(first: 1) { nodes { type } totalCount }';

    const one = await ask(reports(1, history), auditor);
    const three = await ask(reports(3, history), auditor);

    expect([one.errors, three.errors]).toEqual([[], []]);
    expect(pickEach(three.data, 'reports.nodes', 'history')).toMatchObject([
      { nodes: [{ type: 'ReportOpened' }], totalCount: 24 },
      { nodes: [{ type: 'ReportOpened' }], totalCount: 1 },
      { nodes: [{ type: 'ReportOpened' }], totalCount: 1 },
    ]);
    // head, person, list, units, histories, their counts
    expect([one.statements, three.statements]).toEqual([6, 6]);
  });

  it('are each paged backwards in the order of the ledger', async () => {
    const { data, errors } = await ask(
      reports(3, 'history(last: 2) { nodes { type } pageInfo { hasNextPage hasPreviousPage } }'),
      auditor,
    );

    expect(errors).toEqual([]);
    expect(pick(data, 'reports.nodes.0.history')).toEqual({
      nodes: [{ type: 'FinalProposed' }, { type: 'ReportFinalized' }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    expect(pick(data, 'reports.nodes.1.history.nodes')).toEqual([{ type: 'ReportOpened' }]);
  });

  it('are kept apart where they are asked for in other words', async () => {
    const { data, errors } = await ask(
      reports(
        1,
        'opened: history(filter: { types: ["ReportOpened"] }) { totalCount } none: history(filter: { types: [] }) { totalCount nodes { type } }',
      ),
      auditor,
    );

    expect(errors).toEqual([]);
    expect(pick(data, 'reports.nodes.0')).toMatchObject({
      opened: { totalCount: 1 },
      none: { totalCount: 0, nodes: [] },
    });
  });
});

describe('A filter of reports', () => {
  it.each([
    [{}, 3],
    [{ units: [] }, 0],
    [{ cycles: [] }, 0],
    [{ stages: [] }, 0],
    [{ units: ['64.71'] }, 2],
    [{ units: ['65'] }, 0],
    [{ within: '64' }, 3],
    [{ within: '6' }, null],
  ])('narrows by what is in it: %o', async (filter, totalCount) => {
    const { data } = await ask('query ($filter: ReportFilter) { reports(filter: $filter) { totalCount } }', {
      ...auditor,
      variables: { filter },
    });

    expect(pick(data, 'reports.totalCount') ?? null).toBe(totalCount);
  });

  it('leaves to a coordinator what their place reports', async () => {
    const { data } = await ask(reports(20, 'stage'), { person: 'neighbour' });

    expect(pickEach(data, 'reports.nodes', 'unit.code')).toEqual(['64.71', '64.72']);
  });
});
