import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openComponents } from '../../../src/cli/components.ts';
import { originOf } from '../../../src/cli/log-key.ts';
import { openDatabase } from '../../../src/database/open.ts';
import { stopPostmaster } from '../../../src/database/postmaster.ts';
import { createToldClock } from '../../../src/demo/told-clock.ts';
import { createVault } from '../../../src/ledger/sealed/vault.ts';
import { beginLog } from '../../../src/signer/kept-checkpoint.ts';
import { createKey, vkeyOf } from '../../../src/signer/key-ring.ts';
import { createMasterKey } from '../../../src/signer/master-key.ts';
import type { Handle } from '../../../src/usecase/handle.ts';
import { asSystem, openLedger } from '../../../src/usecase/open-ledger.ts';
import type { Reference } from '../../../src/usecase/reference.ts';
import type { Answered, Environment, Product } from '../../support/product.ts';
import type { TestDatabase } from '../../support/test-database.ts';

export type SmallDemo = Readonly<{ origin: string; key: string }>;

export const PLACE = '64.71';

const silent = { info: () => undefined, warn: () => undefined };
const always = { jurisdiction: null, organization: null, validFrom: null, validUntil: null } as const;
const place = {
  kemendagri: PLACE,
  bps: '6471',
  name: 'Balikpapan',
  kind: 'CITY',
  province: null,
  timeZone: 'Asia/Makassar',
  source: 'made for a test',
} as const;

/** What a small demo tells beside its place and its people. */
export type Told = Readonly<{ editions: Reference['editions']; tell: (handle: Handle) => Promise<void> }>;

const nothing: Told = { editions: [], tell: () => Promise.resolve() };

/** A demo that is told in a moment: one place, an administrator and an auditor. `given: null`: embedded. */
export async function tellSmallDemo(
  home: string,
  given: TestDatabase | null,
  { editions, tell }: Told = nothing,
): Promise<SmallDemo> {
  const addresses = { databaseUrl: given?.applicationUrl ?? null, migrationDatabaseUrl: given?.ownerUrl ?? null };
  const database = await openDatabase({ home, ...addresses }, silent);
  const privateKey = await createKey(home);
  const origin = originOf({ logOrigin: null, demo: true }, privateKey);
  const key = vkeyOf(origin, privateKey);
  await beginLog(home, { name: origin, privateKey });
  const vault = createVault(await createMasterKey(home));
  const { handle, close } = await openComponents(database.applicationUrl, {
    log: silent,
    clock: createToldClock(),
    vault,
  });
  const reference = { jurisdictions: [place], editions, calendars: [], mandates: [] };
  await openLedger(handle, { origin, demo: true, key, reference });
  for (const [subject, role] of [
    ['administrator', 'ADMINISTRATOR'],
    ['auditor', 'AUDITOR'],
  ] as const) {
    await asSystem(handle, { commandId: subject, command: { type: 'RegisterPerson', subject, label: subject } });
    await asSystem(handle, { commandId: role, command: { type: 'GrantRole', subject, role, ...always } });
  }
  await tell(handle);
  await asSystem(handle, { commandId: 'demo-end', command: { type: 'EndDemo', stories: ['none'] } });
  await close();
  await database.close();
  return { origin, key };
}

/** The settings that name a database and a demo in it. */
export function givenDatabase({ applicationUrl, ownerUrl }: TestDatabase): Environment {
  return { DATABASE_URL: applicationUrl, MIGRATION_DATABASE_URL: ownerUrl, JEJAK_DEMO: 'true' };
}

export async function makeHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'jejak-process-'));
  await chmod(home, 0o711);
  return home;
}

export async function removeHome(home: string): Promise<void> {
  await stopPostmaster(join(home, 'postgres-18', 'data'));
  await rm(home, { recursive: true, force: true });
}

const REGISTER = `mutation ($input: RegisterOrganizationInput!) {
  registerOrganization(input: $input) {
    __typename
    ... on RegisterOrganizationSuccess { replayed receipt { position leafHash treeSize proof checkpoint } }
    ... on Refusal { code message }
  }
}`;

/** What a mutation that registers an organization says; its command id is the code of the organization. */
export async function register(
  { ask }: Pick<Product, 'ask'>,
  code: string,
): Promise<Readonly<Record<string, unknown>>> {
  const organization = { organization: code, kind: 'AGENCY', name: `Dinas ${code}` };
  const input = { commandId: code, jurisdiction: PLACE, ...organization };
  const answered = await ask(REGISTER, { input }, 'administrator');
  return dataOf(answered)['registerOrganization'] as Readonly<Record<string, unknown>>;
}

export function dataOf({ data, errors }: Answered): Readonly<Record<string, unknown>> {
  if (errors || !data) throw new Error(JSON.stringify(errors));
  return data;
}

/** What `/ready` or another path of the product answers. */
export function fetchFrom({ url }: Pick<Product, 'url'>, path: string): Promise<Response> {
  return fetch(new URL(path, url));
}

export async function untilReady(product: Pick<Product, 'url'>): Promise<void> {
  const deadline = Date.now() + 15_000;
  while ((await fetchFrom(product, '/ready')).status !== 200) {
    if (Date.now() > deadline) throw new Error(`not ready: ${await (await fetchFrom(product, '/ready')).text()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
