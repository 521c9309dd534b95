import { connectDrizzle } from '../../src/database/connect.ts';
import { readContent } from '../../src/ledger/content.ts';
import { createWriter } from '../../src/ledger/writer.ts';
import { createInlineProjector } from '../../src/projection/inline.ts';
import { jejakCatalogue } from '../../src/usecase/catalogue.ts';
import { createFactSources } from '../../src/usecase/fact-sources.ts';
import { createHandle } from '../../src/usecase/handle.ts';
import type { Handle } from '../../src/usecase/handle.ts';
import { createPapers } from '../../src/usecase/papers.ts';
import { openReportingWorld } from '../support/reporting-world.ts';
import { revisions } from './append.ts';
import type { BenchParts } from './append.ts';
import { inLoops, measured, row } from './figures.ts';

const CALLERS = [1, 64];
const ROUNDS = 8;
const MILLISECONDS = 1000;

type Opened = Readonly<{ handle: Handle; close: () => Promise<void> }>;

/** The same revisions into a ledger that grows its tree and into one that does not, alternating within one run. */
export async function benchGrowing({
  server,
  bare,
  say,
}: BenchParts & Readonly<{ bare: BenchParts['server'] }>): Promise<void> {
  const [grown, plain] = [await open(server.applicationUrl, true), await open(bare.applicationUrl, false)];
  const [growing, appending] = [revisions(grown), revisions(plain)];
  for (const callers of CALLERS) {
    const withTree: number[] = [];
    const without: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      withTree.push(...(await inLoops(callers, MILLISECONDS, growing)));
      without.push(...(await inLoops(callers, MILLISECONDS, appending)));
    }
    const [a, b] = [measured(withTree, ROUNDS * MILLISECONDS), measured(without, ROUNDS * MILLISECONDS)];
    say(`\nappend with the tree, ${callers} callers`);
    say(`  with     ${row(a)}`);
    say(`  without  ${row(b)}`);
    say(`  throughput ${(a.perSecond / b.perSecond).toFixed(3)}, median ${(a.median / b.median).toFixed(3)}`);
  }
  await grown.close();
  await plain.close();
}

async function open(url: string, growsTree: boolean): Promise<Opened> {
  const world = await openReportingWorld(url);
  await world.close();
  const { db, close } = connectDrizzle(url, { max: 1 });
  const papers = createPapers((digest) => readContent(db, digest));
  const writer = await createWriter({ url, catalogue: jejakCatalogue, project: createInlineProjector(), growsTree });
  const handle = createHandle(writer, createFactSources(papers));
  const closeBoth = async (): Promise<void> => {
    await Promise.all([writer.close(), close()]);
  };
  return { handle, close: closeBoth };
}
