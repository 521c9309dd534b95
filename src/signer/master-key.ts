import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { StartupError } from '../kernel/startup-error.ts';
import { writeDurably } from './durable-file.ts';

/** Of AES-256. */
const BYTES = 32;

/** Where the master key is kept, which opens all that is sealed: outside of the database, and apart from its backups. */
export function masterKeyPath(home: string): string {
  return join(home, 'seal', 'master.key');
}

/** Null where there is none. Throws `StartupError` for a file that holds no such key. */
export async function readMasterKey(home: string): Promise<Buffer | null> {
  const path = masterKeyPath(home);
  const text = await readText(path);
  if (text === null) return null;
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === BYTES && key.toString('base64') === text.trim()) return key;
  throw new StartupError(`The master key ${path} is not ${BYTES} bytes in base64.`);
}

/** Makes a key and keeps it before anything is sealed with it. */
export async function createMasterKey(home: string, key = randomBytes(BYTES)): Promise<Buffer> {
  await mkdir(join(home, 'seal'), { recursive: true, mode: 0o700 });
  await writeDurably(masterKeyPath(home), `${key.toString('base64')}\n`, { mode: 0o600 });
  return key;
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new StartupError(`The master key ${path} cannot be read.`, { cause: error });
  }
}
