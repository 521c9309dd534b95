import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Config } from '../config.ts';
import { connectDrizzle } from '../database/connect.ts';
import { readCopy } from '../ledger/copy.ts';
import { writeOutput } from './output-file.ts';
import { createProgress } from './progress.ts';
import { visitDatabase } from './visit.ts';

/** Writes a copy of all entries as they are, line by line: what `import-entries` restores a ledger from. */
export async function exportEntries(config: Config, file: string | undefined): Promise<void> {
  await visitDatabase(config, async ({ database }) => {
    const { db, close } = connectDrizzle(database.applicationUrl, { max: 1, name: 'jejak export' });
    try {
      const lines = Readable.from(readCopy(db, createProgress('copying')));
      if (file === undefined) await pipeline(lines, process.stdout, { end: false });
      else await writeOutput(file, lines, { mode: 0o600 });
    } finally {
      await close();
    }
  });
}
