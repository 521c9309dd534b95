import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { pick, useGraphql } from '../../support/graphql-client.ts';
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

const STAGE_AT = `query ($position: Position!) {
  report(unit: "64.71", cycle: "CARE-2025", asOf: { position: $position }) { stage }
}`;

describe('Somebody without a grant', () => {
  it('sees the published score and its reasons, without notes, events and actors', async () => {
    const { data, errors } = await ask(
      `{ report(unit: "64.71", cycle: "CARE-2025") { stage score { total exact predicate { code } gaps { loss reason }
          derivation(path: "total/D1/A/ADMINISTRATION/A-C2") { formula value events { id }
            documents { title digest reason organization { code } event { id } } } } } }`,
    );

    expect(errors).toEqual([]);
    expect(pick(data, 'report')).toMatchObject({
      stage: 'FINAL',
      score: {
        total: '86.25',
        predicate: { code: 'CARING' },
        gaps: [{ loss: '10.00' }, { loss: '3.75', reason: 'Check A-C2: Failed: 0' }],
        derivation: [
          {
            formula: 'Failed: 0',
            value: '0.00',
            events: [],
            documents: [{ title: 'Signed minutes', reason: null, organization: null, event: null }],
          },
        ],
      },
    });
  });

  it('sees nothing that reviewers, assessors and reporters wrote', async () => {
    const everything =
      '{ report(unit: "64.71", cycle: "CARE-2025") { score { derivation { label formula } gaps { reason } } } }';
    const seen = JSON.stringify((await ask(everything)).data);
    const known = JSON.stringify((await ask(everything, { person: 'auditor' })).data);

    expect(known).toContain('shown by the minutes');
    expect(seen).not.toContain('shown by the minutes');
  });

  it.each([
    'responses { status }',
    'response(indicator: "A") { status }',
    'readiness { ready }',
    'history { totalCount }',
    'diff(from: { position: "1" }) { delta }',
    'scoreHistory { totalCount }',
    'rounds { number }',
    'objections { grounds }',
    'score(basis: CLAIMED) { total }',
  ])('is refused %s', async (field) => {
    const { errors } = await ask(`{ report(unit: "64.71", cycle: "CARE-2025") { stage ${field} } }`);

    expect(errors).toMatchObject([
      { code: 'FORBIDDEN', message: expect.stringContaining('published results') as string },
    ]);
  });

  it('is told that the results were not published then', async () => {
    const { data, errors } = await ask(STAGE_AT, { variables: { position: String(turns.finalized) } });

    expect(data).toEqual({ report: null });
    expect(errors).toMatchObject([{ code: 'NOT_PUBLISHED_THEN' }]);
  });

  it('sees nothing where nothing was ever published', async () => {
    const { data, errors } = await ask('{ report(unit: "64.99", cycle: "CARE-2025") { stage } }');

    expect({ data, errors }).toEqual({ data: { report: null }, errors: [] });
  });

  it('sees the awards and the year that follow from what is published', async () => {
    const { data, errors } = await ask(
      `{ awards(instrument: "CARE", cycleYear: 2025) { kind recipient { code name } predicate { code } reason { path label formula value } }
         annualResult(unit: "64.71", instrument: "CARE", cycleYear: 2025) { status total exact predicate { code } unit { name }
           reports { score { total } } derivation { path value } } }`,
    );

    expect(errors).toEqual([]);
    expect(pick(data, 'awards')).toMatchObject([
      {
        kind: 'PROVINCE_CARING',
        recipient: { code: '64', name: 'Kalimantan Timur' },
        reason: [
          { path: 'award', value: '50.00' },
          { path: 'award/64.71', label: 'Balikpapan', value: '1.00' },
          { path: 'award/64.72', value: '0.00' },
        ],
      },
      {
        kind: 'CARING',
        recipient: { code: '64.71', name: 'Balikpapan' },
        predicate: { code: 'CARING' },
        reason: [{ path: 'total', formula: 'Final total 86.25: predicate CARING', value: '86.25' }],
      },
    ]);
    expect(pick(data, 'annualResult')).toEqual({
      status: 'FINAL',
      total: '86.25',
      exact: '345/4',
      predicate: { code: 'CARING' },
      unit: { name: 'Balikpapan' },
      reports: [{ score: { total: '86.25' } }],
      derivation: [
        { path: 'year', value: '86.25' },
        { path: 'year/YEAR', value: '86.25' },
      ],
    });
  });

  it('is told that the year was not published then', async () => {
    const { errors } = await ask(
      `query ($position: Position!) { annualResult(unit: "64.71", instrument: "CARE", cycleYear: 2025, asOf: { position: $position }) { total } }`,
      { variables: { position: String(turns.finalized) } },
    );

    expect(errors).toMatchObject([{ code: 'NOT_PUBLISHED_THEN' }]);
  });

  it('must sign in before the events', async () => {
    const { errors } = await ask('{ events { totalCount } }');

    expect(errors).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
  });

  it('cannot reach entries or persons by their ids', async () => {
    const ids = { event: btoa(`Event:${turns.submitted}`), person: btoa('Person:assessor-1') };

    const { data } = await ask(
      'query ($event: ID!, $person: ID!) { a: node(id: $event) { id } b: node(id: $person) { id } }',
      {
        variables: ids,
      },
    );

    expect(data).toEqual({ a: null, b: null });
  });
});

describe('The coordinator of another place', () => {
  const neighbour = { person: 'neighbour' };

  it('sees no more of a report than anybody', async () => {
    const { data, errors } = await ask(
      '{ report(unit: "64.71", cycle: "CARE-2025") { stage responses { status } } }',
      neighbour,
    );

    expect(data).toEqual({ report: null });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('finds the published report in the list and none of its entries among the events', async () => {
    const { data, errors } = await ask(
      '{ reports { totalCount nodes { unit { code } score { total } } } events { totalCount } }',
      neighbour,
    );

    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      reports: { totalCount: 1, nodes: [{ score: { total: '86.25' } }] },
      events: { totalCount: 1 },
    });
  });
});

describe('Whoever holds a grant over the place', () => {
  it.each(['coordinator', 'reporter', 'reviewer', 'assessor-1', 'auditor'])('sees every moment: %s', async (person) => {
    const { data, errors } = await ask(STAGE_AT, { person, variables: { position: String(turns.submitted) } });

    expect({ data, errors }).toEqual({ data: { report: { stage: 'REGIONAL_REVIEW' } }, errors: [] });
  });
});
