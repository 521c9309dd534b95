import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { TestProject } from 'vitest/node';

import { connect } from '../../src/database/connect.ts';
import { startEmbedded } from '../../src/database/embedded.ts';
import { migrateDatabase, refuseOldServer } from '../../src/database/migrate.ts';
import { ensureDatabase, ensureRole, grantApplication } from '../../src/database/roles.ts';

/** What every test file needs to copy the migrated template; the roles are of this run alone. */
export type TestServer = Readonly<{
  superuserUrl: string;
  template: string;
  owner: string;
  application: string;
  password: string;
}>;

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
    /** A folder that the first who needs it makes: a home with a database. */
    homeTemplate: string;
  }
}

/** Starts the server of a run (or takes the one in DATABASE_URL) and migrates the template once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['DATABASE_URL'];
  const folder = await mkdtemp(join(tmpdir(), 'jejak-test-'));
  await chmod(folder, 0o711);
  const { superuserUrl, close } = given ? { superuserUrl: given, close: undefined } : await startTemporary(folder);
  const run = randomBytes(4).toString('hex');
  const server: TestServer = {
    superuserUrl,
    template: `jejak_template_${run}`,
    owner: `jejak_owner_${run}`,
    application: `jejak_application_${run}`,
    password: randomBytes(16).toString('hex'),
  };
  await makeTemplate(server);
  project.provide('testServer', server);
  project.provide('homeTemplate', join(folder, 'home'));
  return async () => {
    await (close ? close() : removeTemplates(server));
    await rm(folder, { recursive: true, force: true });
  };
}

/** The address of one database of the server, as one of its roles. */
export function urlFor(server: TestServer, role: 'superuser' | 'owner' | 'application', database: string): string {
  const url = new URL(server.superuserUrl);
  url.pathname = `/${database}`;
  if (role === 'superuser') return url.href;
  url.username = server[role];
  url.password = server.password;
  return url.href;
}

async function startTemporary(home: string): Promise<Readonly<{ superuserUrl: string; close: () => Promise<void> }>> {
  cleanUpAfterKill(home);
  const log = { info: () => undefined, warn: () => undefined };
  const server = await startEmbedded({ home, log, durable: false });
  const close = async (): Promise<void> => {
    await server.close();
    await rm(server.directory, { recursive: true, force: true });
  };
  return { superuserUrl: server.superuserUrl, close };
}

/** A run that is killed closes this pipe; then the server is stopped and its folder removed all the same. */
function cleanUpAfterKill(home: string): void {
  const script =
    'cat > /dev/null; kill -QUIT "$(head -n 1 "$0"/postgres-18/data/postmaster.pid)"; sleep 2; rm -rf "$0"';
  spawn('sh', ['-c', script, home], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] }).unref();
}

async function makeTemplate(server: TestServer): Promise<void> {
  const sql = connect(server.superuserUrl, { max: 1 });
  try {
    await refuseOldServer(sql);
    await ensureRole(sql, { name: server.owner, password: server.password });
    await ensureRole(sql, { name: server.application, password: server.password });
    await ensureDatabase(sql, server.template, server);
  } finally {
    await sql.end();
  }
  const ownerUrl = urlFor(server, 'owner', server.template);
  await migrateDatabase(ownerUrl);
  await grantApplication(ownerUrl, server.application);
}

async function removeTemplates(server: TestServer): Promise<void> {
  const sql = connect(server.superuserUrl, { max: 1 });
  try {
    const templates = await sql<{ name: string }[]>`
      select datname as name from pg_database where starts_with(datname, ${server.template})`;
    for (const { name } of templates) await sql`drop database ${sql(name)} with (force)`;
    await sql`drop role ${sql(server.owner)}, ${sql(server.application)}`;
  } finally {
    await sql.end();
  }
}
