import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { connect } from '../../src/database/connect.ts';
import { ensureDatabase, ensureRole } from '../../src/database/roles.ts';
import { fetchFrom, register, tellSmallDemo, untilReady } from '../integration/process/small-demo.ts';
import { runJejak, startProduct } from '../support/product.ts';
import type { Environment, Product } from '../support/product.ts';
import { createCluster, isInstalled, ownedFolder, recoverCluster } from './cluster.ts';
import type { Cluster } from './cluster.ts';

/**
 * What docs/operations.md says of backups, done: a dump of a ledger that is being written to, a recovery to a moment and
 * one to the end of the archive, each with the product started on what came back.
 */
const DATABASE = 'jejak';
const ROLES = { owner: 'jejak_owner', application: 'jejak_application' };

const LOST = 'LEDGER_BEHIND_CHECKPOINT';

/** What is to be stopped, whatever happens. */
const running: (() => Promise<unknown>)[] = [];

const say = (sentence: string): void => {
  process.stdout.write(`${sentence}\n`);
};

if (isInstalled()) await withFolder(drill);
else say('skipped: the PostgreSQL 15 of the system is not installed');

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'jejak-drill-'));
  await chmod(folder, 0o711);
  try {
    await work(folder);
  } finally {
    for (const stop of running.splice(0).toReversed()) await stop().catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
}

async function drill(folder: string): Promise<void> {
  const home = join(folder, 'home');
  await ownedFolder(join(folder, 'server'));
  const cluster = await started(createCluster(join(folder, 'server')));
  await openDatabase(cluster, DATABASE);
  await tellSmallDemo(home, { ...addresses(cluster, DATABASE), superuserUrl: cluster.url('postgres', DATABASE) });
  const product = await serving(home, cluster, DATABASE);
  await register(product, 'first');

  await dumped({ folder, home, cluster, product });
  const moment = await archived({ folder, home, cluster, product });
  await recoveredTo(moment, { folder, home });
  await recoveredWhole({ folder, home });
}

type Parts = Readonly<{ folder: string; home: string; cluster: Cluster; product: Product }>;

/** A dump is one snapshot: it ends at one position, whatever is written meanwhile. The home is copied before it. */
async function dumped({ folder, home, cluster, product }: Parts): Promise<void> {
  const copy = join(folder, 'home-copy');
  await promisify(execFile)('cp', ['-a', home, copy]);
  const writing = Array.from({ length: 40 }, (_, index) => register(product, `while-${index}`));
  await Promise.race(writing);
  const file = join(folder, 'server', 'dump');
  await cluster.tool('pg_dump', '-Fc', '-f', file, DATABASE);
  await Promise.all(writing);
  await register(product, 'after-the-dump');
  await exported(home, cluster, join(folder, 'copy-dump'));
  await openDatabase(cluster, 'restored');
  await cluster.tool('pg_restore', '-d', 'restored', '--exit-on-error', file);

  const ahead = await serving(copy, cluster, 'restored');
  await untilReady(ahead);
  await verified(copy, cluster, 'restored');
  await ahead.stop();
  say('pg_dump of a ledger that was being written to: restored beside the home of before, ready, verified');

  await cluster.tool('dropdb', 'restored');
  await openDatabase(cluster, 'restored');
  await cluster.tool('pg_restore', '-d', 'restored', '--exit-on-error', file);
  await product.stop();
  await behindUntilImported({ home, cluster, database: 'restored', file: join(folder, 'copy-dump') });
  say('the same beside the home of today: only read, until the entries it lacks were imported; verified');
}

/** A base backup, more entries, a moment, and entries that the moment is before. */
async function archived({ folder, home, cluster }: Parts): Promise<string> {
  const product = await serving(home, cluster, DATABASE);
  const base = join(folder, 'server', 'base');
  await cluster.tool('pg_basebackup', '-D', base, '-X', 'stream', '-c', 'fast');
  await promisify(execFile)('cp', ['-a', base, `${base}-2`]);
  await register(product, 'before-the-moment');
  const sql = connect(cluster.url('postgres', DATABASE), { max: 1 });
  const [row] = await sql<{ moment: string }[]>`select clock_timestamp()::text as moment`;
  await register(product, 'after-the-moment');
  await exported(home, cluster, join(folder, 'copy-moment'));
  await product.stop();
  await sql`select pg_switch_wal()`;
  await sql.end();
  // A server that stops archives what is complete.
  await cluster.stop();
  assert(row);
  return row.moment;
}

async function recoveredTo(moment: string, { folder, home }: Pick<Parts, 'folder' | 'home'>): Promise<void> {
  const server = join(folder, 'server');
  const cluster = await started(recoverCluster(join(server, 'base'), join(server, 'archive'), moment));
  await promoted(cluster);
  await behindUntilImported({ home, cluster, database: DATABASE, file: join(folder, 'copy-moment') });
  await cluster.stop();
  say('recovered to a moment: only read, until the entries after it were imported; verified');
}

async function recoveredWhole({ folder, home }: Pick<Parts, 'folder' | 'home'>): Promise<void> {
  const server = join(folder, 'server');
  const cluster = await started(recoverCluster(join(server, 'base-2'), join(server, 'archive'), null));
  await promoted(cluster);
  // The recovery before this one went on from the same home: what it signed since is to be found here as well.
  const product = await serving(home, cluster, DATABASE);
  const { status } = await fetchFrom(product, '/ready');
  const last = await register(product, 'after-the-moment');
  await product.stop();
  assert.deepEqual([status, last['replayed']], [200, true]);
  await verified(home, cluster, DATABASE);
  await cluster.stop();
  say('recovered to the end of the archive: ready, nothing lost, verified');
}

type Restored = Readonly<{ home: string; cluster: Cluster; database: string; file: string }>;

async function behindUntilImported({ home, cluster, database, file }: Restored): Promise<void> {
  const product = await serving(home, cluster, database);
  const ready = await fetchFrom(product, '/ready');
  const told = (await ready.json()) as Readonly<{ code: string; ledgerSize: number; checkpointSize: number }>;
  const refused = await register(product, 'refused');
  assert.deepEqual([ready.status, told.code, refused['code']], [503, LOST, LOST]);
  assert(told.ledgerSize < told.checkpointSize);
  const ran = await runJejak(home, ['import-entries', file], settings(cluster, database));
  assert.equal(ran.code, 0, ran.stderr);
  await untilReady(product);
  await product.stop();
  await verified(home, cluster, database);
}

async function exported(home: string, cluster: Cluster, file: string): Promise<void> {
  const ran = await runJejak(home, ['export', '-o', file], settings(cluster, DATABASE));
  assert.equal(ran.code, 0, ran.stderr);
}

async function verified(home: string, cluster: Cluster, database: string): Promise<void> {
  const ran = await runJejak(home, ['verify'], settings(cluster, database));
  assert.equal(ran.code, 0, `${ran.stdout}\n${ran.stderr}`);
}

async function serving(home: string, cluster: Cluster, database: string): Promise<Product> {
  const product = await startProduct(home, settings(cluster, database));
  running.push(product.kill);
  return product;
}

async function started(starting: Promise<Cluster>): Promise<Cluster> {
  const cluster = await starting;
  running.push(cluster.stop);
  return cluster;
}

async function promoted(cluster: Cluster): Promise<void> {
  const sql = connect(cluster.url('postgres', DATABASE), { max: 1 });
  const isRecovering = async (): Promise<boolean> => {
    const [row] = await sql<{ recovering: boolean }[]>`select pg_is_in_recovery() as recovering`;
    return row?.recovering ?? true;
  };
  while (await isRecovering()) await new Promise((resolve) => setTimeout(resolve, 50));
  await sql.end();
}

async function openDatabase(cluster: Cluster, name: string): Promise<void> {
  const sql = connect(cluster.url('postgres', 'postgres'), { max: 1 });
  // Nobody is asked for a password by this server.
  for (const role of Object.values(ROLES)) await ensureRole(sql, { name: role, password: 'none' });
  await ensureDatabase(sql, name, ROLES);
  await sql.end();
}

function addresses(cluster: Cluster, database: string): Readonly<{ applicationUrl: string; ownerUrl: string }> {
  return { applicationUrl: cluster.url(ROLES.application, database), ownerUrl: cluster.url(ROLES.owner, database) };
}

function settings(cluster: Cluster, database: string): Environment {
  const { applicationUrl, ownerUrl } = addresses(cluster, database);
  return { DATABASE_URL: applicationUrl, MIGRATION_DATABASE_URL: ownerUrl, JEJAK_DEMO: 'true' };
}
