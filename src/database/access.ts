import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

import { StartupError } from '../kernel/startup-error.ts';

export const SUPERUSER = 'jejak_superuser';
export const OWNER = 'jejak_owner';
export const APPLICATION = 'jejak_application';
export const DATABASE = 'jejak';

/** The passwords of the three roles of a server of our own. */
export type Access = Readonly<{ superuser: string; owner: string; application: string }>;

export function createAccess(): Access {
  return { superuser: password(), owner: password(), application: password() };
}

/** Readable by the person who started us and by nobody else. */
export async function writeAccess(path: string, access: Access): Promise<void> {
  await writeFile(path, JSON.stringify(access), { mode: 0o600 });
}

export async function readAccess(path: string): Promise<Access> {
  try {
    const access: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (isAccess(access)) return access;
  } catch (error) {
    throw new StartupError(`The passwords of the database cannot be read from ${path}.`, { cause: error });
  }
  throw new StartupError(`The passwords of the database in ${path} are damaged.`);
}

/** The address of a database on this machine's loopback. */
export function localUrl(user: string, secret: string, port: number, database: string): string {
  return `postgres://${user}:${secret}@127.0.0.1:${port}/${database}`;
}

function password(): string {
  return randomBytes(24).toString('hex');
}

function isAccess(value: unknown): value is Access {
  if (typeof value !== 'object' || value === null) return false;
  return ['superuser', 'owner', 'application'].every((role) => role in value);
}
