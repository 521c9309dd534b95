import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { UsageError } from '../../../src/cli/exit.ts';
import { keyToOpenWith, originOf, requireKey } from '../../../src/cli/log-key.ts';
import { rotateKey } from '../../../src/cli/rotate-key.ts';
import { readConfig } from '../../../src/config.ts';
import { beginLog } from '../../../src/signer/kept-checkpoint.ts';
import { createKey, fingerprint, openKeyRing, vkeyOf } from '../../../src/signer/key-ring.ts';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'jejak-keys-'));
});
afterEach(() => rm(home, { recursive: true }));

const GIVEN = 'postgres://application@localhost/jejak';

function openedWith(key: string) {
  const keys = [{ key, since: 1, until: null }];
  return { phase: 'open', origin: 'example.org/log', demo: false, told: false, keys, sealed: 0 } as const;
}

describe('The key to open a log with', () => {
  it('is made beside the embedded database, once', async () => {
    const made = await keyToOpenWith({ home, databaseUrl: null });
    const again = await keyToOpenWith({ home, databaseUrl: null });

    expect(fingerprint(again)).toBe(fingerprint(made));
    expect((await openKeyRing(home)).keys).toHaveLength(1);
  });

  it('is asked for beside a database of one’s own', async () => {
    const missing = keyToOpenWith({ home, databaseUrl: GIVEN });

    await expect(missing).rejects.toThrow(`There is no signing key in ${join(home, 'log')}.`);
    await expect(missing).rejects.toThrow('npm run jejak -- create-key');
    const key = await createKey(home);
    expect(fingerprint(await keyToOpenWith({ home, databaseUrl: GIVEN }))).toBe(fingerprint(key));
  });

  it('is not one of several', async () => {
    await createKey(home);
    await createKey(home);

    await expect(keyToOpenWith({ home, databaseUrl: null })).rejects.toThrow(
      `There are several signing keys in ${join(home, 'log')}; leave the one to open the log with.`,
    );
  });

  it('names the log where nobody else does, and a demo says so', async () => {
    const key = await createKey(home);
    const name = fingerprint(key).slice(0, 8);

    expect(originOf({ logOrigin: null, demo: false }, key)).toBe(`jejak.local/${name}`);
    expect(originOf({ logOrigin: null, demo: true }, key)).toBe(`jejak.local/${name}/demo`);
    expect(originOf({ logOrigin: 'example.org/log', demo: true }, key)).toBe('example.org/log/demo');
  });
});

describe('An open log', () => {
  it('is started with the key that it names, and with no other', async () => {
    const name = 'example.org/log';
    const privateKey = await createKey(home);
    const key = vkeyOf(name, privateKey);
    await beginLog(home, { name, privateKey });
    const other = vkeyOf('example.org/log', await createKey(join(home, 'other')));

    await expect(requireKey({ home }, openedWith(key))).resolves.toBeUndefined();
    await expect(requireKey({ home }, openedWith(other))).rejects.toThrow(
      `No key in ${join(home, 'log')} is one that signs for this ledger`,
    );
  });

  it('is not started where nothing of it is kept: nobody could tell what was signed', async () => {
    const key = vkeyOf('example.org/log', await createKey(home));

    await expect(requireKey({ home }, openedWith(key))).rejects.toThrow('No checkpoint of example.org/log is kept in');
  });
});

describe('A rotation', () => {
  it.each(['-1', '1.5', 'soon', '3651'])('is not understood for %s days', async (days) => {
    const config = readConfig({ JEJAK_HOME: home });

    await expect(rotateKey(config, days)).rejects.toThrow(UsageError);
    expect((await openKeyRing(home)).keys).toEqual([]);
  });
});
