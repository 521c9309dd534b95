import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach } from 'vitest';

import { stopPostmaster } from '../../src/database/postmaster.ts';

const HOLDER = new URL('hold-database.ts', import.meta.url).pathname;

/** A fresh home folder per call; after each test its server is stopped and the folder removed. */
export function useHomes(): () => Promise<string> {
  const homes: string[] = [];

  afterEach(async () => {
    for (const home of homes.splice(0)) {
      await stopPostmaster(join(home, 'postgres-18', 'data'));
      await rm(home, { recursive: true, force: true });
    }
  });

  return async () => {
    const home = await mkdtemp(join(tmpdir(), 'jejak-home-'));
    await chmod(home, 0o711);
    homes.push(home);
    return home;
  };
}

/** Another process that holds the database of the home folder; resolves when it is open. */
export async function holdElsewhere(home: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [HOLDER, home], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

export async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}
