import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { StartupError } from '../kernel/startup-error.ts';
import { createAccess, SUPERUSER, writeAccess } from './access.ts';
import type { Account } from './account.ts';
import { diskSentence } from './disk.ts';
import type { Installation } from './installation.ts';
import { placeAt } from './place.ts';
import type { Place } from './place.ts';

export type Initialisation = Readonly<{ place: Place; installation: Installation; account: Account; durable: boolean }>;

/**
 * Makes the data folder and the passwords unless they are there. Made aside and renamed in one step: an interrupted
 * attempt leaves nothing half done, and of two attempts at once one wins whole.
 */
export async function initialise({ place, installation, account, durable }: Initialisation): Promise<void> {
  if (existsSync(place.directory)) return;
  const aside = placeAt(`${place.directory}.${randomUUID()}`);
  try {
    await prepare(aside, account);
    await runInitdb(aside, { installation, account, durable });
    await rename(aside.directory, place.directory);
  } catch (error) {
    await rm(aside.directory, { recursive: true, force: true });
    if (existsSync(place.directory)) return;
    if (error instanceof StartupError) throw error;
    throw new StartupError(diskSentence(place.directory, error), { cause: error });
  }
}

async function prepare(aside: Place, account: Account): Promise<void> {
  await mkdir(aside.data, { recursive: true });
  await chmod(aside.directory, 0o711);
  await chmod(aside.data, 0o700);
  if ('uid' in account) await chown(aside.data, account.uid, account.gid);
}

async function runInitdb(
  aside: Place,
  { installation, account, durable }: Omit<Initialisation, 'place'>,
): Promise<void> {
  const access = createAccess();
  await writeAccess(aside.access, access);
  const passwordFile = join(aside.directory, 'password');
  await writeFile(passwordFile, access.superuser, { mode: 0o600 });
  if ('uid' in account) await chown(passwordFile, account.uid, account.gid);
  const flags = ['--locale=C', '--encoding=UTF8', '--auth=scram-sha-256', '--no-instructions'];
  const own = [`--username=${SUPERUSER}`, `--pwfile=${passwordFile}`, `--pgdata=${aside.data}`];
  await run(installation.initdb, [...flags, ...own, ...(durable ? [] : ['--no-sync'])], account);
  await rm(passwordFile);
}

function run(program: string, parameters: readonly string[], account: Account): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      ...account,
      cwd: '/',
      env: { LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new StartupError(initdbSentence(said)));
    });
  });
}

function initdbSentence(said: string): string {
  if (said.includes('No space left on device')) return 'The disk is full; free some space and start again.';
  const line = said.split('\n').find((one) => /error|fatal/i.test(one)) ?? said.trim();
  return `The database could not be created: ${line.replace(/^initdb: error: /, '')}`;
}
