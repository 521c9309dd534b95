import type { Sql } from 'postgres';

import { connect } from '../../src/database/connect.ts';
import { closeDatabase } from '../../src/database/roles.ts';
import { urlFor } from './postgres.ts';
import type { TestServer } from './postgres.ts';

/** Any number, as long as every worker of a run takes the same. */
const TEMPLATE_LOCK = 0x74_65_73_74;

/**
 * The name of a template with that in it, which the first to ask for it fills and everybody else copies. Whoever fills
 * it MUST leave no connection open: a database in use cannot be copied.
 */
export async function templateOf(
  server: TestServer,
  kind: string,
  fill: (applicationUrl: string) => Promise<unknown>,
): Promise<string> {
  const name = `${server.template}_${kind}`;
  const unfinished = `${name}_unfinished`;
  const sql = connect(server.superuserUrl, { max: 1, statementTimeout: 0 });
  try {
    await sql`select pg_advisory_lock(${TEMPLATE_LOCK})`;
    const made = await sql`select from pg_database where datname = ${name}`;
    if (made.length > 0) return name;
    await sql`drop database if exists ${sql(unfinished)} with (force)`;
    await copyTemplate(sql, { server, template: server.template, name: unfinished });
    await fill(urlFor(server, 'application', unfinished));
    await sql`alter database ${sql(unfinished)} rename to ${sql(name)}`;
    return name;
  } finally {
    await sql.end();
  }
}

export async function copyTemplate(
  sql: Sql,
  { server, template, name }: Readonly<{ server: TestServer; template: string; name: string }>,
): Promise<void> {
  await sql`create database ${sql(name)} template ${sql(template)} owner ${sql(server.owner)}`;
  await closeDatabase(sql, name, server);
}
