import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Config } from '../config.ts';
import { connectDrizzle } from '../database/connect.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { readCopy } from '../ledger/copy.ts';
import { createProgress } from './progress.ts';
import { visitDatabase } from './visit.ts';

/** Writes a copy of all entries as they are, line by line: what `import-entries` restores a ledger from. */
export async function exportEntries(config: Config, file: string | undefined): Promise<void> {
  await visitDatabase(config, async ({ database }) => {
    const { db, close } = connectDrizzle(database.applicationUrl, { max: 1, name: 'jejak export' });
    try {
      const lines = Readable.from(readCopy(db, createProgress('copying')));
      if (file === undefined) await pipeline(lines, process.stdout, { end: false });
      else await save(lines, file);
    } finally {
      await close();
    }
  });
}

/** Written beside and renamed: what bears the name is a whole copy. */
async function save(lines: Readable, file: string): Promise<void> {
  const beside = `${file}.part`;
  try {
    await pipeline(lines, createWriteStream(beside, { mode: 0o600, flush: true }));
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new StartupError(`The copy cannot be written to ${file}: ${error.message}.`, { cause: error });
  }
}
