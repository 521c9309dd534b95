import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { killWhileTelling, startProduct } from '../../support/product.ts';
import type { Product } from '../../support/product.ts';

const REGISTER = `mutation ($input: RegisterOrganizationInput!) {
  registerOrganization(input: $input) {
    __typename
    ... on RegisterOrganizationSuccess { replayed receipt { position } }
    ... on Refusal { code }
  }
}`;

const REGISTERED = `query ($after: String) {
  events(filter: { types: ["OrganizationRegistered"], units: ["64.74"] }, first: 100, after: $after) {
    nodes { position data }
    pageInfo { hasNextPage endCursor }
  }
  jurisdiction(code: "64.74") { organizations { code } }
  ledger { size }
}`;

type Registered = Readonly<{
  events: {
    nodes: readonly { position: string; data: { organization: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
  jurisdiction: { organizations: readonly { code: string }[] };
  ledger: { size: string };
}>;

const CLIENTS = 16;

let home: string;
let product: Product;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'jejak-kill-'));
  await chmod(home, 0o711);
  await killWhileTelling(home);
  product = await startProduct(home);
}, 120_000);

afterAll(async () => {
  await product.stop();
  await rm(home, { recursive: true, force: true });
});

function register(code: string): Promise<string> {
  const organization = { organization: code, kind: 'AGENCY', name: `Dinas ${code}` };
  const input = { commandId: code, jurisdiction: '64.74', ...organization };
  return product.ask(REGISTER, { input }, 'administrator').then(({ data, errors }) => {
    if (errors || !data) throw new Error(JSON.stringify(errors));
    return (data['registerOrganization'] as { __typename: string }).__typename;
  });
}

type Load = Readonly<{ sent: string[]; acknowledged: string[] }>;

/** Every client registers one organization after the other until something breaks. */
async function registerUntilBroken(round: string, { sent, acknowledged }: Load): Promise<void> {
  const client = async (number: number): Promise<void> => {
    for (let turn = 0; ; turn += 1) {
      const code = `${round}-${number}-${turn}`;
      sent.push(code);
      try {
        if ((await register(code)) !== 'RegisterOrganizationSuccess') return;
      } catch {
        return;
      }
      acknowledged.push(code);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)));
}

async function registered(): Promise<Readonly<{ byEvent: readonly string[]; byRow: readonly string[] }>> {
  const byEvent: string[] = [];
  let after: string | null = null;
  for (;;) {
    const { data, errors } = await product.ask(REGISTERED, { after }, 'auditor');
    if (errors) throw new Error(JSON.stringify(errors));
    const { events, jurisdiction } = data as unknown as Registered;
    byEvent.push(...events.nodes.map(({ data: { organization } }) => organization));
    if (!events.pageInfo.hasNextPage) return { byEvent, byRow: jurisdiction.organizations.map(({ code }) => code) };
    after = events.pageInfo.endCursor;
  }
}

describe('kill -9 while the demo is told', () => {
  it('has it told again from the beginning, whole', async () => {
    const { data } = await product.ask('{ ledger { size demo } }', {}, 'auditor');

    expect(data).toEqual({ ledger: { size: '10390', demo: true } });
  });
});

describe('kill -9 under load', () => {
  it.each([
    ['the server', 'a', () => product.kill(), 40],
    ['the server', 'b', () => product.kill(), 130],
    ['the database', 'c', () => product.killDatabase(), 75],
  ] as const)(
    'of %s (%s) loses nothing acknowledged, leaves nothing half there, and does nothing twice',
    async (_what, round, killIt, after) => {
      const load: Load = { sent: [], acknowledged: [] };
      const broken = registerUntilBroken(round, load);
      while (load.acknowledged.length < after) await pause(1);
      await killIt();
      await pause(200);
      await product.kill();
      await broken;
      const { sent, acknowledged } = load;

      product = await startProduct(home);
      const before = await registered();

      expect(acknowledged.filter((code) => !before.byEvent.includes(code))).toEqual([]);
      expect(before.byRow.toSorted()).toEqual(before.byEvent.toSorted());

      // Whoever got no answer sends the same again.
      const resent = await Promise.all(sent.slice(-CLIENTS).map(register));
      const now = await registered();

      expect(new Set(resent)).toEqual(new Set(['RegisterOrganizationSuccess']));
      expect(new Set(now.byEvent).size).toBe(now.byEvent.length);
      expect(now.byRow.toSorted()).toEqual(now.byEvent.toSorted());
    },
    120_000,
  );

  it('is not needed: the product stops cleanly when it is asked to', async () => {
    const code = await product.stop();
    product = await startProduct(home);

    expect(code).toBe(0);
  }, 60_000);
});
