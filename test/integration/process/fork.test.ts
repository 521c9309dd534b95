import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { useSql } from '../../support/ledger-rows.ts';
import { runJejak, startProduct } from '../../support/product.ts';
import type { Product, Ran } from '../../support/product.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { cutOff } from '../audit-whole/tampering.ts';
import { signedBy } from '../signer/small-log.ts';
import {
  dataOf,
  fetchFrom,
  givenDatabase,
  makeHome,
  PLACE,
  register,
  removeHome,
  tellSmallDemo,
  untilReady,
} from './small-demo.ts';
import type { SmallDemo } from './small-demo.ts';

const database = useTestDatabase();
const sql = useSql(() => database().superuserUrl);

const TOLD = 7;
const LEDGER =
  '{ ledger { size origin keys status { state } } events(filter: { types: ["LedgerForked"] }) { nodes { position data } } }';

const ORGANIZATIONS = `{ jurisdiction(code: "${PLACE}") { organizations { code } } }`;

let home: string;
let old: SmallDemo;
let product: Product;
let signed: string;
let keys: readonly string[];

async function setBack(position: number): Promise<void> {
  await sql().begin((transaction) => cutOff(transaction, position));
}

function fork(...words: readonly string[]): Promise<Ran> {
  return runJejak(home, ['fork', ...words], givenDatabase(database()));
}

async function pemFiles(...folder: readonly string[]): Promise<readonly string[]> {
  return (await readdir(join(home, 'log', ...folder))).filter((name) => name.endsWith('.pem'));
}

/** Two things are recorded and signed; the database then comes back without the second. */
beforeAll(async () => {
  home = await makeHome();
  old = await tellSmallDemo(home, database());
  keys = await pemFiles();
  product = await startProduct(home, givenDatabase(database()));
  await register(product, 'first');
  signed = String(((await register(product, 'second'))['receipt'] as Record<string, unknown>)['checkpoint']);
  await setBack(TOLD + 1);
}, 60_000);

afterAll(async () => {
  await product.stop();
  await removeHome(home);
});

describe('A log of which entries are lost for good', () => {
  it('is not forked without a reason', async () => {
    const [without, empty] = await Promise.all([fork(), fork('--reason', '  ')]);

    const said = { code: 2, stdout: '', stderr: 'Say why: npm run jejak -- fork --reason "…"\n' };
    expect([without, empty]).toEqual([said, said]);
    expect(await pemFiles()).toEqual(keys);
  });

  it('goes on under a new name and key, and says so for ever', async () => {
    const ran = await fork('--reason', 'the disk was lost, and its copies with it');
    await untilReady(product);
    const vkey = await runJejak(home, ['vkey'], givenDatabase(database()));

    const key = vkey.stdout.trim();
    const origin = key.slice(0, key.indexOf('+'));
    const data = dataOf(await product.ask(LEDGER, {}, 'auditor'));
    expect(ran).toMatchObject({ code: 0, stdout: `the log goes on as ${origin} after ${TOLD + 1} entries\n${key}\n` });
    expect(origin).toMatch(/^jejak\.local\/[0-9a-f]{8}\/demo$/);
    expect(origin).not.toBe(old.origin);
    expect(data['ledger']).toEqual({ size: String(TOLD + 2), origin, keys: [key], status: { state: 'SIGNING' } });
    expect(data['events']).toEqual({
      nodes: [
        {
          position: String(TOLD + 2),
          data: {
            origin,
            key,
            oldOrigin: old.origin,
            oldCheckpoint: signed,
            keptSize: TOLD + 1,
            reason: 'the disk was lost, and its copies with it',
          },
        },
      ],
    });
    expect(signedBy(signed, [old.key])).toMatchObject({ origin: old.origin, size: TOLD + 2 });
  }, 60_000);

  it('has put the old key aside', async () => {
    const left = await pemFiles();

    expect(left).toHaveLength(1);
    expect(await pemFiles('retired')).toEqual(keys);
  });

  it('signs under the new name alone, and knows nothing of what was lost', async () => {
    const { receipt } = await register(product, 'second');

    const { ledger } = dataOf(await product.ask(LEDGER, {}, 'auditor'));
    const { jurisdiction } = dataOf(await product.ask(ORGANIZATIONS, {}, 'auditor'));
    const { origin, keys: signing } = ledger as Readonly<{ origin: string; keys: readonly string[] }>;
    const { position, checkpoint } = receipt as Readonly<Record<string, string>>;
    expect(position).toBe(String(TOLD + 3));
    expect(jurisdiction).toEqual({ organizations: [{ code: 'first' }, { code: 'second' }] });
    expect(signedBy(checkpoint!, signing)).toMatchObject({ origin, size: TOLD + 3 });
    expect(await (await fetchFrom(product, '/log/checkpoint')).text()).toBe(checkpoint);
  }, 60_000);

  it('is not forked again where nothing is lost', async () => {
    const before = await pemFiles();
    const ran = await fork('--reason', 'for the fun of it');

    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('The ledger holds everything that was signed');
    expect(await pemFiles()).toEqual(before);
  });

  it('is forked where its keys and checkpoints are lost, and says that it knows of none', async () => {
    await product.stop();
    await rename(join(home, 'log'), join(home, 'lost'));
    const ran = await fork('--reason', 'the folder with the key was deleted');
    product = await startProduct(home, givenDatabase(database()));

    const data = dataOf(await product.ask(LEDGER, {}, 'auditor'));
    expect(ran.code).toBe(0);
    expect(data['events']).toMatchObject({ nodes: [{}, { data: { oldCheckpoint: null, keptSize: TOLD + 3 } }] });
    expect(data['ledger']).toMatchObject({ size: String(TOLD + 4), status: { state: 'SIGNING' } });
  }, 60_000);

  it('does not start on a copy from before the fork', async () => {
    await product.stop();
    await setBack(TOLD + 1);

    const started = startProduct(home, givenDatabase(database()));

    const sentence = `No key in ${join(home, 'log')} is one that signs for this ledger (${old.key}).`;
    await expect(started).rejects.toThrow(sentence);
  }, 60_000);
});
