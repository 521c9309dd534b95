import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { pick, pickEach, pickText, useGraphql } from '../../support/graphql-client.ts';
import { publishedOperation } from '../../support/operations.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { tellReport } from '../../support/told-report.ts';
import type { Turns } from '../../support/told-report.ts';
import { openToldWorld } from '../../support/told-world.ts';
import type { ToldWorld } from '../../support/told-world.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

let world: ToldWorld;
let turns: Turns;

beforeAll(async () => {
  world = await openToldWorld(database().applicationUrl);
  turns = await tellReport(world.tell);
});
afterAll(() => world.close());

const auditor = { person: 'auditor' };
const POSITIONS = `query ($filter: EventFilter, $first: Int, $after: String, $last: Int, $before: String) {
  events(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { position }
  }
}`;

describe('events', () => {
  it('say what happened, who did it under what authority, and what the tree holds', async () => {
    const { data, errors } = await ask(publishedOperation('events'), {
      ...auditor,
      variables: { filter: { types: ['ReportSubmitted'] } },
    });

    expect(errors).toEqual([]);
    expect(pick(data, 'events')).toMatchObject({
      totalCount: 1,
      nodes: [
        {
          position: String(turns.submitted),
          stream: 'report/64.71/CARE-2025',
          recordedAt: '2025-02-10T00:00:00.000Z',
          actor: { person: 'coordinator', label: 'the coordinator', role: 'COORDINATOR', organization: null },
          unit: { code: '64.71', name: 'Balikpapan' },
          sentence: 'The report was submitted.',
          data: { complete: true, missing: [], late: false, stage: 'REGIONAL_REVIEW' },
          leafHash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
        },
      ],
    });
  });

  it.each([
    [{ units: ['64.71'], types: ['ObjectionFiled', 'ObjectionDecided'] }, 2],
    [{ within: '64', cycles: ['CARE-2025'], indicators: ['C'] }, 6],
    [{ persons: ['assessor-2'], roles: ['ASSESSOR'] }, 2],
    [{ recordedFrom: '2025-02-12T00:00:00Z', recordedTo: '2025-02-12T00:00:00Z' }, 4],
    [{ positionFrom: '1', positionTo: '1' }, 1],
    [{ positionTo: '0' }, 0],
    [{ units: [] }, 0],
    [{ cycles: [] }, 0],
    [{ indicators: [] }, 0],
    [{ types: [] }, 0],
    [{ units: ['65'] }, 0],
  ])('are narrowed by %o', async (filter, count) => {
    const { data, errors } = await ask('query ($filter: EventFilter) { events(filter: $filter) { totalCount } }', {
      ...auditor,
      variables: { filter },
    });

    expect({ data, errors }).toEqual({ data: { events: { totalCount: count } }, errors: [] });
  });

  it('are paged forwards and backwards, always in the order of the ledger', async () => {
    const page = async (variables: Readonly<Record<string, unknown>>) =>
      (await ask(POSITIONS, { ...auditor, variables })).data;

    const first = await page({ first: 2 });
    const second = await page({ first: 2, after: pickText(first, 'events.pageInfo.endCursor') });
    const back = await page({ last: 2, before: pickText(second, 'events.pageInfo.endCursor') });
    const last = await page({ last: 2 });

    expect(pick(first, 'events')).toMatchObject({
      nodes: [{ position: '1' }, { position: '2' }],
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    expect(pick(second, 'events')).toMatchObject({
      nodes: [{ position: '3' }, { position: '4' }],
      pageInfo: { hasPreviousPage: true },
    });
    expect(pick(back, 'events')).toMatchObject({
      nodes: [{ position: '2' }, { position: '3' }],
      pageInfo: { hasNextPage: true, hasPreviousPage: true },
    });
    expect(pickEach(last, 'events.nodes', 'position').map(Number)).toEqual([turns.published - 1, turns.published]);
  });

  it.each([
    [{ first: 101 }, 'A page holds 0 to 100 items.'],
    [{ first: -1 }, 'A page holds 0 to 100 items.'],
    [{ first: 1, last: 1 }, 'Ask for first or for last, not for both.'],
    [{ after: 'nonsense' }, 'That cursor is not of this list.'],
    [{ after: btoa('jurisdiction:64') }, 'That cursor is not of this list.'],
    [{ after: btoa('event:') }, 'That is not a cursor.'],
    [{ after: btoa('event:x') }, 'That is not a cursor.'],
  ])('refuse the page %o', async (variables, message) => {
    const { errors } = await ask(POSITIONS, { ...auditor, variables });

    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', message }]);
  });

  it('are only those of the places one holds a grant over', async () => {
    const { data } = await ask('{ events(first: 100) { nodes { unit { code } } } }', { person: 'coordinator' });
    const units = pickEach(data, 'events.nodes', 'unit.code');

    expect(new Set(units)).toEqual(new Set(['64.71']));
  });

  it('lead to their report and indicator, and are found by their id', async () => {
    const { data } = await ask(
      `query ($id: ID!) { node(id: $id) { ... on Event { type report { stage } indicator { code title } sentence(locale: ID) } } }`,
      { ...auditor, variables: { id: btoa(`Event:${turns.lastDecision}`) } },
    );

    expect(pick(data, 'node')).toMatchObject({
      type: 'ResponseScored',
      report: { stage: 'FINAL' },
      indicator: { code: 'A', title: 'Indicator A' },
      sentence: expect.stringContaining('A dinilai') as string,
    });
  });
});

describe('history', () => {
  it('is that of the report alone, up to the moment', async () => {
    const { data } = await ask(
      `query ($position: Position!) { report(unit: "64.71", cycle: "CARE-2025", asOf: { position: $position }) {
        history(last: 2, filter: { roles: [COORDINATOR] }) { totalCount nodes { position type } } } }`,
      { ...auditor, variables: { position: String(turns.submitted) } },
    );

    expect(pick(data, 'report.history')).toEqual({
      totalCount: 3,
      nodes: [
        { position: String(turns.submitted - 6), type: 'IndicatorsAssigned' },
        { position: String(turns.submitted), type: 'ReportSubmitted' },
      ],
    });
  });
});

describe('The id of an entry', () => {
  const FIRST = `query ($asOf: AsOf) { report(unit: "64.71", cycle: "CARE-2025", asOf: $asOf) {
    history(first: 1) { nodes { id position report { stage } } } } }`;

  it('names the moment its report was asked for at, and finds it as of then', async () => {
    const asOf = { position: String(turns.submitted) };

    const { data } = await ask(FIRST, { ...auditor, variables: { asOf } });
    const id = pickText(data, 'report.history.nodes.0.id');
    const found = await ask('query ($id: ID!) { node(id: $id) { id ... on Event { report { stage } } } }', {
      ...auditor,
      variables: { id },
    });

    expect(atob(id)).toBe(`Event:${pickText(data, 'report.history.nodes.0.position')}@${turns.submitted}`);
    expect(pick(found.data, 'node')).toEqual({ id, report: { stage: 'REGIONAL_REVIEW' } });
  });

  it('names none where none was asked for', async () => {
    const { data } = await ask(FIRST, auditor);

    expect(atob(pickText(data, 'report.history.nodes.0.id'))).toMatch(/^Event:\d+$/);
  });
});

describe('ledger', () => {
  it('says its name, that it is a demo, and how many entries it holds', async () => {
    const { data } = await ask('{ ledger { origin demo size } }');

    expect(pick(data, 'ledger')).toEqual({ origin: 'test.jejak/demo', demo: true, size: String(turns.published) });
  });
});
