import { connectDrizzle } from '../database/connect.ts';
import type { Log } from '../database/log.ts';
import { NO_CHECKPOINTS } from '../ledger/checkpoints.ts';
import { readContent } from '../ledger/content.ts';
import type { Clock } from '../ledger/head.ts';
import { openLine } from '../ledger/line.ts';
import { createWriter } from '../ledger/writer.ts';
import type { Writer, WriterOptions } from '../ledger/writer.ts';
import { createInlineProjector } from '../projection/inline.ts';
import { readStandings } from '../projection/standings.ts';
import { readUnits } from '../projection/units.ts';
import { openKeyRing } from '../signer/key-ring.ts';
import { startSigner } from '../signer/signer.ts';
import type { Signer } from '../signer/signer.ts';
import { jejakCatalogue } from '../usecase/catalogue.ts';
import { createHandle } from '../usecase/handle.ts';
import type { Handle } from '../usecase/handle.ts';
import { createPapers } from '../usecase/papers.ts';
import type { Reader } from '../view/reader.ts';

export type ComponentLog = Log & NonNullable<WriterOptions['log']>;

/** What reads and what writes, on one database. */
export type Components = Readonly<{ reader: Reader; handle: Handle; close: () => Promise<void> }>;

export type ComponentOptions = Readonly<{
  log: ComponentLog;
  clock?: Clock;
  /** Where keys and checkpoints are kept, and the name of a ledger that is not open yet. Absent: nobody signs. */
  signing?: Readonly<{ home: string; origin: string }>;
}>;

type Connections = Readonly<{
  readers: ReturnType<typeof connectDrizzle>;
  editions: ReturnType<typeof connectDrizzle>;
}>;

/**
 * Connections that answer questions. The writer has one of its own, and editions are read over another: a decision needs
 * them under the lock of the head, for which readers on all the others may be waiting.
 */
const READERS = 10;

export async function openComponents(applicationUrl: string, options: ComponentOptions): Promise<Components> {
  const connections = {
    readers: connectDrizzle(applicationUrl, { max: READERS, name: 'jejak reader' }),
    editions: connectDrizzle(applicationUrl, { max: 1, name: 'jejak editions' }),
  };
  try {
    return await openOn(connections, applicationUrl, options);
  } catch (error) {
    await disconnect(connections);
    throw error;
  }
}

async function openOn(connections: Connections, url: string, options: ComponentOptions): Promise<Components> {
  const { readers, editions } = connections;
  const papers = createPapers((digest) => readContent(editions.db, digest));
  const source = { database: readers.db, catalogue: jejakCatalogue };
  const signer = await openSigner(url, options);
  const writer = await openWriter(url, options, signer).catch(async (error: unknown) => {
    await signer?.close();
    throw error;
  });
  const reader: Reader = { ...source, papers, checkpoints: signer?.checkpoints ?? NO_CHECKPOINTS };
  const handle = createHandle(writer, { papers, standings: readStandings, units: readUnits });
  const close = async (): Promise<void> => {
    try {
      await writer.close();
    } finally {
      await signer?.close();
      await disconnect(connections);
    }
  };
  return { reader, handle, close };
}

/** On a connection of its own: a transaction of a pool does not outlive the loss of its connection, nor does its process. */
async function openSigner(url: string, { signing, log }: ComponentOptions): Promise<Signer | null> {
  if (!signing) return null;
  const { home, origin } = signing;
  const line = await openLine(url, 'jejak signer');
  return startSigner({ line, catalogue: jejakCatalogue, home, origin, ring: () => openKeyRing(home) }, log);
}

function openWriter(url: string, { log, clock }: ComponentOptions, signer: Signer | null): Promise<Writer> {
  return createWriter({
    url,
    catalogue: jejakCatalogue,
    project: createInlineProjector(),
    log,
    ...(clock ? { clock } : {}),
    ...(signer ? { guard: signer.guard, committed: signer.committed } : {}),
  });
}

async function disconnect({ readers, editions }: Connections): Promise<void> {
  await Promise.all([readers.close(), editions.close()]);
}
