import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

import { startEmbedded } from '../../src/database/embedded.ts';
import { benchAppend } from './append.ts';
import { benchBundle } from './bundle.ts';
import { benchClockwork } from './clockwork.ts';
import { benchDashboards } from './dashboards.ts';
import { createDatabase } from './databases.ts';
import type { BenchDatabase } from './databases.ts';
import { benchDocuments } from './documents.ts';
import { benchExports } from './exports.ts';
import { benchFold } from './fold.ts';
import { benchFollowing } from './following.ts';
import { benchGrowing } from './growing.ts';
import { benchImports } from './imports.ts';
import { makeNation } from './nation.ts';
import { benchRebuild } from './rebuild.ts';
import { benchScore } from './score.ts';
import { benchSearch } from './search.ts';
import { benchTree } from './tree.ts';
import { benchVerify } from './verify.ts';
import { benchWords } from './words.ts';

type Bench = (create: (name: string) => Promise<BenchDatabase>) => Promise<void>;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** The nation comes first: the memory it takes is told, and others would have left theirs. */
const BENCHES: Readonly<Record<string, Bench>> = {
  nation: async (create) => {
    const nation = await makeNation(await create('bench_nation'));
    await benchDashboards(nation, say);
    await benchSearch(nation, say);
    await benchExports(nation, say);
    await benchClockwork(nation, say);
  },
  append: async (create) => {
    const server = await create('bench_append');
    await benchAppend({ server, say });
    await benchFold({ server, say });
    await benchVerify({ server, say });
    await benchRebuild({ server, say });
  },
  growing: async (create) =>
    benchGrowing({ server: await create('bench_growing'), bare: await create('bench_bare'), say }),
  words: async (create) =>
    benchWords({ server: await create('bench_words'), bare: await create('bench_wordless'), say }),
  following: async (create) => benchFollowing({ server: await create('bench_following'), say }),
  imports: async (create) => benchImports({ server: await create('bench_imports'), say }),
  tree: async (create) => benchTree({ server: await create('bench_tree'), say }),
  bundle: async (create) => benchBundle({ server: await create('bench_bundle'), say }),
  documents: async (create) => benchDocuments(await create('bench_documents'), say),
  score: () => {
    benchScore(say);
    return Promise.resolve();
  },
};

/** Everything is measured beside a floor in the same run, since absolute times on shared machines mean little. */
const home = await mkdtemp(join(tmpdir(), 'jejak-bench-'));
const server = await startEmbedded({ home, log: { info: () => undefined, warn: () => undefined } });
try {
  say(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}`);
  const named = process.argv.slice(2);
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (named.length === 0 || named.includes(name)) await bench((database) => createDatabase(server, database));
  }
} finally {
  await server.close();
  await rm(server.directory, { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
}
