import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openLine } from '../../../src/ledger/line.ts';
import { createKey, openKeyRing, vkeyOf } from '../../../src/signer/key-ring.ts';
import { signTree } from '../../../src/signer/sign.ts';
import { jejakCatalogue } from '../../../src/usecase/catalogue.ts';
import { useSmallLog } from './small-log.ts';

describe('A signer without its key', () => {
  const log = useSmallLog();

  it('signs nothing, and signs what came meanwhile once the key is back', async () => {
    const { home, origin } = log().signing;
    const components = await log().open();
    const ring = await openKeyRing(home);
    const line = await openLine(log().url);
    const desk = { line, catalogue: jejakCatalogue, home, origin };

    const without = await signTree({ ...desk, ring: () => Promise.resolve({ ...ring, keys: [] }) });
    const position = await log().register(components, 'late');
    const again = await signTree({ ...desk, ring: () => Promise.resolve(ring) });
    await line.close();

    expect(without).toEqual({ kind: 'NO_KEY' });
    expect(again).toMatchObject({ kind: 'SIGNED', checkpoint: { size: position } });
  });

  it('is not helped by the key of another log', async () => {
    const { home, origin } = log().signing;
    const line = await openLine(log().url);
    const { privateKey } = generateKeyPairSync('ed25519');
    const ring = () => Promise.resolve({ folder: home, keys: [privateKey] });

    const signing = await signTree({ line, catalogue: jejakCatalogue, home, origin, ring });
    await line.close();

    expect(signing).toEqual({ kind: 'NO_KEY' });
  });
});

describe('The keys of an installation', () => {
  const log = useSmallLog();

  it.each([
    ['is no key', 'no key', 'cannot be read.'],
    ['is not an Ed25519 key', rsaKey(), 'is not an Ed25519 key.'],
  ])('are refused in one sentence where a file %s', async (_what, content, sentence) => {
    const path = join(log().signing.home, 'log', 'other.pem');
    await writeFile(path, content);

    await expect(openKeyRing(log().signing.home)).rejects.toThrow(`The signing key ${path} ${sentence}`);

    await rm(path);
  });

  it('are none where there is no folder, and told apart by their names', async () => {
    const home = join(log().signing.home, 'elsewhere');
    const before = await openKeyRing(home);
    await mkdir(home);

    const made = [await createKey(home), await createKey(home)].map((key) => vkeyOf('x', key));

    const found = (await openKeyRing(home)).keys.map((key) => vkeyOf('x', key));
    expect(before.keys).toEqual([]);
    expect(found.toSorted()).toEqual(made.toSorted());
  });
});

describe('The last checkpoint', () => {
  const log = useSmallLog();

  it.each([
    ['is empty', () => ''],
    ['is cut short', (text: string) => text.slice(0, 20)],
    ['is not a checkpoint', () => 'small.jejak\n\n— small.jejak AAAAAAAA\n'],
    ['is that of another log', (text: string) => text.replace('small.jejak', 'other.jejak')],
  ])('is refused in one sentence where its file %s', async (_what, damage) => {
    await log().open();
    const { text } = await log().kept();
    const folder = join(log().signing.home, 'log');
    const [file = ''] = (await readdir(folder)).filter((name) => name.endsWith('.txt'));
    const path = join(folder, file);
    await writeFile(path, damage(text));

    await expect(log().open()).rejects.toThrow(`The last checkpoint in ${path} is damaged; restore it from a copy.`);

    await writeFile(path, text);
    expect((await log().open()).reader.checkpoints.status()).toEqual({ state: 'SIGNING' });
  });
});

function rsaKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  // With this format the key comes out as text.
  return privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
}
