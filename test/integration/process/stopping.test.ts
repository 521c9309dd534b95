import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { subscribe, takeAll } from '../../support/event-stream.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { startProduct } from '../../support/product.ts';
import type { Product } from '../../support/product.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { fetchFrom, givenDatabase, makeHome, register, removeHome, tellSmallDemo } from './small-demo.ts';

const database = useTestDatabase();
const sql = useSql(() => database().superuserUrl);

let home: string;
let first: Product;
let second: Product;

beforeAll(async () => {
  home = await makeHome();
  await tellSmallDemo(home, database());
  const settings = { ...givenDatabase(database()), LOG_LEVEL: 'info' };
  [first, second] = await Promise.all([startProduct(home, settings), startProduct(home, settings)]);
}, 60_000);

afterAll(async () => {
  await Promise.all([first.kill(), second.kill()]);
  await removeHome(home);
});

/** 25 commands at once, and what became of each: its success, its refusal, or that nobody answered. */
function sendMany(product: Product, prefix: string): readonly Promise<string>[] {
  return Array.from({ length: 25 }, async (_, index) => {
    const answered = register(product, `${prefix}-${index}`);
    return answered.then(({ __typename }) => String(__typename)).catch(() => 'UNANSWERED');
  });
}

async function recorded(prefix: string): Promise<readonly string[]> {
  const rows = await sql()<{ code: string }[]>`
    select entry::jsonb -> 'data' ->> 'organization' as code from ledger_entry
    where type = 'OrganizationRegistered' and entry::jsonb -> 'data' ->> 'organization' like ${`${prefix}-%`}`;
  return rows.map(({ code }) => code);
}

function namesOf(prefix: string, answers: readonly string[], answer: string): readonly string[] {
  return answers.flatMap((one, index) => (one === answer ? [`${prefix}-${index}`] : []));
}

describe('Two instances on one database and one home', () => {
  it('both are ready, and both append', async () => {
    const ready = await Promise.all([first, second].map((product) => fetchFrom(product, '/ready')));
    const answers = await Promise.all([...sendMany(first, 'one'), ...sendMany(second, 'two')]);

    expect(ready.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(answers)).toEqual(new Set(['RegisterOrganizationSuccess']));
    expect(await recorded('one')).toHaveLength(25);
    expect(await recorded('two')).toHaveLength(25);
  });

  it('lose nothing that was answered when one is killed, and the other goes on', async () => {
    const sent = sendMany(first, 'killed');
    await Promise.race(sent);
    await first.kill();
    const answers = await Promise.all(sent);

    const after = await register(second, 'after');

    expect(await recorded('killed')).toEqual(
      expect.arrayContaining([...namesOf('killed', answers, 'RegisterOrganizationSuccess')]),
    );
    expect(after).toMatchObject({ __typename: 'RegisterOrganizationSuccess' });
  });
});

describe('An instance that is told to stop', () => {
  it('answers what it accepted, says that it is not ready, turns down what is new, and ends', async () => {
    const asked = { query: 'subscription { events { position } }', variables: {}, person: 'auditor' };
    const subscription = await subscribe(second, second.tokens, asked);
    const held = Promise.withResolvers<undefined>();
    const holding = sql().begin(async (transaction) => {
      await transaction`select from ledger_head for update`;
      await held.promise;
    });
    const sent = [...sendMany(second, 'stopped'), ...sendMany(second, 'stopping')];
    await untilWaiting(50);

    const stopped = second.stop();
    await untilStopping();
    const ready = await fetchFrom(second, '/ready');
    const late = await fetchFrom(second, '/log/checkpoint');
    held.resolve(undefined);
    await holding;
    const answers = await Promise.all(sent);

    expect(await ready.json()).toEqual({ status: 'not ready', code: 'STOPPING' });
    expect([ready.status, late.status]).toEqual([503, 503]);
    expect(new Set(answers)).toEqual(new Set(['RegisterOrganizationSuccess']));
    expect([await recorded('stopped'), await recorded('stopping')].map(({ length }) => length)).toEqual([25, 25]);
    expect(await takeAll(subscription)).toEqual([]);
    expect(await stopped).toBe(0);
    expect(second.said()).toContain('"msg":"stopped"');
  });
});

/** By what the product itself counts. */
async function untilWaiting(commands: number): Promise<void> {
  const page = async (): Promise<string> => (await fetchFrom(second, '/metrics')).text();
  await expect.poll(page, { timeout: 5000 }).toContain(`\njejak_commands_waiting ${commands}\n`);
}

async function untilStopping(): Promise<void> {
  while (!second.said().includes('"msg":"stopping"')) await pause(10);
}
