import type { ISql, Sql } from 'postgres';

import { connect } from './connect.ts';

/** Tables whose rows are never changed. The database refuses it to the application as well as by their triggers. */
export const APPEND_ONLY_TABLES: readonly string[] = [
  'ledger_entry',
  'ledger_tile',
  'ledger_command',
  'ledger_content',
];

/** Any number, as long as every instance of this product takes the same: "grant" as ASCII. */
const GRANT_LOCK = 0x6772616e74;

export type Role = Readonly<{ name: string; password: string }>;

/** Makes a role that may log in and nothing else, or gives the one that exists this password. */
export async function ensureRole(sql: Sql, { name, password }: Role): Promise<void> {
  const [found] = await sql`select 1 from pg_roles where rolname = ${name}`;
  const limits = sql`login nosuperuser nocreatedb nocreaterole inherit`;
  // DDL takes no parameters; the password is ours and hexadecimal.
  const secret = sql.unsafe(`'${password}'`);
  if (found) await sql`alter role ${sql(name)} ${limits} password ${secret}`;
  else await sql`create role ${sql(name)} ${limits} password ${secret}`;
}

/** Makes the database unless it exists, belonging to its owner and closed to everybody but the application. */
export async function ensureDatabase(sql: Sql, name: string, roles: DatabaseRoles): Promise<void> {
  const [found] = await sql`select 1 from pg_database where datname = ${name}`;
  if (!found) await sql`create database ${sql(name)} owner ${sql(roles.owner)}`;
  await closeDatabase(sql, name, roles);
}

export type DatabaseRoles = Readonly<{ owner: string; application: string }>;

/** No strangers, no temporary tables. */
export async function closeDatabase(sql: Sql, name: string, { application }: DatabaseRoles): Promise<void> {
  await sql`revoke all on database ${sql(name)} from public`;
  await sql`grant connect on database ${sql(name)} to ${sql(application)}`;
}

/**
 * Gives the application what it needs and no more, after every migration: it reads and adds everywhere, changes rows
 * only where a table is not append-only, and never deletes, truncates or alters.
 */
export async function grantApplication(ownerUrl: string, application: string): Promise<void> {
  const sql = connect(ownerUrl, { max: 1, name: 'jejak grants' });
  try {
    await sql.begin(async (transaction) => {
      // PostgreSQL does not queue changes to the rights of one table; instances that start together would collide.
      await transaction`select pg_advisory_xact_lock(${GRANT_LOCK})`;
      const role = transaction(application);
      await transaction`grant usage on schema public to ${role}`;
      await grantSight(transaction, application);
      await transaction`revoke all on all tables in schema public from ${role}`;
      await transaction`grant select, insert on all tables in schema public to ${role}`;
      await transaction`grant usage on all sequences in schema public to ${role}`;
      for (const table of await changeableTables(transaction)) {
        await transaction`grant update on table ${transaction(table)} to ${role}`;
      }
    });
  } finally {
    await sql.end();
  }
}

/** Whether the schema is up to date is told to whoever asks whether the product is ready. */
async function grantSight(sql: ISql, application: string): Promise<void> {
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!table?.['name']) return;
  await sql`grant usage on schema drizzle to ${sql(application)}`;
  await sql`grant select on drizzle.__drizzle_migrations to ${sql(application)}`;
}

async function changeableTables(sql: ISql): Promise<readonly string[]> {
  const rows = await sql<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`;
  return rows.map(({ name }) => name).filter((name) => !APPEND_ONLY_TABLES.includes(name));
}
