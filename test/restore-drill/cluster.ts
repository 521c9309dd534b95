import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, chmod, chown, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A PostgreSQL server of the system, on a folder of its own, with the tools of the same version. */
export type Cluster = Readonly<{
  data: string;
  url: (user: string, database: string) => string;
  /** Runs a tool against it, to its end. */
  tool: (name: string, ...words: readonly string[]) => Promise<string>;
  stop: () => Promise<void>;
}>;

/** Where Debian puts the oldest version that Jejak works with. */
const BIN = '/usr/lib/postgresql/15/bin';

const run = promisify(execFile);

export function isInstalled(): boolean {
  return existsSync(join(BIN, 'initdb'));
}

/** A new server that archives what it writes, as a production server does. */
export async function createCluster(folder: string): Promise<Cluster> {
  const data = join(folder, 'data');
  const archive = join(folder, 'archive');
  await ownedFolder(archive);
  await ownedFolder(data);
  await as('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync');
  await appendFile(
    join(data, 'postgresql.conf'),
    `archive_mode = on\narchive_command = 'cp %p ${archive}/%f'\nwal_level = replica\n`,
  );
  return startCluster(data);
}

/** A server on a base backup, which replays the archive until that time, or to its end. */
export async function recoverCluster(data: string, archive: string, until: string | null): Promise<Cluster> {
  const target = until === null ? '' : `recovery_target_time = '${until}'\nrecovery_target_action = 'promote'\n`;
  const settings = `restore_command = 'cp ${archive}/%f %p'\narchive_mode = off\n${target}`;
  await appendFile(join(data, 'postgresql.conf'), settings);
  await writeFile(join(data, 'recovery.signal'), '');
  return startCluster(data);
}

async function startCluster(data: string): Promise<Cluster> {
  const port = String(await freePort());
  const options = `-p ${port} -k ${data} -c listen_addresses=127.0.0.1`;
  await as('pg_ctl', '-D', data, '-w', '-l', join(data, 'server.log'), '-o', options, 'start');
  const url: Cluster['url'] = (user, database) => `postgres://${user}:none@127.0.0.1:${port}/${database}`;
  const tool: Cluster['tool'] = (name, ...words) => as(name, '-h', '127.0.0.1', '-p', port, '-U', 'postgres', ...words);
  const stop = async (): Promise<void> => {
    await as('pg_ctl', '-D', data, '-w', '-m', 'fast', 'stop');
  };
  return { data, url, tool, stop };
}

/** A folder that the server may write to. */
export async function ownedFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  await chmod(path, 0o700);
  const user = await serverUser();
  if (user) await chown(path, user.uid, user.gid);
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
async function serverUser(): Promise<Readonly<{ uid: number; gid: number }> | null> {
  if (process.getuid?.() !== 0) return null;
  const [uid, gid] = await Promise.all(['-u', '-g'].map(async (of) => (await run('id', [of, 'postgres'])).stdout));
  return { uid: Number(uid), gid: Number(gid) };
}

async function as(name: string, ...words: readonly string[]): Promise<string> {
  const user = await serverUser();
  // What pg_ctl starts keeps its outputs open; waiting for them would be waiting for the server to end.
  if (name === 'pg_ctl') return detached(name, words, user);
  return (await run(join(BIN, name), words, { ...user, cwd: '/' })).stdout;
}

async function detached(
  name: string,
  words: readonly string[],
  user: Awaited<ReturnType<typeof serverUser>>,
): Promise<string> {
  const quoted = words.map((word) => `'${word}'`).join(' ');
  await run('sh', ['-c', `exec ${join(BIN, name)} ${quoted} > /dev/null 2>&1`], { ...user, cwd: '/' });
  return '';
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
