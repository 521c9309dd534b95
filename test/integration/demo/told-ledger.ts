import { connectDrizzle } from '../../../src/database/connect.ts';
import { tellDemo } from '../../../src/demo/tell.ts';
import { createToldClock } from '../../../src/demo/told-clock.ts';
import { readContent } from '../../../src/ledger/content.ts';
import type { RecordedEntry } from '../../../src/ledger/entry.ts';
import { readAll } from '../../../src/ledger/read.ts';
import { createWriter } from '../../../src/ledger/writer.ts';
import { createInlineProjector } from '../../../src/projection/inline.ts';
import { readStandings } from '../../../src/projection/standings.ts';
import { jejakCatalogue } from '../../../src/usecase/catalogue.ts';
import { createHandle } from '../../../src/usecase/handle.ts';
import { createPapers } from '../../../src/usecase/papers.ts';
import { loadReference } from '../../../src/usecase/reference.ts';

/** Everything that the ledger holds once the demo is told into it. */
export async function tellInto(url: string): Promise<readonly RecordedEntry[]> {
  const { db, close } = connectDrizzle(url, { max: 2 });
  const writer = await createWriter({ url, catalogue: jejakCatalogue, project: createInlineProjector(), clock });
  try {
    const papers = createPapers((digest) => readContent(db, digest));
    const handle = createHandle(writer, { papers, standings: readStandings });
    await tellDemo({ handle, clock, origin: 'jejak.test/demo', reference: loadReference(), progress: () => undefined });
    const entries: RecordedEntry[] = [];
    for await (const entry of readAll({ database: db, catalogue: jejakCatalogue })) entries.push(entry);
    return entries;
  } finally {
    await writer.close();
    await close();
  }
}
