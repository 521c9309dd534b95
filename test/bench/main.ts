import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

import { startEmbedded } from '../../src/database/embedded.ts';
import { benchAppend } from './append.ts';
import { benchBundle } from './bundle.ts';
import { createDatabase } from './databases.ts';
import { benchFold } from './fold.ts';
import { benchGrowing } from './growing.ts';
import { benchRebuild } from './rebuild.ts';
import { benchScore } from './score.ts';
import { benchVerify } from './verify.ts';
import { benchTree } from './tree.ts';

/** Everything is measured beside a floor in the same run, since absolute times on shared machines mean little. */
const home = await mkdtemp(join(tmpdir(), 'jejak-bench-'));
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const server = await startEmbedded({ home, log: { info: () => undefined, warn: () => undefined } });
try {
  say(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}`);
  const reporting = await createDatabase(server, 'bench_append');
  await benchAppend({ server: reporting, say });
  await benchFold({ server: reporting, say });
  await benchVerify({ server: reporting, say });
  await benchGrowing({
    server: await createDatabase(server, 'bench_growing'),
    bare: await createDatabase(server, 'bench_bare'),
    say,
  });
  await benchTree({ server: await createDatabase(server, 'bench_tree'), say });
  await benchRebuild({ server: reporting, say });
  await benchBundle({ server: await createDatabase(server, 'bench_bundle'), say });
  benchScore(say);
} finally {
  await server.close();
  await rm(server.directory, { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
}
