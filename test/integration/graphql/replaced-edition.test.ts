import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { add, toExact, toRational, ZERO } from '../../../src/kernel/rational.ts';
import { BALIKPAPAN, openEditionsWorld, REFORM, SAMARINDA } from '../../support/editions-world.ts';
import type { EditionsWorld } from '../../support/editions-world.ts';
import { pick, pickEach, useGraphql } from '../../support/graphql-client.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

let world: EditionsWorld;

beforeAll(async () => {
  world = await openEditionsWorld(database().applicationUrl);
});
afterAll(() => world.close());

const auditor = { person: 'auditor' };

describe('A cycle whose edition was replaced', () => {
  it('tells from what to what, when and why', async () => {
    const query = `{ cycle(code: "${REFORM}") { edition { code } editionReplacements {
      from { code } to { code } reason at event { position type sentence } } } }`;

    const { data, errors } = await ask(query, auditor);

    expect(errors).toEqual([]);
    expect(data).toEqual({
      cycle: {
        edition: { code: '2' },
        editionReplacements: [
          {
            from: { code: '1' },
            to: { code: '2' },
            reason: 'the manual prints other weights',
            at: '2025-02-05T00:00:00.000Z',
            event: {
              position: String(world.turns.replaced),
              type: 'EditionReplaced',
              sentence: expect.stringContaining('manual') as string,
            },
          },
        ],
      },
    });
  });

  it('says so to anybody, without the entry', async () => {
    const { data, errors } = await ask(
      `{ cycle(code: "${REFORM}") { editionReplacements { reason event { position } } } }`,
    );

    expect(errors).toEqual([]);
    expect(pick(data, 'cycle.editionReplacements')).toEqual([
      { reason: 'the manual prints other weights', event: null },
    ]);
  });

  it('had the first edition before', async () => {
    const query = `query ($position: Position!) { cycle(code: "${REFORM}", asOf: { position: $position }) {
      edition { code } editionReplacements { reason } } }`;

    const { data } = await ask(query, { variables: { position: String(world.turns.claimed) } });

    expect(data).toEqual({ cycle: { edition: { code: '1' }, editionReplacements: [] } });
  });
});

describe('A report whose edition was replaced', () => {
  it.each([
    [SAMARINDA, '91.00', '89.50'],
    [BALIKPAPAN, '89.00', '90.50'],
  ])('in %s scores %s before and %s after, by the edition in force', async (unit, before, after) => {
    const query = `query ($unit: String!, $before: Position!, $after: Position!) {
      before: report(unit: $unit, cycle: "${REFORM}", asOf: { position: $before }) { score { total dimensions { weight } } }
      after: report(unit: $unit, cycle: "${REFORM}", asOf: { position: $after }) { score { total dimensions { weight } } } }`;
    const variables = { unit, before: String(world.turns.claimed), after: String(world.turns.replaced) };

    const { data, errors } = await ask(query, { ...auditor, variables });

    expect(errors).toEqual([]);
    expect(pick(data, 'before.score.total')).toBe(before);
    expect(pick(data, 'after.score.total')).toBe(after);
    expect(pickEach(data, 'before.score.dimensions', 'weight')).toEqual(['25.00', '25.00', '30.00', '20.00']);
    expect(pickEach(data, 'after.score.dimensions', 'weight')).toEqual(['25.00', '25.00', '35.00', '15.00']);
  });

  it('is frozen, listed and counted by the edition in force', async () => {
    const { data, errors } = await ask(
      `{ report(unit: "${BALIKPAPAN}", cycle: "${REFORM}") { score { basis total } }
         statistics(cycle: "${REFORM}", groupBy: [], basis: CLAIMED) { mean { exact } }
         events(filter: { units: ["${BALIKPAPAN}"], indicators: ["V3.1"], types: ["ResponseSubmitted"] }) {
           nodes { indicator { code } } } }`,
      auditor,
    );

    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      report: { score: { basis: 'FINAL', total: '91.50' } },
      statistics: [{ mean: { exact: '181/2' } }],
      events: { nodes: [{ indicator: { code: 'V3.1' } }] },
    });
  });
});

describe('The score history over a replaced edition', () => {
  const HISTORY = `{ report(unit: "${BALIKPAPAN}", cycle: "${REFORM}") { score { exact } scoreHistory(first: 50) { nodes {
    event { position type } indicator { code } before after exact basis } } } }`;

  it('cites the entry that replaced it, through what it moved the score', async () => {
    const { data, errors } = await ask(HISTORY, auditor);

    const nodes = pick(data, 'report.scoreHistory.nodes') as readonly Readonly<{ event: { type: string } }>[];
    const event = { position: String(world.turns.replaced), type: 'EditionReplaced' };
    expect(errors).toEqual([]);
    expect(nodes.filter(({ event: { type } }) => type === 'EditionReplaced')).toEqual([
      { event, indicator: { code: 'V3.1' }, before: '89.00', after: '94.00', exact: '5', basis: 'CLAIMED' },
      { event, indicator: { code: 'V4.1' }, before: '94.00', after: '90.50', exact: '-7/2', basis: 'CLAIMED' },
    ]);
  });

  it('goes on by the new edition, and still adds up to the exact total', async () => {
    const { data } = await ask(HISTORY, auditor);

    const deltas = pickEach(data, 'report.scoreHistory.nodes', 'exact').map(String);
    expect(pick(data, `report.scoreHistory.nodes.${deltas.length - 1}`)).toMatchObject({
      event: { position: String(world.turns.revised) },
      before: '90.50',
      after: '91.50',
      exact: '1',
    });
    expect(toExact(deltas.map(toRational).reduce(add, ZERO))).toBe(pick(data, 'report.score.exact'));
  });

  it('ends where the edition was replaced last, where nothing else happened since', async () => {
    const query = `query ($position: Position!) { report(unit: "${SAMARINDA}", cycle: "${REFORM}", asOf: { position: $position }) {
      score { total } scoreHistory(first: 50) { nodes { event { type } after } } } }`;

    const { data } = await ask(query, { ...auditor, variables: { position: String(world.turns.replaced) } });

    const steps = pick(data, 'report.scoreHistory.nodes') as readonly unknown[];
    expect(steps.at(-1)).toEqual({ event: { type: 'EditionReplaced' }, after: '89.50' });
    expect(pick(data, 'report.score.total')).toBe('89.50');
  });
});
