import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { pick, useGraphql } from '../../support/graphql-client.ts';
import { publishedOperation } from '../../support/operations.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { tellReport } from '../../support/told-report.ts';
import type { Turns } from '../../support/told-report.ts';
import { CYCLE, openToldWorld, PLACE } from '../../support/told-world.ts';
import type { ToldWorld } from '../../support/told-world.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

let world: ToldWorld;
let turns: Turns;

beforeAll(async () => {
  world = await openToldWorld(database().applicationUrl);
  turns = await tellReport(world.tell);
  // The edition is read once per process and then known.
  await ask(`{ report(unit: "${PLACE}", cycle: "${CYCLE}") { score { total } } }`, { person: 'auditor' });
});
afterAll(() => world.close());

const EVERYTHING = `{ report(unit: "${PLACE}", cycle: "${CYCLE}") {
  responses {
    indicator { code } organization { name } status points
    documents(includeWithdrawn: true) { code event { actor { label } } endedBy { position } }
    decisions { ruling event { actor { label } report { stage } } } assessments { points event { actor { label } } }
    revisions { nodes { revision event { position } } } changesSinceDecision { position } history { nodes { sentence } }
  }
  score { total derivation { path events { position actor { label } indicator { code } } documents { code event { position } } } }
} }`;

/** The cost of a question follows from what it asks for, never from how much there is of it. */
describe('The number of SQL statements', () => {
  it.each([
    // head, cycle; report, responses and cycle as of its publication
    ['a published score, for anybody', publishedOperation('story-a-gaps'), undefined, 5],
    // head, person, report, responses, and the cycle for its edition
    ['a score with its reasons and documents', publishedOperation('story-a-gaps'), 'auditor', 5],
    // and the cited entries
    ['a score down to its entries', publishedOperation('story-a-derivation'), 'auditor', 6],
    // head, person, report, responses, unit, cycle, organizations
    ['a whole report', publishedOperation('story-b-report'), 'auditor', 7],
    // head, person, list, count, labels, units
    ['a page of entries', publishedOperation('events'), 'auditor', 6],
    // head, person, report, responses, cycle, organizations, entries by position, entries by response, labels
    ['a whole report with every entry it rests on', EVERYTHING, 'auditor', 9],
  ])('is fixed for %s', async (_what, query, person, expected) => {
    const { errors, statements } = await ask(query, {
      ...(person ? { person } : {}),
      variables: { unit: PLACE, cycle: CYCLE },
    });

    expect(errors).toEqual([]);
    expect(statements).toBe(expected);
  });

  it('is the same for a list of reports as for one', async () => {
    const { errors, data, statements } = await ask(
      '{ reports(first: 20) { nodes { unit { name } cycle { code } score { total } responses { status } } } }',
      { person: 'auditor' },
    );

    expect(errors).toEqual([]);
    expect(pick(data, 'reports.nodes')).toHaveLength(1);
    // head, person, list, units, cycles, responses
    expect(statements).toBe(6);
  });

  it('grows with the moments asked for, each read once', async () => {
    const { errors, statements } = await ask(publishedOperation('story-a-as-of'), {
      person: 'auditor',
      variables: {
        unit: PLACE,
        cycle: CYCLE,
        before: String(turns.beforeLastDecision),
        after: String(turns.lastDecision),
      },
    });

    expect(errors).toEqual([]);
    // two moments, each found with the head; person; report, responses and cycle of both; cited entry and its actor
    expect(statements).toBe(11);
  });
});

describe('The results', () => {
  it('of the year and of a report are read in one go', async () => {
    const { data, errors, statements } = await ask(publishedOperation('story-a-score'), {
      variables: { unit: PLACE, instrument: 'CARE', cycleYear: 2025, cycle: CYCLE },
    });

    expect(errors).toEqual([]);
    expect(data).toMatchObject({ annualResult: { total: '86.25' }, report: { score: { total: '86.25' } } });
    expect(statements).toBeLessThanOrEqual(8);
  });
});
