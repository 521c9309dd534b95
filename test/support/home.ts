import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterEach, inject } from 'vitest';

import { openDatabase } from '../../src/database/open.ts';
import { stopPostmaster } from '../../src/database/postmaster.ts';
import { COMPILED } from './compiled.ts';

const silent = { info: () => undefined, warn: () => undefined };
const HOLDER = new URL('hold-database.ts', import.meta.url).pathname;

/** Empty, or with a database that was made before and is not running. */
export type Furnishing = 'EMPTY' | 'WITH_DATABASE';

/** A fresh home folder per call; after each test its server is stopped and the folder removed. */
export function useHomes(): (furnishing?: Furnishing) => Promise<string> {
  const homes: string[] = [];

  afterEach(async () => {
    for (const home of homes.splice(0)) {
      await stopPostmaster(join(home, 'postgres-18', 'data'));
      await rm(home, { recursive: true, force: true });
    }
  });

  return async (furnishing = 'EMPTY') => {
    const home = await mkdtemp(join(tmpdir(), 'jejak-home-'));
    await chmod(home, 0o711);
    homes.push(home);
    if (furnishing === 'WITH_DATABASE') await furnish(home);
    return home;
  };
}

const PREPARED = 'postgres-18';

/**
 * Puts a database into an empty home: a copy of the one that was made for the first to ask, since making one takes as
 * long as all that most tests do with it.
 */
export async function furnish(home: string): Promise<void> {
  const template = inject('homeTemplate');
  if (!existsSync(join(template, PREPARED))) await makeDatabase(template);
  // With owners and modes: a server refuses to start on data that are not its own.
  await promisify(execFile)('cp', ['-a', join(template, PREPARED), home]);
}

/** Made aside and renamed: of two workers at once one wins whole. */
async function makeDatabase(template: string): Promise<void> {
  const aside = await mkdtemp(`${template}-`);
  await chmod(aside, 0o711);
  const { close } = await openDatabase({ home: aside, databaseUrl: null, migrationDatabaseUrl: null }, silent);
  await close();
  // Every server chooses a port of its own.
  await rm(join(aside, PREPARED, 'port'));
  await rename(aside, template).catch(() => rm(aside, { recursive: true, force: true }));
}

/** Another process that holds the database of the home folder; resolves when it is open. */
export async function holdElsewhere(home: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [HOLDER, home], {
    env: { ...process.env, ...COMPILED },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

export async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}
