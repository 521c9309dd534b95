import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

import { digestOf } from '../kernel/digest.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { formatVerifierKey, publicKeyBytes, verifierKeyOf } from '../merkle/key.ts';
import type { SigningKey } from '../merkle/key.ts';
import { writeDurably } from './durable-file.ts';

/** The Ed25519 keys of this installation: files `*.pem` (PKCS #8) in `log/` below its home, readable by it alone. */
export type KeyRing = Readonly<{ folder: string; keys: readonly KeyObject[] }>;

/** Where the keys and the checkpoints of a log are kept: outside of the database that they watch over. */
export function logFolder(home: string): string {
  return join(home, 'log');
}

/** Throws `StartupError` for a file that holds no Ed25519 key. A folder that is not there holds none. */
export async function openKeyRing(home: string): Promise<KeyRing> {
  const folder = logFolder(home);
  const files = (await namesIn(folder)).filter((name) => name.endsWith('.pem')).sort();
  return { folder, keys: await Promise.all(files.map((name) => readKey(join(folder, name)))) };
}

/** Makes a key and keeps it before anybody hears of it. */
export async function createKey(home: string): Promise<KeyObject> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const folder = logFolder(home);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // With this format the key comes out as text.
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  await writeDurably(join(folder, `key-${fingerprint(privateKey)}.pem`), pem, { mode: 0o600 });
  return privateKey;
}

/** The key that is meant by a verifier key, under that name; null where it is not here. */
export function signingKeyOf({ keys }: Pick<KeyRing, 'keys'>, vkey: string): SigningKey | null {
  const name = vkey.slice(0, vkey.indexOf('+'));
  const privateKey = keys.find((one) => vkeyOf(name, one) === vkey);
  return privateKey ? { name, privateKey } : null;
}

export function vkeyOf(name: string, privateKey: KeyObject): string {
  return formatVerifierKey(verifierKeyOf({ name, privateKey }));
}

/** The first 16 hexadecimal digits of the SHA-256 of the public key: enough to tell a few keys apart. */
export function fingerprint(privateKey: KeyObject): string {
  return digestOf(publicKeyBytes(privateKey)).slice('sha256:'.length, 'sha256:'.length + 16);
}

/** Puts the keys aside for good: a log that was forked must never be signed under its old name again. */
export async function retireKeys({ folder }: KeyRing, except: KeyObject): Promise<void> {
  const aside = join(folder, 'retired');
  await mkdir(aside, { recursive: true, mode: 0o700 });
  for (const name of (await namesIn(folder)).filter((one) => one.endsWith('.pem'))) {
    const key = await readKey(join(folder, name));
    if (fingerprint(key) !== fingerprint(except)) await rename(join(folder, name), join(aside, name));
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new StartupError(`The signing keys in ${folder} cannot be read.`, { cause: error });
  }
}

async function readKey(path: string): Promise<KeyObject> {
  try {
    const key = createPrivateKey(await readFile(path));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (error) {
    throw new StartupError(`The signing key ${path} cannot be read.`, { cause: error });
  }
  throw new StartupError(`The signing key ${path} is not an Ed25519 key.`);
}
