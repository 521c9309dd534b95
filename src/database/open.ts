import { StartupError } from '../kernel/startup-error.ts';
import { connect } from './connect.ts';
import { startEmbedded } from './embedded.ts';
import type { Log } from './log.ts';
import { ensureMigrated, migrateDatabase, refuseOldServer } from './migrate.ts';
import { grantApplication } from './roles.ts';

/** `databaseUrl: null` means the embedded server below `home`. */
export type DatabaseSettings = Readonly<{
  home: string;
  databaseUrl: string | null;
  migrationDatabaseUrl: string | null;
  /** A command beside a running product may use its embedded server. */
  visit?: boolean;
  /** False for those who only look: what they find MUST be left as it is, so another version is refused. */
  migrates?: boolean;
}>;

export type OpenDatabase = Readonly<{ applicationUrl: string; ownerUrl: string; close: () => Promise<void> }>;

/** A database that is new enough, migrated, and open to the application for what it may do. */
export async function openDatabase(settings: DatabaseSettings, log: Log): Promise<OpenDatabase> {
  try {
    const { home, databaseUrl, visit = false } = settings;
    const database = databaseUrl === null ? await startEmbedded({ home, log, visit }) : given(settings, log);
    return await prepared(database, settings);
  } catch (error) {
    const sentence = SENTENCES.find(({ code }) => hasCode(error, code))?.sentence;
    throw sentence === undefined ? error : new StartupError(sentence, { cause: error });
  }
}

async function prepared(database: OpenDatabase, settings: DatabaseSettings): Promise<OpenDatabase> {
  try {
    await prepare(database, settings);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** What PostgreSQL says while the schema is brought up to date, and what a person can do about it. */
const SENTENCES = [
  { code: '53100', sentence: 'The disk of the database is full; free some space and start again.' },
  {
    code: '42501',
    sentence: 'The role of DATABASE_URL may not migrate this database; name its owner in MIGRATION_DATABASE_URL.',
  },
];

/** Drizzle wraps PostgreSQL's errors. */
function hasCode(error: unknown, code: string): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === code) || hasCode(error.cause, code);
}

function given({ databaseUrl, migrationDatabaseUrl }: DatabaseSettings, log: Log): OpenDatabase {
  if (databaseUrl === null) throw new TypeError('no DATABASE_URL');
  if (migrationDatabaseUrl === null) {
    log.warn(
      'MIGRATION_DATABASE_URL is not set: the application owns its tables, so only triggers protect the ledger from it.',
    );
  }
  return { applicationUrl: databaseUrl, ownerUrl: migrationDatabaseUrl ?? databaseUrl, close: () => Promise.resolve() };
}

async function prepare(
  { applicationUrl, ownerUrl }: OpenDatabase,
  { migrates = true }: Pick<DatabaseSettings, 'migrates'>,
): Promise<void> {
  const application = await greet(applicationUrl, 'DATABASE_URL');
  const owner = await greet(ownerUrl, 'MIGRATION_DATABASE_URL');
  if (application.database !== owner.database) {
    throw new StartupError('DATABASE_URL and MIGRATION_DATABASE_URL name different databases.');
  }
  if (!migrates) return ensureMigrated(ownerUrl);
  await migrateDatabase(ownerUrl);
  if (application.role !== owner.role) await grantApplication(ownerUrl, application.role);
}

type Greeting = Readonly<{ role: string; database: string }>;

/** The first words with a server: is it there, does it let us in, is it new enough. */
async function greet(url: string, setting: string): Promise<Greeting> {
  const sql = connect(url, { max: 1 });
  try {
    await refuseOldServer(sql);
    const [row] = await sql<Greeting[]>`select current_user::text as role, current_database()::text as database`;
    if (!row) throw new TypeError('select without a row');
    return row;
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(`The database of ${setting} cannot be used: ${reasonOf(error)}.`, { cause: error });
  } finally {
    await sql.end();
  }
}

/** The driver's own words name no password. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
