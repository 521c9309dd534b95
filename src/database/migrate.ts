import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { sql as drizzleSql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import type { Sql } from 'postgres';

import { StartupError } from '../kernel/startup-error.ts';
import { connect, connectDrizzle } from './connect.ts';
import type { Database } from './connect.ts';

const MIGRATIONS = fileURLToPath(new URL('../../drizzle', import.meta.url));

const OLDEST_VERSION = 15;

/** Any number, as long as every instance of this product takes the same: "jejak" as ASCII. */
const MIGRATION_LOCK = 0x6a656a616b;

/** Brings the schema up to date. Instances that start together wait for one another. */
export async function migrateDatabase(ownerUrl: string): Promise<void> {
  const guard = connect(ownerUrl, { max: 1, name: 'jejak migration lock', statementTimeout: 0 });
  try {
    await guard`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await runMigrations(ownerUrl);
  } finally {
    await guard.end();
  }
}

/** Throws where the schema is not the one of this program: older, newer, or not there at all. */
export async function ensureMigrated(ownerUrl: string): Promise<void> {
  const sql = connect(ownerUrl, { max: 1, name: 'jejak look' });
  try {
    const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
    const rows = table?.['name'] ? await sql`select max(created_at) as at from drizzle.__drizzle_migrations` : [];
    const at: unknown = rows[0]?.['at'] ?? null;
    if (at === String(lastMigration())) return;
    throw new StartupError(
      at === null
        ? 'The database is not set up yet; start the product first: npm start'
        : 'The database is of another version than this program; bring them together first: npm run jejak -- migrate',
    );
  } finally {
    await sql.end();
  }
}

/** Whether the schema is the one of this program, as far as the application may look. */
export async function readMigrations(database: Database['db']): Promise<'CURRENT' | 'PENDING' | 'NEWER'> {
  const [row] = await database.execute<{ at: string | null }>(
    drizzleSql`select max(created_at)::text as at from drizzle.__drizzle_migrations`,
  );
  const held = Number(row?.at ?? 0);
  const last = lastMigration() ?? 0;
  if (held === last) return 'CURRENT';
  return held < last ? 'PENDING' : 'NEWER';
}

export async function refuseOldServer(sql: Sql): Promise<void> {
  const [row] = await sql<{ version: string }[]>`select current_setting('server_version_num') as version`;
  const major = Math.floor(Number(row?.version) / 10_000);
  if (major < OLDEST_VERSION) throw new StartupError(oldServerSentence(major));
}

export function oldServerSentence(major: number): string {
  return `The database server is PostgreSQL ${major}; Jejak needs PostgreSQL ${OLDEST_VERSION} or newer.`;
}

function lastMigration(): number | undefined {
  // Written by drizzle-kit.
  const { entries } = JSON.parse(readFileSync(`${MIGRATIONS}/meta/_journal.json`, 'utf8')) as {
    entries: readonly { when: number }[];
  };
  return entries.at(-1)?.when;
}

async function runMigrations(ownerUrl: string): Promise<void> {
  if (!existsSync(`${MIGRATIONS}/meta/_journal.json`)) return;
  const { db, close } = connectDrizzle(ownerUrl, { max: 1, name: 'jejak migration', statementTimeout: 0 });
  try {
    await migrate(db, { migrationsFolder: MIGRATIONS });
  } finally {
    await close();
  }
}
