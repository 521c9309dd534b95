import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { furnish } from '../../support/home.ts';
import { runJejak, startProduct } from '../../support/product.ts';
import type { Product, Ran } from '../../support/product.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import {
  dataOf,
  fetchFrom,
  givenDatabase,
  makeHome,
  register,
  removeHome,
  tellSmallDemo,
  untilReady,
} from './small-demo.ts';

const LEDGER = '{ ledger { size demo status { state ledgerSize checkpointSize } } }';
const ENTRIES = '{ events(filter: { positionTo: "9" }, first: 50) { nodes { position type leafHash } } }';

/** Opened, one place, two persons with their grants, told. */
const TOLD = 7;
const SIGNED = TOLD + 2;

let home: string;
let whole: readonly string[];
let entries: unknown;
let product: Product;

/** With owners and modes: a server refuses to start on data that are not its own. */
async function copyFolder(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await promisify(execFile)('cp', ['-a', from, to]);
}

async function importing(lines: readonly string[], environment = {}): Promise<Ran> {
  const file = join(home, 'tried.jsonl');
  await writeFile(file, `${lines.join('\n')}\n`);
  return runJejak(home, ['import-entries', file], environment);
}

/** The data are copied, something is recorded and signed, and then the older copy is put back. */
beforeAll(async () => {
  home = await makeHome();
  await furnish(home);
  await tellSmallDemo(home, null);
  await copyFolder(join(home, 'postgres-18'), join(home, 'older'));
  product = await startProduct(home);
  await register(product, 'first');
  await register(product, 'second');
  entries = dataOf(await product.ask(ENTRIES, {}, 'auditor'));
  await runJejak(home, ['export', '-o', join(home, 'copy.jsonl')]);
  whole = (await readFile(join(home, 'copy.jsonl'), 'utf8')).slice(0, -1).split('\n');
  await product.stop();
  await copyFolder(join(home, 'older'), join(home, 'postgres-18'));
  product = await startProduct(home);
}, 120_000);

afterAll(async () => {
  await product.stop();
  await removeHome(home);
});

describe('An older copy of the database', () => {
  it('is said to be behind what was signed, in the log and to whoever asks whether it is ready', async () => {
    const ready = await fetchFrom(product, '/ready');

    const line =
      product
        .said()
        .split('\n')
        .find((one) => one.includes('LEDGER_BEHIND_CHECKPOINT')) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({ ledgerSize: TOLD, checkpointSize: SIGNED });
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({
      code: 'LEDGER_BEHIND_CHECKPOINT',
      ledgerSize: TOLD,
      checkpointSize: SIGNED,
    });
  });

  it('is still read', async () => {
    const { ledger } = dataOf(await product.ask(LEDGER, {}, 'auditor'));

    const status = { state: 'LEDGER_BEHIND_CHECKPOINT', ledgerSize: String(TOLD), checkpointSize: String(SIGNED) };
    expect(ledger).toEqual({ size: String(TOLD), demo: true, status });
  });

  it('takes no command, new or old', async () => {
    const refused = await Promise.all([register(product, 'third'), register(product, 'first')]);

    const refusal = {
      __typename: 'Refusal',
      code: 'LEDGER_BEHIND_CHECKPOINT',
      message: expect.stringMatching(/^[A-Z].*\.$/) as string,
    };
    expect(refused).toEqual([refusal, refusal]);
  });

  it('is not signed', async () => {
    const checkpoint = await fetchFrom(product, '/log/checkpoint');
    const tile = await fetchFrom(product, `/log/tile/0/000.p/${TOLD}`);

    expect([checkpoint.status, tile.status]).toEqual([503, 404]);
  });

  it('is not healed by a copy with one altered byte', async () => {
    const ran = await importing(whole.map((line) => line.replace('Dinas first', 'Dinas fi5st')));

    const sentence = `With these entries the ledger would not be the one that was signed at ${SIGNED} entries; nothing was added.\n`;
    expect(ran).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(sentence) as string });
    expect(dataOf(await product.ask(LEDGER, {}, 'auditor'))).toMatchObject({ ledger: { size: String(TOLD) } });
  });

  it('is healed by a copy of what was signed, beside the running product', async () => {
    const ran = await importing(whole);
    await untilReady(product);

    const again = await register(product, 'second');
    const further = await register(product, 'third');

    expect(ran).toMatchObject({ code: 0, stdout: '2 entries were added; the ledger is what was signed\n' });
    expect(again).toMatchObject({ replayed: true, receipt: { position: String(SIGNED) } });
    expect(further).toMatchObject({ replayed: false, receipt: { position: String(SIGNED + 1) } });
    expect(dataOf(await product.ask(ENTRIES, {}, 'auditor'))).toEqual(entries);
  }, 60_000);
});

describe('An empty database beside what was signed', () => {
  const empty = useTestDatabase();

  it('is only read, and no demo is told anew', async () => {
    await product.stop();
    const given = givenDatabase(empty());

    product = await startProduct(home, given);

    const ready = await fetchFrom(product, '/ready');
    const { ledger } = dataOf(await product.ask('{ ledger { size origin root } }', {}, 'auditor'));
    const ran = await importing(whole, given);
    expect(await ready.json()).toMatchObject({
      code: 'LEDGER_BEHIND_CHECKPOINT',
      ledgerSize: 0,
      checkpointSize: SIGNED + 1,
    });
    expect(ledger).toMatchObject({ size: '0', origin: null });
    expect(ran).toMatchObject({ code: 1, stderr: `The copy lacks the entry at position ${SIGNED + 1}.\n` });
  }, 60_000);
});
