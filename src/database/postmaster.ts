import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The server that runs on a data folder, as its `postmaster.pid` tells. */
export type Postmaster = Readonly<{ pid: number; port: number; ready: boolean }>;

/** The file's lines: 1 pid, 2 data folder, 3 start time, 4 port, 8 status (PostgreSQL, `miscadmin.h`). */
const PORT_LINE = 3;
const STATUS_LINE = 7;

/** Fast enough to be unnoticed, slow enough to cost nothing. */
const POLL_MILLISECONDS = 20;
/** A checkpoint of a busy server on a slow disk; afterwards it is stopped without one and recovers on the next start. */
const STOP_MILLISECONDS = 20_000;

/** Null where no server runs. A file left behind by a dead server, or naming a stranger's process, counts as none. */
export function readPostmaster(data: string): Postmaster | null {
  const lines = readLines(data);
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isServerOf(pid, data)) return null;
  return { pid, port: Number(lines[PORT_LINE]), ready: lines[STATUS_LINE]?.trim() === 'ready' };
}

/**
 * After a crash the number in the file may belong to a stranger, and PostgreSQL would refuse to start for ever. A file
 * whose process is gone is left to PostgreSQL, which also looks for survivors in shared memory.
 */
export async function forgetStranger(data: string): Promise<void> {
  const pid = Number(readLines(data)[0]);
  if (pid > 0 && isAlive(pid) && !isServerOf(pid, data)) await rm(join(data, 'postmaster.pid'), { force: true });
}

/** Polls until the answer is not null, or answers null when the time is over. */
export async function waitFor<Answer>(ask: () => Answer | null, milliseconds: number): Promise<Answer | null> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const answer = ask();
    if (answer !== null || performance.now() > end) return answer;
    await pause(POLL_MILLISECONDS);
  }
}

/** Fast shutdown: clients are cut off, everything committed is kept. */
export async function stopPostmaster(data: string): Promise<void> {
  const running = readPostmaster(data);
  if (!running) return;
  process.kill(running.pid, 'SIGINT');
  const gone = (): true | null => (readPostmaster(data)?.pid === running.pid ? null : true);
  if (await waitFor(gone, STOP_MILLISECONDS)) return;
  process.kill(running.pid, 'SIGQUIT');
  await waitFor(gone, STOP_MILLISECONDS);
}

function readLines(data: string): readonly string[] {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

function isServerOf(pid: number, data: string): boolean {
  return isAlive(pid) && commandOf(pid).includes(data);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return String(spawnSync('ps', ['-p', String(pid), '-o', 'command=']).stdout);
  }
}
