import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { StartupError } from '../kernel/startup-error.ts';
import type { Account } from './account.ts';
import { diskSentence } from './disk.ts';
import type { Installation } from './installation.ts';
import type { Place } from './place.ts';
import { forgetStranger, readPostmaster, waitFor } from './postmaster.ts';
import type { Postmaster } from './postmaster.ts';

export type ServerPlan = Readonly<{ place: Place; installation: Installation; account: Account; durable: boolean }>;

/** Recovery after a crash can take this long on a slow disk. */
const READY_MILLISECONDS = 60_000;
/** A port can be taken between choosing and binding it, and the children of a killed server need a moment to go. */
const ATTEMPTS = 20;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '128MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  log_min_messages: 'warning',
  // Details and statements hold what people wrote; an error reaches whoever caused it in any case.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  jit: 'off',
};

const UNDURABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Answers the server that runs on this data folder; starts one where none does, adopts one that was left running. */
export async function ensureServer(plan: ServerPlan): Promise<Postmaster> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const ready = await whenReady(plan.place, () => false);
    if (ready) return ready;
    await forgetStranger(plan.place.data);
    const started = await launch(plan, attempt);
    if (started) return started;
    await pause(100);
  }
  throw new StartupError(await logSentence(plan.place));
}

/** Null when no server runs here (any more). */
async function whenReady(place: Place, starting: () => boolean): Promise<Postmaster | null> {
  const settled = (): Postmaster | 'NONE' | null => {
    const running = readPostmaster(place.data);
    if (running?.ready) return running;
    return (running ?? starting()) ? null : 'NONE';
  };
  const answer = await waitFor(settled, READY_MILLISECONDS);
  return answer === 'NONE' ? null : answer;
}

/** Null when another attempt may help; a cause that will not go away is thrown as a sentence. */
async function launch(
  { place, installation, account, durable }: ServerPlan,
  attempt: number,
): Promise<Postmaster | null> {
  const port = await choosePort(place, attempt);
  const settings = Object.entries({ ...SETTINGS, ...(durable ? {} : UNDURABLE) });
  const parameters = [
    '-D',
    place.data,
    '-p',
    String(port),
    ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  let exited = false;
  const log = openLog(place);
  // A session of its own: Ctrl-C is for us, who then close the server in order.
  const child = spawn(installation.postgres, parameters, {
    ...account,
    cwd: '/',
    env: { LC_ALL: 'C' },
    detached: true,
    stdio: ['ignore', log, log],
  });
  child.on('exit', () => (exited = true));
  child.on('error', () => (exited = true));
  child.unref();
  closeSync(log);
  const ready = await whenReady(place, () => !exited);
  if (ready) await writeFile(place.port, String(ready.port));
  else await refuseHopeless(place);
  return ready;
}

function openLog(place: Place): number {
  try {
    return openSync(place.log, 'w', 0o600);
  } catch (error) {
    throw new StartupError(diskSentence(place.directory, error), { cause: error });
  }
}

/** The port of the last time where it is free, so that a saved connection keeps working. */
async function choosePort(place: Place, attempt: number): Promise<number> {
  const remembered = attempt === 1 ? Number(await readFile(place.port, 'utf8').catch(() => '0')) : 0;
  return (await freePort(remembered)) ?? (await freePort(0)) ?? 0;
}

function freePort(wanted: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', () => resolve(null));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}

async function refuseHopeless(place: Place): Promise<void> {
  const log = await readFile(place.log, 'utf8').catch(() => '');
  if (/Address already in use|lock file .* already exists|shared memory block/.test(log)) return;
  throw new StartupError(await logSentence(place));
}

async function logSentence(place: Place): Promise<string> {
  const log = await readFile(place.log, 'utf8').catch(() => '');
  if (log.includes('No space left on device')) return diskSentence(place.directory, { code: 'ENOSPC' });
  const fatal = log.split('\n').findLast((line) => /(FATAL|PANIC|error):/.test(line));
  const reason = fatal?.replace(/^.*(?:FATAL|PANIC|error):\s*/, '') ?? 'it wrote nothing';
  return `The database server did not start (${reason}); its log is ${place.log}.`;
}
