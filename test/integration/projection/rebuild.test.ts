import { randomUUID } from 'node:crypto';

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readAll } from '../../../src/ledger/read.ts';
import type { RecordedEntry } from '../../../src/ledger/entry.ts';
import { besideOf, createBeside, dropLeftovers, indexTable } from '../../../src/projection/rebuild/beside.ts';
import { contentsAt } from '../../../src/projection/rebuild/compare.ts';
import { replay } from '../../../src/projection/rebuild/replay.ts';
import type { Model } from '../../../src/projection/rebuild/replay.ts';
import { ensureProjectionVersions } from '../../../src/projection/rebuild/versions.ts';
import { projections } from '../../../src/projection/registry.ts';
import { reportProjection } from '../../../src/projection/report.ts';
import { jejakCatalogue } from '../../../src/usecase/catalogue.ts';
import { useDrizzle, useSql } from '../../support/ledger-rows.ts';
import { brokenIntervals, foldedRows, tableRows } from '../../support/projected-rows.ts';
import { attempts } from '../../support/random-reporting.ts';
import type { Attempt } from '../../support/random-reporting.ts';
import { allRows, rebuildAll, schemaOf } from '../../support/rebuilding.ts';
import { openReportingWorld } from '../../support/reporting-world.ts';
import type { ReportingWorld } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const owner = useSql(() => database().ownerUrl);
const superuser = useSql(() => database().superuserUrl);
const application = useSql(() => database().applicationUrl);
const drizzle = useDrizzle(() => database().applicationUrl);
let world: ReportingWorld;

beforeAll(async () => {
  world = await openReportingWorld(database().applicationUrl);
});

afterAll(() => world.close());

async function history(): Promise<readonly RecordedEntry[]> {
  const entries: RecordedEntry[] = [];
  for await (const entry of readAll(world.reader)) entries.push(entry);
  return entries;
}

async function tryAll(tried: readonly Attempt[]): Promise<void> {
  const seen = (await history()).length;
  await Promise.all(
    tried.map(({ person, command }) => world.handle({ person, commandId: randomUUID(), command: command(seen) })),
  );
}

/** Tables beside the live ones, as they are after a rebuild up to a position. */
async function tablesUpTo(position: number): Promise<readonly Model[]> {
  const models = projections.map((projection) => ({ ...besideOf(projection), open: new Map() }));
  await dropLeftovers(owner());
  for (const model of models) await createBeside(owner(), model);
  const source = { sql: application(), catalogue: jejakCatalogue };
  await replay(owner(), source, { models, upTo: position, progress: () => undefined });
  for (const model of models) await indexTable(owner(), model);
  return models;
}

describe('a rebuild', () => {
  it('up to a position is the fold of the entries up to it, and the live tables as they were then', async () => {
    await fc.assert(
      fc.asyncProperty(attempts, fc.double({ min: 0, max: 1, noNaN: true }), async (tried, share) => {
        await tryAll(tried);
        const entries = await history();
        const position = Math.max(1, Math.round(entries.length * share));

        const models = await tablesUpTo(position);

        for (const { projection, live, table } of models) {
          const before = Math.ceil(position / 2);
          expect(await contentsAt(owner(), table, position)).toEqual(await contentsAt(owner(), live, position));
          expect(await tableRows(database().ownerUrl, table, before)).toEqual(foldedRows(projection, entries, before));
          expect(await brokenIntervals(database().ownerUrl, table)).toEqual([]);
        }
      }),
      { numRuns: 5 },
    );
    await dropLeftovers(owner());
  });

  it('of tables that are right changes nothing: rows, columns, indexes, constraints, rights', async () => {
    const [rows, schema] = [await allRows(owner()), await schemaOf(owner())];
    const head = (await history()).length;

    const { models, comparedAt, switchedAt } = await rebuildAll(database());

    expect([comparedAt, switchedAt]).toEqual([head, head]);
    expect(models.map(({ name, outcome }) => [name, outcome])).toEqual(
      projections.map(({ name }) => [name, 'AS_BEFORE']),
    );
    expect(models.map(({ name, rows: count }) => [name, count])).toEqual(
      projections.map(({ name }) => [name, rows[name]!.length]),
    );
    expect(await allRows(owner())).toEqual(rows);
    expect(await schemaOf(owner())).toEqual(schema);
  });

  it('leaves the application its rights and gives it no others', async () => {
    await rebuildAll(database());

    for (const { name } of projections) {
      const table = application()(name);
      await application()`update ${table} set to_position = to_position where false`;
      await application()`insert into ${table} (key, from_position, to_position, body) select key, from_position, to_position, body from ${table} where false`;
      await expect(application()`delete from ${table} where false`).rejects.toMatchObject({ code: '42501' });
      await expect(application()`truncate ${table}`).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('leaves rights to single columns and those of others', async () => {
    await superuser()`grant select (key, body) on report to pg_monitor`;
    await superuser()`grant select on response to public`;

    await rebuildAll(database());

    const [columns] = await superuser()`select attacl::text as acl from pg_attribute
      where attrelid = 'report'::regclass and attname = 'body'`;
    const [everybody] = await superuser()`select has_table_privilege('pg_monitor', 'response', 'select') as may`;
    expect(columns).toMatchObject({ acl: expect.stringContaining('pg_monitor=r/') as string });
    expect(everybody).toEqual({ may: true });
  });

  it('may be of one read model alone', async () => {
    const oids = () => superuser()`select relname, oid from pg_class where relname in ('cycle', 'person') order by 1`;
    const before = await oids();

    await rebuildAll(database(), { projections: projections.filter(({ name }) => name === 'cycle') });

    const after = await oids();
    expect(after[0]).not.toEqual(before[0]);
    expect(after[1]).toEqual(before[1]);
  });

  it('tells the writer to forget what it knows of the rows', async () => {
    const epoch = () => owner()<{ projections: number }[]>`select projections from ledger_head`;
    const [before] = await epoch();

    await rebuildAll(database());

    expect(await epoch()).toEqual([{ projections: before!.projections + 1 }]);
  });

  it('keeps a second one out while it is at work, and not afterwards', async () => {
    const second: Promise<unknown>[] = [];

    const first = rebuildAll(database(), {
      reached: async (step) => {
        if (step !== 'COPIED') return;
        second.push(rebuildAll(database()));
        await Promise.allSettled(second);
      },
    });

    await expect(first).resolves.toMatchObject({ models: { length: projections.length } });
    await expect(second[0]).rejects.toThrow('Another rebuild is at work on this database; wait until it is done.');
    await expect(rebuildAll(database())).resolves.toBeDefined();
  });
});

describe('the version of a read model', () => {
  it('is the same in the migrated database and in the program', async () => {
    await expect(ensureProjectionVersions(drizzle())).resolves.toBeUndefined();
  });

  it('stops the start where the tables hold another one, until a rebuild brings it', async () => {
    await owner()`update projection_version set version = 7 where name = 'report'`;
    await expect(ensureProjectionVersions(drizzle())).rejects.toThrow(
      `Read model report is at version 7 and this program needs ${reportProjection.version}; run npm run jejak -- rebuild.`,
    );

    const { models } = await rebuildAll(database());

    expect(models.filter(({ outcome }) => outcome === 'NEW_VERSION').map(({ name }) => name)).toEqual(['report']);
    await expect(ensureProjectionVersions(drizzle())).resolves.toBeUndefined();
  });
});
