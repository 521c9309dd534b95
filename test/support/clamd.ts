import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { askClamd } from '../../src/document/clamd.ts';

/** From Debian's `clamav-daemon`. */
const CLAMD = '/usr/sbin/clamd';

export const hasClamd = existsSync(CLAMD);

/** The test file of EICAR, in two parts, so that no scanner takes this file for it. */
export const EICAR = Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-' + 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*');

/** Looks into files so far. */
export const FILE_MAXIMUM = 1_048_576;

/** Listens to so much in one go. */
export const STREAM_MAXIMUM = 2 * FILE_MAXIMUM;

export type RunningClamd = Readonly<{
  settings: Readonly<{ socket: string }>;
  start: () => Promise<void>;
  stop: () => Promise<void>;
  remove: () => Promise<void>;
}>;

/** A clamd of its own that knows one thing, and can be stopped and started again. */
export async function prepareClamd(): Promise<RunningClamd> {
  const folder = await mkdtemp(join(tmpdir(), 'jejak-clamd-'));
  const socket = join(folder, 'clamd.sock');
  const config = join(folder, 'clamd.conf');
  await mkdir(join(folder, 'signatures'));
  // In any kind of file, at any place.
  await writeFile(join(folder, 'signatures', 'eicar.ndb'), `Eicar-Test-Signature:0:*:${EICAR.toString('hex')}\n`);
  await writeFile(config, configOf(folder, socket));
  let stop = (): Promise<void> => Promise.resolve();

  const start = async (): Promise<void> => {
    const child = spawn(CLAMD, ['--foreground', '--config-file', config], { stdio: 'ignore' });
    const exited = once(child, 'exit');
    stop = async () => {
      child.kill('SIGKILL');
      await exited;
    };
    await answering(socket, Date.now() + 20_000);
  };
  const remove = async (): Promise<void> => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { settings: { socket }, start, stop: () => stop(), remove };
}

function configOf(folder: string, socket: string): string {
  const lines = [
    `DatabaseDirectory ${join(folder, 'signatures')}`,
    `TemporaryDirectory ${folder}`,
    `LocalSocket ${socket}`,
    'FixStaleSocket yes',
    'SelfCheck 0',
    `StreamMaxLength ${STREAM_MAXIMUM}`,
    `MaxFileSize ${FILE_MAXIMUM}`,
    `MaxScanSize ${FILE_MAXIMUM}`,
    'AlertExceedsMax yes',
  ];
  return `${lines.join('\n')}\n`;
}

async function answering(socket: string, until: number): Promise<void> {
  for (;;) {
    const answers = await askClamd({ socket }, 1000).then(
      () => true,
      () => false,
    );
    if (answers) return;
    if (Date.now() > until) throw new Error('clamd does not answer');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
