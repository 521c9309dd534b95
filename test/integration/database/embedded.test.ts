import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { connect } from '../../../src/database/connect.ts';
import { openDatabase } from '../../../src/database/open.ts';
import type { OpenDatabase } from '../../../src/database/open.ts';
import { holdElsewhere, kill, useHomes } from '../../support/home.ts';

const makeHome = useHomes();
const silent = { info: () => undefined, warn: () => undefined };

function open(home: string): Promise<OpenDatabase> {
  return openDatabase({ home, databaseUrl: null, migrationDatabaseUrl: null }, silent);
}

async function run(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const sql = connect(url, { max: 1 });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

/** The identity of a cluster, given once by initdb. */
async function identifierOf({ ownerUrl }: OpenDatabase): Promise<unknown> {
  const [row] = await run(ownerUrl, 'select system_identifier::text as id from pg_control_system()');
  return row!['id'];
}

describe('the embedded database', () => {
  it('is kept: a second start finds what the first one wrote', async () => {
    const home = await makeHome();
    const first = await open(home);
    await run(first.ownerUrl, 'create table note as select 1 as value');
    await first.close();

    const second = await open(home);
    const rows = await run(second.ownerUrl, 'select value from note');
    await second.close();

    expect(rows).toEqual([{ value: 1 }]);
    expect(second.applicationUrl).toBe(first.applicationUrl);
  });

  it('is adopted where a killed process left it running', async () => {
    const home = await makeHome('WITH_DATABASE');
    await kill(await holdElsewhere(home));
    const before = readFileSync(join(home, 'postgres-18/data/postmaster.pid'), 'utf8');

    const database = await open(home);
    const after = readFileSync(join(home, 'postgres-18/data/postmaster.pid'), 'utf8');
    await database.close();

    expect(after).toBe(before);
  });

  it('starts over a file left behind by a dead server whose number a stranger has now', async () => {
    const home = await makeHome('WITH_DATABASE');
    const first = await open(home);
    const identifier = await identifierOf(first);
    await first.close();
    const data = join(home, 'postgres-18/data');
    writeFileSync(
      join(data, 'postmaster.pid'),
      `${process.pid}\n${data}\n1700000000\n5999\n\n127.0.0.1\n1 2\nready   \n`,
    );

    const second = await open(home);
    const identifierAfterwards = await identifierOf(second);
    await second.close();

    expect(identifierAfterwards).toBe(identifier);
  });

  it('takes another port where its own was taken meanwhile', async () => {
    const home = await makeHome('WITH_DATABASE');
    const first = await open(home);
    await first.close();
    const thief = createServer().listen(Number(new URL(first.ownerUrl).port), '127.0.0.1');
    await once(thief, 'listening');

    const second = await open(home);
    const rows = await run(second.applicationUrl, 'select 1 as value');
    await second.close();
    thief.close();

    expect(rows).toEqual([{ value: 1 }]);
    expect(second.applicationUrl).not.toBe(first.applicationUrl);
  });

  it('turns a second process away while the first one runs, and leaves it running', async () => {
    const home = await makeHome('WITH_DATABASE');
    const first = await open(home);

    await expect(open(home)).rejects.toThrow(/^Another Jejak is running on \S+; stop it first/);
    const rows = await run(first.applicationUrl, 'select 1 as value');
    await first.close();

    expect(rows).toEqual([{ value: 1 }]);
  });

  it('lets a command in while the first process runs, and stays when the command leaves', async () => {
    const home = await makeHome('WITH_DATABASE');
    const first = await open(home);
    const settings = { home, databaseUrl: null, migrationDatabaseUrl: null, visit: true };

    const guest = await openDatabase(settings, silent);
    await guest.close();
    const rows = await run(first.applicationUrl, 'select 1 as value');
    await first.close();

    expect(guest.applicationUrl).toBe(first.applicationUrl);
    expect(rows).toEqual([{ value: 1 }]);
  });

  it('ends with the process that asked for it', async () => {
    const home = await makeHome('WITH_DATABASE');
    const child = await holdElsewhere(home);

    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];

    expect(code).toBe(0);
    expect(() => statSync(join(home, 'postgres-18/data/postmaster.pid'))).toThrow('ENOENT');
  });

  it('keeps its passwords from other people and listens to this machine only', async () => {
    const home = await makeHome();
    const database = await open(home);
    const rows = await run(database.ownerUrl, 'show listen_addresses');
    await database.close();

    expect(statSync(join(home, 'postgres-18/access.json')).mode & 0o777).toBe(0o600);
    expect(rows).toEqual([{ listen_addresses: '127.0.0.1' }]);
  });
});
