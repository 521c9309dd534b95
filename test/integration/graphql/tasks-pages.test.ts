import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readHead } from '../../../src/ledger/read.ts';
import { pick, pickEach, pickText, useGraphql } from '../../support/graphql-client.ts';
import type { Answered } from '../../support/graphql-client.ts';
import { CLERK, submitAll, tellPlaces } from '../../support/many-places.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { CYCLE, openToldWorld } from '../../support/told-world.ts';
import type { ToldWorld } from '../../support/told-world.ts';
import { accepted } from '../../support/work-list.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

const UNITS = Array.from({ length: 30 }, (_one, index) => `64.${String(index + 10)}`);
const [FIVE, REST] = [UNITS.slice(0, 5), UNITS.slice(5)];

const PAGE = `query ($first: Int, $after: String, $filter: TaskFilter) { viewer { tasks(first: $first, after: $after, filter: $filter) {
  nodes { kind dueAt overdue unit { code name } cycle { code } report { stage } indicators sentence }
  pageInfo { hasNextPage hasPreviousPage endCursor }
} } }`;

let world: ToldWorld;

beforeAll(async () => {
  world = await openToldWorld(database().applicationUrl);
  await tellPlaces(world, UNITS);
  await submitAll(world, FIVE);
});
afterAll(() => world.close());

async function page(person: string, variables: Readonly<Record<string, unknown>>, query = PAGE): Promise<Answered> {
  const now = { position: await readHead(world.reader.database), time: world.clock.now() };
  return ask(query, { person, variables, now });
}

async function unitsOf(person: string, variables: Readonly<Record<string, unknown>>): Promise<readonly unknown[]> {
  const { data, errors } = await page(person, variables);
  expect(errors).toEqual([]);
  return pickEach(data, 'viewer.tasks.nodes', 'unit.code');
}

async function statementsOf(person: string, first: number): Promise<number> {
  const { data, errors, statements } = await page(person, { first });
  expect(errors).toEqual([]);
  expect(pickEach(data, 'viewer.tasks.nodes', 'kind')).toHaveLength(first);
  return statements;
}

/** All pages of a list, in order. */
async function walk(person: string, first: number): Promise<readonly string[]> {
  const seen: string[] = [];
  let after: string | null = null;
  for (;;) {
    const { data }: Answered = await page(person, { first, after });
    const nodes = pick(data, 'viewer.tasks.nodes') as { kind: string; unit: { code: string } }[];
    seen.push(...nodes.map(({ kind, unit }) => `${kind} ${unit.code}`));
    if (pick(data, 'viewer.tasks.pageInfo.hasNextPage') !== true) return seen;
    after = pickText(data, 'viewer.tasks.pageInfo.endCursor');
  }
}

describe('The list of tasks', () => {
  it('takes as many statements for thirty reports as for five', async () => {
    await statementsOf('reviewer', 1);
    const five = [await statementsOf('reviewer', 5), await statementsOf(CLERK, 5)];
    await submitAll(world, REST);
    const thirty = [await statementsOf('reviewer', 30), await statementsOf('reviewer', 5)];

    // person, cycles, deadlines of reports, reports, responses, and places twice: for the rules and for the answer
    expect(five).toEqual([7, 7]);
    expect(thirty).toEqual([7, 7]);
  });

  it('is counted only when it is asked for', async () => {
    const counted = await page('reviewer', {}, '{ viewer { tasks(first: 3) { totalCount nodes { kind } } } }');
    const uncounted = await page('reviewer', {}, '{ viewer { tasks(first: 3) { nodes { kind } } } }');

    expect(pick(counted.data, 'viewer.tasks.totalCount')).toBe(30);
    expect(counted.statements).toBeGreaterThan(uncounted.statements);
  });

  it('is the same page by page as at once', async () => {
    const once = await walk('reviewer', 100);
    const paged = await walk('reviewer', 7);

    expect(once).toEqual(UNITS.map((unit) => `DECIDE ${unit}`));
    expect(paged).toEqual(once);
  });

  it('goes by deadline: what is overdue first, what has none last', async () => {
    const dueAt = ['2025-01-20T00:00:00.000Z', '2025-01-10T00:00:00.000Z', '2025-01-30T00:00:00.000Z'];
    for (const [index, due] of dueAt.entries()) await question(UNITS[index * 10]!, due);
    world.clock.advanceTo('2025-01-15T00:00:00.000Z');

    const { data } = await page(CLERK, {});

    expect(pick(data, 'viewer.tasks.nodes')).toMatchObject([
      { kind: 'ANSWER_CLARIFICATION', unit: { code: UNITS[10] }, overdue: true },
      { kind: 'ANSWER_CLARIFICATION', unit: { code: UNITS[0] }, overdue: false },
      { kind: 'ANSWER_CLARIFICATION', unit: { code: UNITS[20] }, overdue: false },
    ]);
    expect(await walk(CLERK, 1)).toHaveLength(3);
  });

  it('goes on after a task that is done meanwhile', async () => {
    const { data } = await page('reviewer', { first: 3 });
    const [done, next] = [UNITS[2]!, UNITS[3]!];
    await accept(done);

    const after = pickText(data, 'viewer.tasks.pageInfo.endCursor');
    const following = await page('reviewer', { first: 2, after });

    expect(pick(following.data, 'viewer.tasks.nodes')).toMatchObject([
      { kind: 'FORWARD', unit: { code: done } },
      { kind: 'DECIDE', unit: { code: next } },
    ]);
  });

  it.each([
    ['kinds', { kinds: ['FORWARD'] }, [UNITS[2]]],
    ['units', { units: [UNITS[7]] }, [UNITS[7]]],
    ['a place', { within: UNITS[8] }, [UNITS[8]]],
    ['cycles', { cycles: ['CARE-2024'] }, []],
    ['what is overdue', { overdue: true }, []],
  ])('is narrowed to %s', async (_what, filter, expected) => {
    expect(await unitsOf('reviewer', { filter })).toEqual(expected);
  });

  it('takes no cursor of another list', async () => {
    const foreign = btoa('task:tomorrow 64.71 CARE-2025 DECIDE -');

    expect((await page('reviewer', { after: foreign })).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });
});

async function question(unit: string, dueAt: string): Promise<void> {
  const seen = await readHead(world.reader.database);
  await world.tell('2025-01-06T00:00:00.000Z', 'reviewer', {
    type: 'AskClarification',
    unit,
    cycle: CYCLE,
    seen,
    indicator: 'C',
    clarification: null,
    question: 'Since when?',
    dueAt,
  });
}

async function accept(unit: string): Promise<void> {
  const seen = await readHead(world.reader.database);
  const items = [accepted('C')];
  const command = { type: 'ReviewResponses', unit, cycle: CYCLE, seen, items, atomic: true } as const;
  await world.tell('2025-01-16T00:00:00.000Z', 'reviewer', command);
}
