import { spawnSync } from 'node:child_process';
import { isAbsolute } from 'node:path';

import { StartupError } from '../kernel/startup-error.ts';

/** As whom the server runs; empty where it runs as the person who started us. */
export type Account = Readonly<{ uid: number; gid: number }> | Readonly<Record<string, never>>;

/** PostgreSQL refuses to run as root. `postgres` is meant for it; `nobody` is on every machine. */
const UNPRIVILEGED = ['postgres', 'nobody'];

export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  for (const name of UNPRIVILEGED) {
    const uid = idOf('-u', name);
    const gid = idOf('-g', name);
    if (uid && gid) return { uid, gid };
  }
  throw new StartupError(
    'PostgreSQL does not run as root, and this machine has neither a user "postgres" nor "nobody"; start as an ordinary user or set DATABASE_URL.',
  );
}

/** Whether the account may enter the folder or run the program: asked of the system, since modes are not the whole truth. */
export function mayUse(account: Account, path: string): boolean {
  if (!isAbsolute(path)) throw new RangeError('not an absolute path');
  return !('uid' in account) || spawnSync('test', ['-x', path], { ...account, cwd: '/' }).status === 0;
}

function idOf(flag: '-u' | '-g', name: string): number | null {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : null;
}
