import { createHash } from 'node:crypto';
import { chmod, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { StartupError } from '../kernel/startup-error.ts';
import { mayUse } from './account.ts';
import type { Account } from './account.ts';
import { diskSentence } from './disk.ts';
import type { Log } from './log.ts';

/** Where things go that the account of the server could not reach below the home folder; only root comes here. */
export const OUTSIDE = '/var/lib/jejak';

/** The folder of the embedded database and what is in it. It names the major version: a newer server cannot read it. */
export type Place = Readonly<{ directory: string; data: string; access: string; log: string; port: string }>;

/** Finds a folder whose parents the account may enter: below the home folder, or else outside, which it says. */
export async function findPlace(home: string, account: Account, log: Log): Promise<Place> {
  const parent = await makeFolder(resolve(home));
  if (mayUse(account, parent)) return placeIn(parent);
  const elsewhere = await makeFolder(join(OUTSIDE, createHash('sha256').update(parent).digest('hex').slice(0, 12)));
  if (!mayUse(account, elsewhere)) {
    throw new StartupError(
      `The database user may enter neither ${parent} nor ${elsewhere}; set JEJAK_HOME to a folder it may enter.`,
    );
  }
  log.warn(`${parent} is closed to the database user, so the database is kept in ${elsewhere}.`);
  return placeIn(elsewhere);
}

export function placeAt(directory: string): Place {
  const inside = (name: string): string => join(directory, name);
  return {
    directory,
    data: inside('data'),
    access: inside('access.json'),
    log: inside('server.log'),
    port: inside('port'),
  };
}

function placeIn(parent: string): Place {
  return placeAt(join(parent, 'postgres-18'));
}

async function makeFolder(path: string): Promise<string> {
  try {
    await makeWithParents(path);
    return await realpath(path);
  } catch (error) {
    throw new StartupError(diskSentence(path, error), { cause: error });
  }
}

/**
 * Not `mkdir` with `recursive`: it never returns where the system answers ENOENT below a folder that exists, as /proc
 * does. A strict umask would close the folder to the account of the server; the files inside keep modes of their own.
 */
async function makeWithParents(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return;
  if (dirname(path) !== path) await makeWithParents(dirname(path));
  await mkdir(path);
  await chmod(path, 0o711);
}
