import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const PROGRAM = join(import.meta.dirname, 'verify.go');

/** Where Debian puts the sources of `golang-golang-x-mod-dev`; nothing is fetched from anywhere. */
const OFFLINE = { GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '' };

const PACKAGES = ['golang.org/x/mod/sumdb/note', 'golang.org/x/mod/sumdb/tlog'];

/** Whether Go and its packages for transparency logs are installed. */
export async function hasGo(): Promise<boolean> {
  try {
    await run('go', ['list', ...PACKAGES], { env: environment() });
    return true;
  } catch {
    return false;
  }
}

/** Builds the checking program into a folder, and answers where it is. */
export async function buildChecker(folder: string): Promise<string> {
  const program = join(folder, 'verify');
  await run('go', ['build', '-o', program, PROGRAM], { env: environment() });
  return program;
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, ...OFFLINE };
}
