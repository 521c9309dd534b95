import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { pick, useGraphql } from '../../support/graphql-client.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { tellReport } from '../../support/told-report.ts';
import { CYCLE, openToldWorld, PLACE } from '../../support/told-world.ts';
import type { ToldWorld } from '../../support/told-world.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

let world: ToldWorld;
let before: unknown;

const RESULTS = `{
  report(unit: "${PLACE}", cycle: "${CYCLE}") { stage finals { total } score { total } }
  cycle(code: "${CYCLE}") { participation { opened submitted onTime final } }
  trends(instrument: "CARE") { participation { opened submitted onTime final } reports mean { exact } }
}`;

const of = { unit: PLACE, cycle: CYCLE };

beforeAll(async () => {
  world = await openToldWorld(database().applicationUrl);
  const { published } = await tellReport(world.tell);
  before = (await ask(RESULTS)).data;
  const reopening = { type: 'ReopenReport', ...of, seen: published, reason: 'A letter turned up.' } as const;
  await world.tell('2026-06-01T00:00:00.000Z', 'assessor-1', reopening);
});
afterAll(() => world.close());

describe('A published report that is open again', () => {
  it('is not told from any other by the public', async () => {
    const { data, errors } = await ask(RESULTS);

    expect(errors).toEqual([]);
    expect(pick(data, 'cycle.participation.final')).toBe(1);
    expect(data).toEqual(before);
  });

  it('is open to whoever holds a grant, and keeps its final', async () => {
    const { data } = await ask(RESULTS, { person: 'auditor' });

    expect(pick(data, 'report')).toMatchObject({ stage: 'NATIONAL_ASSESSMENT', finals: [{ total: '86.25' }] });
    expect(pick(data, 'cycle.participation.final')).toBe(1);
  });
});
