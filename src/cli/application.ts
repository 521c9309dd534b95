import type { Config } from '../config.ts';
import { connectDrizzle } from '../database/connect.ts';
import { openDatabase } from '../database/open.ts';
import type { OpenDatabase } from '../database/open.ts';
import { backfillTree } from '../ledger/backfill.ts';
import { ensureProjectionVersions } from '../projection/rebuild/versions.ts';
import { openComponents } from './components.ts';
import type { ComponentLog, ComponentOptions, Components } from './components.ts';
import { ensureOpened } from './opening.ts';
import { openVault } from './vault.ts';

/**
 * Everything that runs behind a transport: the database, the ledger in it, what reads, what writes and what signs.
 * `databaseUrl`: as the application role, for those who need a connection of their own.
 */
export type Application = Components & Readonly<{ demo: boolean; databaseUrl: string }>;

export type ApplicationSettings = Readonly<{
  config: Config;
  log: ComponentLog;
  progress: (told: number, of: number) => void;
  /** Who watches what the application does. */
  observers?: Pick<ComponentOptions, 'observe' | 'statement'>;
}>;

/** Opens everything in order; closing goes backwards. */
export async function openApplication({
  config,
  log,
  progress,
  observers = {},
}: ApplicationSettings): Promise<Application> {
  const { demo, home } = config;
  const database = await openDatabase(config, log);
  try {
    await prepareLedger(database, log);
    const { origin } = await ensureOpened(database, { config, log, progress });
    const vault = await openVault(database, config);
    const options = { log, vault, signing: { home, origin }, documents: { home, ...config.documents }, ...observers };
    const components = await openComponents(database.applicationUrl, options);
    const close = async (): Promise<void> => {
      try {
        await components.close();
      } finally {
        await database.close();
      }
    };
    return { ...components, demo, databaseUrl: database.applicationUrl, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A ledger that was written before ledgers had a tree gets one; read models of another version are not served. */
async function prepareLedger({ applicationUrl }: OpenDatabase, log: ComponentLog): Promise<void> {
  const { db, close } = connectDrizzle(applicationUrl, { max: 1, name: 'jejak tree', statementTimeout: 0 });
  try {
    await ensureProjectionVersions(db);
    const grown = await backfillTree(db);
    if (grown > 0) log.info(`the Merkle tree was grown over ${grown} entries`);
  } finally {
    await close();
  }
}
