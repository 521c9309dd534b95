import { connect, connectDrizzle, connectReader } from '../database/connect.ts';
import type { Database } from '../database/connect.ts';
import type { Log } from '../database/log.ts';
import type { StatementObserver } from '../database/statements.ts';
import { openDocuments } from '../document/documents.ts';
import type { Documents, DocumentSettings } from '../document/documents.ts';
import type { LiveSource } from '../graphql/context.ts';
import { currentSignal } from '../http/interruption.ts';
import { NO_CHECKPOINTS } from '../ledger/checkpoints.ts';
import { readContent } from '../ledger/content.ts';
import type { Clock } from '../ledger/head.ts';
import { LOCKED_VAULT } from '../ledger/sealed/vault.ts';
import type { Vault } from '../ledger/sealed/vault.ts';
import { openLine } from '../ledger/line.ts';
import type { WriterObserver } from '../ledger/observer.ts';
import { listenToLedger } from '../ledger/wakeups.ts';
import { createWriter } from '../ledger/writer.ts';
import type { Writer, WriterOptions } from '../ledger/writer.ts';
import { createInlineProjector } from '../projection/inline.ts';
import { openKeyRing } from '../signer/key-ring.ts';
import { startSigner } from '../signer/signer.ts';
import type { Signer } from '../signer/signer.ts';
import { jejakCatalogue } from '../usecase/catalogue.ts';
import { createFactSources } from '../usecase/fact-sources.ts';
import { createHandle } from '../usecase/handle.ts';
import type { Handle } from '../usecase/handle.ts';
import { createRecordFound } from '../usecase/scanning/record-found.ts';
import { createPapers } from '../usecase/papers.ts';
import { createHeads } from '../view/heads.ts';
import type { Reader } from '../view/reader.ts';

export type ComponentLog = Log & NonNullable<WriterOptions['log']>;

/** What reads and what writes, on one database. */
export type Components = Readonly<{
  reader: Reader;
  handle: Handle;
  live: LiveSource;
  /** How many commands were accepted and are not answered yet. */
  waiting: () => number;
  /** Null where the options say nothing of them. */
  documents: Documents | null;
  close: () => Promise<void>;
}>;

export type ComponentOptions = Readonly<{
  log: ComponentLog;
  clock?: Clock;
  /** Seals and opens what is personal. Absent: whatever needs it fails. */
  vault?: Vault;
  /** Where keys and checkpoints are kept, and the name of a ledger that is not open yet. Absent: nobody signs. */
  signing?: Readonly<{ home: string; origin: string }>;
  /** Told of every batch of the writer. */
  observe?: WriterObserver;
  /** Told of every statement that a question asks. */
  statement?: StatementObserver;
  /** Where the bytes of documents lie, and what may come in. */
  documents?: DocumentSettings;
}>;

type Connections = Readonly<{
  readers: ReturnType<typeof connectDrizzle>;
  editions: ReturnType<typeof connectDrizzle>;
  followers: ReturnType<typeof connectDrizzle>;
  uploads: ReturnType<typeof connectDrizzle>;
  wakeups: ReturnType<typeof connect>;
}>;

/**
 * Connections that answer questions. The writer has one of its own, and editions are read over another: a decision needs
 * them under the lock of the head, for which readers on all the others may be waiting.
 */
const READING = { max: 10, name: 'jejak reader' };

/** Connections that answer those who follow the ledger: however many they are, no question waits for them. */
const FOLLOWERS = 4;

/** Connections of those who store bytes, which takes as long as the store takes. */
const UPLOADS = 8;

export async function openComponents(applicationUrl: string, options: ComponentOptions): Promise<Components> {
  const watched = options.statement ? { statement: options.statement } : {};
  const connections = {
    readers: connectReader(applicationUrl, { ...READING, signal: currentSignal, ...watched }),
    editions: connectDrizzle(applicationUrl, { max: 1, name: 'jejak editions' }),
    followers: connectDrizzle(applicationUrl, { max: FOLLOWERS, name: 'jejak follower' }),
    uploads: connectDrizzle(applicationUrl, { max: UPLOADS, name: 'jejak documents' }),
    wakeups: connect(applicationUrl, { max: 1, name: 'jejak wakeups' }),
  };
  try {
    return await openOn(connections, applicationUrl, options);
  } catch (error) {
    await disconnect(connections);
    throw error;
  }
}

async function openOn(connections: Connections, url: string, options: ComponentOptions): Promise<Components> {
  const { readers, editions, followers, uploads, wakeups } = connections;
  const papers = createPapers((digest) => readContent(editions.db, digest));
  const heads = createHeads({ database: followers.db }, await listenToLedger(wakeups));
  const documents = await openStore(url, uploads.db, options);
  const signer = await openSigner(url, options);
  const writer = await openWriter(url, options, signer).catch(async (error: unknown) => {
    await signer?.close();
    throw error;
  });
  const checkpoints = signer?.checkpoints ?? NO_CHECKPOINTS;
  const vault = options.vault ?? LOCKED_VAULT;
  const reader: Reader = { database: readers.db, catalogue: jejakCatalogue, papers, checkpoints, vault };
  const live: LiveSource = { reader: { ...reader, database: followers.db }, heads };
  const handle = createHandle(writer, createFactSources(papers));
  const close = async (): Promise<void> => {
    try {
      await writer.close();
    } finally {
      await documents?.close();
      await signer?.close();
      await disconnect(connections);
    }
  };
  return {
    reader,
    handle,
    live,
    documents: documents && { ...documents, recordFound: createRecordFound(handle) },
    waiting: writer.waiting,
    close,
  };
}

async function openStore(
  url: string,
  database: Database['db'],
  { documents }: ComponentOptions,
): Promise<Documents | null> {
  if (!documents) return null;
  return openDocuments(documents, { database, line: () => openLine(url, 'jejak claims') });
}

/** On a connection of its own: a transaction of a pool does not outlive the loss of its connection, nor does its process. */
async function openSigner(url: string, { signing, log }: ComponentOptions): Promise<Signer | null> {
  if (!signing) return null;
  const { home, origin } = signing;
  const line = await openLine(url, 'jejak signer');
  return startSigner({ line, catalogue: jejakCatalogue, home, origin, ring: () => openKeyRing(home) }, log);
}

function openWriter(
  url: string,
  { log, clock, vault, observe }: ComponentOptions,
  signer: Signer | null,
): Promise<Writer> {
  return createWriter({
    url,
    catalogue: jejakCatalogue,
    project: createInlineProjector(),
    log,
    ...(clock ? { clock } : {}),
    ...(observe ? { observe } : {}),
    ...(vault ? { vault } : {}),
    ...(signer ? { guard: signer.guard, committed: signer.committed } : {}),
  });
}

async function disconnect({ readers, editions, followers, uploads, wakeups }: Connections): Promise<void> {
  const pools = [readers, editions, followers, uploads].map(({ close }) => close());
  await Promise.all([...pools, wakeups.end({ timeout: 5 })]);
}
