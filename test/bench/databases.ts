import { connect } from '../../src/database/connect.ts';
import type { Embedded } from '../../src/database/embedded.ts';
import { migrateDatabase } from '../../src/database/migrate.ts';
import { grantApplication } from '../../src/database/roles.ts';

export type BenchDatabase = Readonly<{ applicationUrl: string; ownerUrl: string }>;

/** A migrated database of its own on the server of the benchmarks, so that none meets what another left. */
export async function createDatabase(server: Embedded, name: string): Promise<BenchDatabase> {
  const sql = connect(server.superuserUrl, { max: 1 });
  const owner = new URL(server.ownerUrl).username;
  await sql`create database ${sql(name)} owner ${sql(owner)}`;
  await sql.end();
  const database = { applicationUrl: renamed(server.applicationUrl, name), ownerUrl: renamed(server.ownerUrl, name) };
  await migrateDatabase(database.ownerUrl);
  await grantApplication(database.ownerUrl, new URL(server.applicationUrl).username);
  return database;
}

function renamed(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}
