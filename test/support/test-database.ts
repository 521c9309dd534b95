import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, inject } from 'vitest';

import { connect } from '../../src/database/connect.ts';
import { closeDatabase } from '../../src/database/roles.ts';
import { urlFor } from './postgres.ts';
import type { TestServer } from './postgres.ts';

/** A migrated database of one test file alone: as its owner, as the application, and as someone with full rights. */
export type TestDatabase = Readonly<{ ownerUrl: string; applicationUrl: string; superuserUrl: string }>;

/** Call it once at the top of a file or `describe`; the answer is the database, from `beforeAll` on. */
export function useTestDatabase(): () => TestDatabase {
  const name = `jejak_test_${randomBytes(6).toString('hex')}`;
  const server = inject('testServer');

  beforeAll(() => copyTemplate(server, name));
  afterAll(() => drop(server, name));

  return () => ({
    ownerUrl: urlFor(server, 'owner', name),
    applicationUrl: urlFor(server, 'application', name),
    superuserUrl: urlFor(server, 'superuser', name),
  });
}

async function copyTemplate(server: TestServer, name: string): Promise<void> {
  const sql = connect(server.superuserUrl, { max: 1 });
  await sql`create database ${sql(name)} template ${sql(server.template)} owner ${sql(server.owner)}`;
  await closeDatabase(sql, name, server);
  await sql.end();
}

async function drop(server: TestServer, name: string): Promise<void> {
  const sql = connect(server.superuserUrl, { max: 1 });
  await sql`drop database if exists ${sql(name)} with (force)`;
  await sql.end();
}
