import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { StartupError } from '../kernel/startup-error.ts';

/** A secret that this installation keeps in a file of its home. */
export type SecretFile = Readonly<{
  home: string;
  name: string;
  /** What sentences call it: "token key". */
  what: string;
  create: () => Promise<Uint8Array>;
}>;

/** The secret, made when it is asked for first. */
export async function loadSecret(file: SecretFile): Promise<Uint8Array> {
  return (await readSecret(file)) ?? createSecret(file);
}

async function readSecret({ home, name, what }: SecretFile): Promise<Uint8Array | null> {
  const path = join(home, name);
  try {
    return await readFile(path);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw new StartupError(`The ${what} ${path} cannot be read.`, { cause: error });
  }
}

/** Written aside and linked into place: two processes that start together end up with one whole secret. */
async function createSecret({ home, name, what, create }: SecretFile): Promise<Uint8Array> {
  const path = join(home, name);
  const aside = `${path}.${randomUUID()}`;
  try {
    await mkdir(home, { recursive: true });
    await writeFile(aside, await create(), { mode: 0o600, flag: 'wx', flush: true });
    await link(aside, path).catch(ignoreExisting);
    return await readFile(path);
  } catch (error) {
    throw new StartupError(`The ${what} ${path} cannot be written.`, { cause: error });
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
