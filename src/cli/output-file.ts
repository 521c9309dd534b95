import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { StartupError } from '../kernel/startup-error.ts';

/** Written beside and renamed: what bears the name is whole. Only files are replaced: a device would be gone for good. */
export async function writeOutput(file: string, content: Readable, { mode = 0o644 } = {}): Promise<void> {
  const beside = `${file}.${randomUUID()}`;
  try {
    await refuseSpecial(file);
    await pipeline(content, createWriteStream(beside, { flags: 'wx', flush: true, mode }));
    await rename(beside, file);
  } catch (error) {
    content.destroy();
    await rm(beside, { force: true });
    if (!isOfFiles(error)) throw error;
    throw new StartupError(`${file} cannot be written: ${error.message}.`, { cause: error });
  }
}

async function refuseSpecial(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found && !found.isFile()) throw new StartupError(`${file} is there and is no file; name another one.`);
}

const FILE_CALLS: readonly unknown[] = ['open', 'write', 'fsync', 'close', 'rename'];

function isOfFiles(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && FILE_CALLS.includes(error.syscall);
}
