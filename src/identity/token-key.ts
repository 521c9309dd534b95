import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { StartupError } from '../kernel/startup-error.ts';

/** As long as the digest of HS256 (RFC 7518 §3.2). */
const KEY_BYTES = 32;

/** The key that signs the tokens of this installation, made when it is asked for first. */
export async function loadTokenKey(home: string): Promise<Uint8Array> {
  const path = join(home, 'token-key');
  const key = (await readKey(path)) ?? (await createKey(home, path));
  if (key.length !== KEY_BYTES) {
    throw new StartupError(`The token key ${path} is damaged; remove it and issue the tokens anew.`);
  }
  return key;
}

async function readKey(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw new StartupError(`The token key ${path} cannot be read.`, { cause: error });
  }
}

/** Written aside and linked into place: two processes that start together end up with one whole key. */
async function createKey(home: string, path: string): Promise<Uint8Array> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await mkdir(home, { recursive: true });
    await writeFile(aside, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx', flush: true });
    await link(aside, path).catch(ignoreExisting);
    return await readFile(path);
  } catch (error) {
    throw new StartupError(`The token key ${path} cannot be written.`, { cause: error });
  } finally {
    await rm(aside, { force: true });
  }
}

function ignoreExisting(error: unknown): void {
  if (!isCode(error, 'EEXIST')) throw error;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
