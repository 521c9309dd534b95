import { writeFileSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openDatabase } from '../../../src/database/open.ts';
import type { DatabaseSettings } from '../../../src/database/open.ts';
import { StartupError } from '../../../src/kernel/startup-error.ts';
import { useHomes } from '../../support/home.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const makeHome = useHomes();
const database = useTestDatabase();

const silent = { info: () => undefined, warn: () => undefined };

/** What a person reads when the database cannot be opened. */
async function sentenceFor(settings: Partial<DatabaseSettings>): Promise<string> {
  const complete = { home: '.jejak', databaseUrl: null, migrationDatabaseUrl: null, ...settings };
  const error: unknown = await openDatabase(complete, silent).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StartupError);
  return (error as StartupError).message;
}

describe('a database that cannot be opened says why in one sentence', () => {
  it('when the home is a file', async () => {
    const file = join(await makeHome(), 'file');
    writeFileSync(file, '');

    expect(await sentenceFor({ home: file })).toBe(`${file} is not a folder; set JEJAK_HOME to one.`);
  });

  it('when the home would lie below a file', async () => {
    const file = join(await makeHome(), 'file');
    writeFileSync(file, '');

    expect(await sentenceFor({ home: join(file, 'below') })).toMatch(/is not a folder; set JEJAK_HOME to one\.$/);
  });

  it('when the home cannot be written', async () => {
    expect(await sentenceFor({ home: '/proc/jejak' })).toBe(
      'The folder /proc/jejak cannot be written; set JEJAK_HOME to one that can.',
    );
  });

  it('when the passwords are damaged', async () => {
    const home = await makeHome('WITH_DATABASE');
    const access = join(home, 'postgres-18/access.json');
    writeFileSync(access, '{}');

    expect(await sentenceFor({ home })).toBe(`The passwords of the database in ${access} are damaged.`);
  });

  it('when the settings of the server are damaged, with the server’s own reason', async () => {
    const home = await makeHome('WITH_DATABASE');
    writeFileSync(join(home, 'postgres-18/data/postgresql.conf'), 'no_such_setting = on\n');

    expect(await sentenceFor({ home })).toMatch(
      /^The database server did not start \(.+\); its log is \S+server\.log\.$/,
    );
  });

  it('when nobody listens at the address', async () => {
    expect(await sentenceFor({ databaseUrl: 'postgres://jejak:secret@127.0.0.1:1/jejak' })).toBe(
      'The database of DATABASE_URL cannot be used: connect ECONNREFUSED 127.0.0.1:1.',
    );
  });

  it('when the password is wrong, without showing it', async () => {
    const url = new URL(database().applicationUrl);
    url.password = 'mistaken';

    const sentence = await sentenceFor({ databaseUrl: url.href });

    expect(sentence).toMatch(/^The database of DATABASE_URL cannot be used: password authentication failed/);
    expect(sentence).not.toContain('mistaken');
  });

  it('when the application may not migrate and nobody else is named', async () => {
    expect(await sentenceFor({ databaseUrl: database().applicationUrl })).toBe(
      'The role of DATABASE_URL may not migrate this database; name its owner in MIGRATION_DATABASE_URL.',
    );
  });

  it('when application and owner look at different databases', async () => {
    const elsewhere = new URL(database().superuserUrl);
    elsewhere.pathname = '/postgres';

    expect(await sentenceFor({ databaseUrl: database().applicationUrl, migrationDatabaseUrl: elsewhere.href })).toBe(
      'DATABASE_URL and MIGRATION_DATABASE_URL name different databases.',
    );
  });
});

/** Only root runs the server as someone else, whom a closed folder can keep out. */
describe.runIf(process.getuid?.() === 0)('a home that is closed to the user of the server', () => {
  it('moves the database outside and says so', async () => {
    const home = await makeHome();
    await chmod(home, 0o700);
    const said: string[] = [];
    const log = { info: () => undefined, warn: (message: string) => said.push(message) };

    const opened = await openDatabase({ home, databaseUrl: null, migrationDatabaseUrl: null }, log);
    await opened.close();
    const elsewhere = said.join().replace(/^.* so the database is kept in (.*)\.$/, '$1');
    await rm(elsewhere, { recursive: true });

    expect(said).toEqual([`${home} is closed to the database user, so the database is kept in ${elsewhere}.`]);
    expect(elsewhere).toMatch(/^\/var\/lib\/jejak\/[0-9a-f]{12}$/);
  });
});
