import { connectDrizzle } from '../database/connect.ts';
import type { Log } from '../database/log.ts';
import { readContent } from '../ledger/content.ts';
import type { Clock } from '../ledger/head.ts';
import { createWriter } from '../ledger/writer.ts';
import type { WriterOptions } from '../ledger/writer.ts';
import { createInlineProjector } from '../projection/inline.ts';
import { readStandings } from '../projection/standings.ts';
import { readUnits } from '../projection/units.ts';
import { jejakCatalogue } from '../usecase/catalogue.ts';
import { createHandle } from '../usecase/handle.ts';
import type { Handle } from '../usecase/handle.ts';
import { createPapers } from '../usecase/papers.ts';
import type { Reader } from '../view/reader.ts';

export type ComponentLog = Log & NonNullable<WriterOptions['log']>;

/** What reads and what writes, on one database. */
export type Components = Readonly<{ reader: Reader; handle: Handle; close: () => Promise<void> }>;

/**
 * Connections that answer questions. The writer has one of its own, and editions are read over another: a decision needs
 * them under the lock of the head, for which readers on all the others may be waiting.
 */
const READERS = 10;

export async function openComponents(
  applicationUrl: string,
  { log, clock }: Readonly<{ log: ComponentLog; clock?: Clock }>,
): Promise<Components> {
  const { db: database, close: closeReaders } = connectDrizzle(applicationUrl, { max: READERS, name: 'jejak reader' });
  const { db: editions, close: closeEditions } = connectDrizzle(applicationUrl, { max: 1, name: 'jejak editions' });
  const papers = createPapers((digest) => readContent(editions, digest));
  const reader: Reader = { database, catalogue: jejakCatalogue, papers };
  try {
    const writer = await createWriter({
      url: applicationUrl,
      catalogue: jejakCatalogue,
      project: createInlineProjector(),
      log,
      ...(clock ? { clock } : {}),
    });
    const handle = createHandle(writer, { papers, standings: readStandings, units: readUnits });
    const close = async (): Promise<void> => {
      await writer.close();
      await Promise.all([closeReaders(), closeEditions()]);
    };
    return { reader, handle, close };
  } catch (error) {
    await Promise.all([closeReaders(), closeEditions()]);
    throw error;
  }
}
