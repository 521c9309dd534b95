import type { Config } from '../config.ts';
import { openDatabase } from '../database/open.ts';
import { openComponents } from './components.ts';
import type { ComponentLog, Components } from './components.ts';
import { ensureOpened } from './opening.ts';

/** Everything that runs behind a transport: the database, the ledger in it, what reads and what writes. */
export type Application = Components & Readonly<{ origin: string; demo: boolean }>;

export type ApplicationSettings = Readonly<{
  config: Config;
  log: ComponentLog;
  progress: (told: number, of: number) => void;
}>;

const DEFAULT_ORIGIN = 'jejak.local';

/** The name of the log: what is told for demonstration says so in its name. */
export function originOf({ logOrigin, demo }: Config): string {
  const origin = logOrigin ?? DEFAULT_ORIGIN;
  return demo ? `${origin}/demo` : origin;
}

/** Opens everything in order; closing goes backwards. */
export async function openApplication({ config, log, progress }: ApplicationSettings): Promise<Application> {
  const origin = originOf(config);
  const { demo } = config;
  const database = await openDatabase(config, log);
  try {
    await ensureOpened(database, { origin, demo, embedded: config.databaseUrl === null, log, progress });
    const components = await openComponents(database.applicationUrl, { log });
    const close = async (): Promise<void> => {
      await components.close();
      await database.close();
    };
    return { ...components, origin, demo, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}
