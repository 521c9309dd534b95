import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { afterAll, beforeAll, inject } from 'vitest';

import { connect } from '../../src/database/connect.ts';
import { ensureDatabase, grantApplication } from '../../src/database/roles.ts';
import { urlFor } from './postgres.ts';
import type { TestDatabase } from './test-database.ts';

const MIGRATIONS = join(import.meta.dirname, '..', '..', 'drizzle');

/** An empty database as the migrations up to that one left it, for a test of what comes after. */
export function useEarlierDatabase(lastMigration: string): () => TestDatabase {
  const name = `jejak_earlier_${randomBytes(6).toString('hex')}`;
  const server = inject('testServer');
  const database = {
    ownerUrl: urlFor(server, 'owner', name),
    applicationUrl: urlFor(server, 'application', name),
    superuserUrl: urlFor(server, 'superuser', name),
  };

  beforeAll(async () => {
    await onServer(server.superuserUrl, (sql) => ensureDatabase(sql, name, server));
    await migrateUpTo(database.ownerUrl, lastMigration);
    await grantApplication(database.ownerUrl, server.application);
  });
  afterAll(() =>
    onServer(server.superuserUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`.execute()),
  );

  return () => database;
}

type Work = (sql: ReturnType<typeof connect>) => Promise<unknown>;

async function onServer(url: string, work: Work): Promise<void> {
  const sql = connect(url, { max: 1 });
  await work(sql);
  await sql.end();
}

async function migrateUpTo(ownerUrl: string, lastMigration: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'jejak-migrations-'));
  await cp(MIGRATIONS, folder, { recursive: true });
  const path = join(folder, 'meta', '_journal.json');
  // Written by drizzle-kit.
  const journal = JSON.parse(await readFile(path, 'utf8')) as { entries: readonly { tag: string }[] };
  const end = journal.entries.findIndex(({ tag }) => tag === lastMigration);
  if (end < 0) throw new Error(`there is no migration ${lastMigration}`);
  await writeFile(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, end + 1) }));
  await onServer(ownerUrl, (sql) => migrate(drizzle(sql), { migrationsFolder: folder }));
  await rm(folder, { recursive: true });
}
