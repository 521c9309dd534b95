import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

import { startEmbedded } from '../../src/database/embedded.ts';
import { migrateDatabase } from '../../src/database/migrate.ts';
import { grantApplication } from '../../src/database/roles.ts';
import { benchAppend } from './append.ts';
import { benchFold } from './fold.ts';
import { benchScore } from './score.ts';

/** Everything is measured beside a floor in the same run, since absolute times on shared machines mean little. */
const home = await mkdtemp(join(tmpdir(), 'jejak-bench-'));
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const server = await startEmbedded({ home, log: { info: () => undefined, warn: () => undefined } });
try {
  await migrateDatabase(server.ownerUrl);
  await grantApplication(server.ownerUrl, decodeURIComponent(new URL(server.applicationUrl).username));
  say(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}`);
  await benchAppend({ server, say });
  await benchFold({ server, say });
  benchScore(say);
} finally {
  await server.close();
  await rm(server.directory, { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
}
