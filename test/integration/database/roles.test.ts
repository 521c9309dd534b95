import { describe, expect, it } from 'vitest';

import { connect } from '../../../src/database/connect.ts';
import { openDatabase } from '../../../src/database/open.ts';
import { APPEND_ONLY_TABLES } from '../../../src/database/roles.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();

async function run(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const sql = connect(url, { max: 1 });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

describe('the application', () => {
  it.each(APPEND_ONLY_TABLES)('reads and adds to %s and cannot change it', async (table) => {
    const rights = `select has_table_privilege('${table}', 'SELECT') as reads, has_table_privilege('${table}', 'INSERT') as adds,
      has_table_privilege('${table}', 'UPDATE') as changes`;

    expect(await run(database().applicationUrl, rights)).toEqual([{ reads: true, adds: true, changes: false }]);
  });

  it('moves the head of the ledger', async () => {
    await expect(run(database().applicationUrl, 'select * from ledger_head for update')).resolves.toHaveLength(1);
  });

  it('may delete and truncate nowhere', async () => {
    const rights = `select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
      and (has_table_privilege(oid, 'DELETE') or has_table_privilege(oid, 'TRUNCATE'))`;

    expect(await run(database().applicationUrl, rights)).toEqual([]);
  });

  it.each([
    'create table mine ()',
    'create temporary table mine ()',
    'create schema mine',
    'alter table ledger_head add mine text',
    'drop table ledger_entry',
    'alter table ledger_entry disable trigger all',
  ])('is refused: %s', async (statement) => {
    await expect(run(database().applicationUrl, statement)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('every table of the ledger but its head', () => {
  it('is named as append-only', async () => {
    const tables = await run(
      database().ownerUrl,
      `select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
        and relname like 'ledger\\_%' and relname <> 'ledger_head'`,
    );

    expect(tables.map(({ name }) => name).toSorted()).toEqual(APPEND_ONLY_TABLES.toSorted());
  });
});

describe('a database of one’s own', () => {
  const log = { info: () => undefined, warn: () => undefined };

  it('may be opened again and again, by several at once', async () => {
    const settings = {
      home: '.jejak',
      databaseUrl: database().applicationUrl,
      migrationDatabaseUrl: database().ownerUrl,
    };

    const opened = await Promise.all([1, 2, 3].map(() => openDatabase(settings, log)));

    expect(opened.map(({ applicationUrl }) => applicationUrl)).toEqual(Array(3).fill(settings.databaseUrl));
  });

  it('is warned about when the application is its own owner', async () => {
    const said: string[] = [];
    const settings = { home: '.jejak', databaseUrl: database().ownerUrl, migrationDatabaseUrl: null };

    await openDatabase(settings, { info: () => undefined, warn: (message) => said.push(message) });

    expect(said).toEqual([expect.stringContaining('only triggers protect the ledger')]);
  });
});
