import { readdir } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { runJejak, startProduct } from '../../support/product.ts';
import type { Product } from '../../support/product.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { signedBy } from '../signer/small-log.ts';
import { dataOf, fetchFrom, givenDatabase, makeHome, register, removeHome, tellSmallDemo } from './small-demo.ts';
import type { SmallDemo } from './small-demo.ts';

const database = useTestDatabase();

let home: string;
let demo: SmallDemo;
let product: Product;

beforeAll(async () => {
  home = await makeHome();
  demo = await tellSmallDemo(home, database());
  product = await startProduct(home, givenDatabase(database()));
}, 60_000);

afterAll(async () => {
  await product.stop();
  await removeHome(home);
});

async function rotate(...words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runJejak(home, ['rotate-key', ...words], givenDatabase(database()));
  if (code !== 0) throw new Error(stderr);
  return stdout.split('\n', 1)[0]!;
}

async function keysOfLedger(): Promise<unknown> {
  return (dataOf(await product.ask('{ ledger { keys } }', {}, 'auditor'))['ledger'] as { keys: unknown }).keys;
}

describe('A new key', () => {
  it('is not made where the one before is not', async () => {
    const other = await makeHome();
    const { code, stdout, stderr } = await runJejak(other, ['rotate-key', '--days', '0'], givenDatabase(database()));
    const left = await readdir(other);
    await removeHome(other);

    expect({ code, stdout, left }).toEqual({ code: 1, stdout: '', left: [] });
    expect(stderr).toContain('is one that signs for this ledger');
    expect(await keysOfLedger()).toEqual([demo.key]);
  }, 60_000);
});

describe('A new key beside a running product', () => {
  it('signs along with the one before, each for itself', async () => {
    const key = await rotate();
    const { receipt } = await register(product, 'first');
    const checkpoint = await (await fetchFrom(product, '/log/checkpoint')).text();

    const both = [demo.key, key];
    const { position, checkpoint: signed } = receipt as Readonly<Record<string, string>>;
    expect(signedBy(signed!, both)).toMatchObject({ origin: demo.origin, size: Number(position) });
    expect(signedBy(checkpoint, both)).toMatchObject({ origin: demo.origin, size: Number(position) });
    expect(signedBy(checkpoint, [key])).toBeNull();
    expect(await keysOfLedger()).toEqual(both);
  }, 60_000);

  it('signs alone from now on where the ones before retire at once', async () => {
    const key = await rotate('--days', '0');
    const { receipt } = await register(product, 'second');

    const { checkpoint } = receipt as Readonly<Record<string, string>>;
    const printed = await runJejak(home, ['vkey'], givenDatabase(database()));
    expect(await keysOfLedger()).toEqual([key]);
    expect(signedBy(checkpoint!, [key])).toMatchObject({ origin: demo.origin });
    expect(printed).toMatchObject({ code: 0, stdout: `${key}\n` });
  }, 60_000);
});
