import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { runJejak, startProduct } from '../../support/product.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { givenDatabase, makeHome, tellSmallDemo } from './small-demo.ts';

const database = useTestDatabase();

let home: string;

beforeEach(async () => {
  home = await makeHome();
});
afterEach(() => rm(home, { recursive: true, force: true }));

function plain(): Readonly<Record<string, string>> {
  return { ...givenDatabase(database()), JEJAK_DEMO: 'false' };
}

describe('With a database of one’s own and no key', () => {
  it('the product says how to make one, and starts once it is made', async () => {
    const without = startProduct(home, plain());
    await expect(without).rejects.toThrow(
      `There is no signing key in ${join(home, 'log')}. Put the key of the log there, or make one for a new log: npm run jejak -- create-key\n`,
    );

    const made = await runJejak(home, ['create-key'], plain());
    const product = await startProduct(home, plain());
    const code = await product.stop();

    expect(made.code).toBe(0);
    expect(made.stdout).toMatch(
      new RegExp(`^${join(home, 'log')}/key-[0-9a-f]{16}\\.pem\n${join(home, 'seal')}/master\\.key\n$`),
    );
    expect(code).toBe(0);
  }, 60_000);
});

describe('A name that is not that of the ledger', () => {
  const told = useTestDatabase();

  it('is refused in one sentence', async () => {
    const { origin } = await tellSmallDemo(home, told());

    const renamed = await runJejak(home, ['serve'], { ...givenDatabase(told()), LOG_ORIGIN: 'other.example' });

    expect(renamed).toMatchObject({
      code: 1,
      stderr: `This database holds the ledger ${origin}, but LOG_ORIGIN asks for other.example/demo.\n`,
    });
  }, 60_000);
});
