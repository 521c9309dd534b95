import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, inject } from 'vitest';

import { connect } from '../../src/database/connect.ts';
import { urlFor } from './postgres.ts';
import type { TestServer } from './postgres.ts';
import { copyTemplate } from './templates.ts';

/** Whoever asks first for a template fills it, and others wait for them. */
const FILLING = 120_000;

/** A migrated database of one test file alone: as its owner, as the application, and as someone with full rights. */
export type TestDatabase = Readonly<{ ownerUrl: string; applicationUrl: string; superuserUrl: string }>;

/**
 * Call it once at the top of a file or `describe`; the answer is the database, from `beforeAll` on: migrated and empty,
 * or a copy of the template that is asked for.
 */
export function useTestDatabase(
  templateIn: (server: TestServer) => Promise<string> = ({ template }) => Promise.resolve(template),
): () => TestDatabase {
  const name = `jejak_test_${randomBytes(6).toString('hex')}`;
  const server = inject('testServer');

  beforeAll(async () => {
    const template = await templateIn(server);
    await onServer(server, (sql) => copyTemplate(sql, { server, template, name }));
  }, FILLING);
  afterAll(() => onServer(server, (sql) => sql`drop database if exists ${sql(name)} with (force)`.execute()));

  return () => ({
    ownerUrl: urlFor(server, 'owner', name),
    applicationUrl: urlFor(server, 'application', name),
    superuserUrl: urlFor(server, 'superuser', name),
  });
}

async function onServer(
  server: TestServer,
  work: (sql: ReturnType<typeof connect>) => Promise<unknown>,
): Promise<void> {
  const sql = connect(server.superuserUrl, { max: 1 });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
