import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { subscribe, take, takeAll } from '../../support/event-stream.ts';
import type { Subscription, Told } from '../../support/event-stream.ts';
import { startProduct } from '../../support/product.ts';
import type { Product } from '../../support/product.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { givenDatabase, makeHome, register, removeHome, tellSmallDemo } from './small-demo.ts';

const database = useTestDatabase();

let home: string;
let product: Product;

beforeAll(async () => {
  home = await makeHome();
  await tellSmallDemo(home, database());
  product = await startProduct(home, givenDatabase(database()));
}, 60_000);

afterAll(async () => {
  await product.stop();
  await removeHome(home);
});

const FILTER = '{ types: ["OrganizationRegistered"] }';
const QUERY = `subscription ($after: Position!) { events(after: $after, filter: ${FILTER}) { position data } }`;

function listen(after: string): Promise<Subscription> {
  return subscribe(product, product.tokens, { query: QUERY, variables: { after }, person: 'auditor' });
}

async function registerAll(codes: readonly string[]): Promise<void> {
  for (const code of codes) await register(product, code);
}

function organizations(told: readonly Told[]): readonly string[] {
  return told.map(({ data }) => (data!['events'] as { data: { organization: string } }).data.organization);
}

describe('kill -9 of the server', () => {
  it('loses a subscriber nothing and repeats nothing, when it comes back to where it was', async () => {
    const [first, second, third] = [
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
      ['g', 'h'],
    ];
    const subscription = await listen('0');
    await registerAll(first);
    const seen = await take(subscription, 2);
    await registerAll(second);
    await product.kill();

    product = await startProduct(home, givenDatabase(database()));
    const again = await listen(seen.at(-1)!.position!);
    await registerAll(third);
    const rest = await take(again, 6);
    again.leave();

    expect(organizations([...seen, ...rest])).toEqual([...first, ...second, ...third]);
  }, 60_000);
});

describe('SIGTERM', () => {
  it('cuts a subscription off without completing it, and does not wait for it', async () => {
    const subscription = await listen('0');
    await take(subscription, 1);

    const code = await product.stop();
    const told = await takeAll(subscription);
    product = await startProduct(home, givenDatabase(database()));

    expect(code).toBe(0);
    expect(told.map(({ event }) => event)).not.toContain('complete');
  }, 60_000);
});
