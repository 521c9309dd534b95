import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { contentsAt } from '../../../src/projection/rebuild/compare.ts';
import { personProjection } from '../../../src/projection/person.ts';
import { projections } from '../../../src/projection/registry.ts';
import { COMPILED } from '../../support/compiled.ts';
import { kill } from '../../support/home.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { allRows, rebuildAll, schemaOf } from '../../support/rebuilding.ts';
import { openReportingWorld } from '../../support/reporting-world.ts';
import type { ReportingWorld } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const STEPS = ['CREATED', 'COPIED', 'INDEXED', 'COMPARED', 'CAUGHT_UP', 'LOCKED', 'SWITCHED'] as const;
const ELSEWHERE = new URL('../../support/rebuild-elsewhere.ts', import.meta.url).pathname;

const database = useTestDatabase();
const superuser = useSql(() => database().superuserUrl);
let world: ReportingWorld;
let rows: Awaited<ReturnType<typeof allRows>>;
let schema: Awaited<ReturnType<typeof schemaOf>>;

beforeAll(async () => {
  world = await openReportingWorld(database().applicationUrl);
});

afterAll(() => world.close());

beforeEach(async () => {
  rows = await allRows(superuser());
  schema = await schemaOf(superuser());
});

function tables(): Promise<readonly unknown[]> {
  return superuser()`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
    and relname ~ '_v[0-9]+$'`;
}

/** Does a thing to the ledger that its triggers refuse, and puts it right again afterwards. */
async function withEntries(statement: string, work: () => Promise<void>): Promise<void> {
  const sql = superuser();
  await sql`create table kept as select position, entry, leaf_hash from ledger_entry`;
  await sql`alter table ledger_entry disable trigger append_only`;
  await sql.unsafe(statement);
  try {
    await work();
  } finally {
    await sql`delete from ledger_entry`;
    await sql`insert into ledger_entry (position, entry, leaf_hash) select * from kept`;
    await sql`alter table ledger_entry enable always trigger append_only`;
    await sql`drop table kept`;
  }
}

describe('a rebuild that fails', () => {
  it.each(STEPS)('at %s leaves the live tables as they were and nothing beside them', async (step) => {
    const interrupted = rebuildAll(database(), {
      reached: (reached) => {
        if (reached === step) throw new Error(`interrupted at ${step}`);
      },
    });

    await expect(interrupted).rejects.toThrow(`interrupted at ${step}`);
    expect(await allRows(superuser())).toEqual(rows);
    expect(await schemaOf(superuser())).toEqual(schema);
  });

  it('as often as it likes is not in the way of one that does not', async () => {
    const { models } = await rebuildAll(database());

    expect(models.map(({ outcome }) => outcome)).toEqual(projections.map(() => 'AS_BEFORE'));
  });

  it('since an entry cannot be understood says at which position', async () => {
    const alter = `update ledger_entry set entry = replace(entry, '"type":"ReportOpened"', '"type":"ReportBegun"')`;
    const [opened] = await superuser()<{ position: string }[]>`
      select position from ledger_entry where type = 'ReportOpened'`;

    await withEntries(alter, async () => {
      await expect(rebuildAll(database())).rejects.toMatchObject({
        name: 'UnreadableEntry',
        position: Number(opened!.position),
      });
    });

    expect(await allRows(superuser())).toEqual(rows);
    expect(await schemaOf(superuser())).toEqual(schema);
  });

  it('since an entry is missing says at which position', async () => {
    await withEntries('delete from ledger_entry where position = 7', async () => {
      await expect(rebuildAll(database())).rejects.toMatchObject({ name: 'UnreadableEntry', position: 7 });
    });

    expect(await allRows(superuser())).toEqual(rows);
    expect(await schemaOf(superuser())).toEqual(schema);
  });

  it('since the tables were migrated meanwhile leaves them migrated', async () => {
    const migrated = rebuildAll(database(), {
      reached: async (step) => {
        if (step === 'COMPARED') await superuser()`create index response_body on response using gin (body)`;
      },
    });

    await expect(migrated).rejects.toThrow(
      'The table response was migrated while it was being rebuilt; start the rebuild again.',
    );
    const indexes = await superuser()`select indexname from pg_indexes where indexname = 'response_body'`;
    expect(indexes).toHaveLength(1);
    await superuser()`drop index response_body`;
  });

  it('since a column no longer says what it is derived from names the column', async () => {
    await superuser()`alter table report alter column stage drop expression`;

    await expect(rebuildAll(database())).rejects.toThrow(
      'The column stage of the table report is not the one that the migrations made.',
    );

    expect(await allRows(superuser())).toEqual(rows);
    await superuser()`alter table report drop column stage`;
    await superuser().unsafe(
      `alter table report add column stage text collate "C" generated always as (body ->> 'stage') stored`,
    );
  });

  it('since its connection, and the lock with it, was lost leaves the live tables as they were', async () => {
    const lost = rebuildAll(database(), {
      reached: async (step) => {
        if (step !== 'CAUGHT_UP') return;
        // Of this database alone: another file may be rebuilding one beside it.
        await superuser()`
          select pg_terminate_backend(pid, 5000) from pg_stat_activity
          where datname = current_database() and application_name = 'rebuild'`;
      },
    });

    await expect(lost).rejects.toThrow();
    expect(await tables()).toEqual([]);
    expect(await allRows(superuser())).toEqual(rows);
    expect(await schemaOf(superuser())).toEqual(schema);
  });

  it('since the database refuses rows does not wait for ever', async () => {
    await superuser()`alter table person add constraint refused check (key <> 'administrator') not valid`;

    await expect(rebuildAll(database())).rejects.toThrow(
      `the database refused rows of person_v${personProjection.version}`,
    );

    expect(await tables()).toEqual([]);
    await superuser()`alter table person drop constraint refused`;
  });
});

describe('a rebuild that is killed', () => {
  it.each(['COPIED', 'LOCKED', 'SWITCHED'])(
    'at %s leaves the live tables as they were, and the next one works',
    async (step) => {
      const child = spawn(process.execPath, [ELSEWHERE, database().ownerUrl, step], {
        env: { ...process.env, ...COMPILED },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data');
      await kill(child);

      expect(await allRows(superuser())).toEqual(rows);
      expect(await tables()).toHaveLength(projections.length);

      const head = Number((await superuser()`select position from ledger_head`)[0]!['position']);
      const { models } = await vi.waitFor(() => rebuildAll(database()), { timeout: 10_000 });

      expect(models.map(({ outcome }) => outcome)).toEqual(projections.map(() => 'AS_BEFORE'));
      expect(await schemaOf(superuser())).toEqual(schema);
      for (const { name, digest } of models) {
        expect(await contentsAt(superuser(), name, head)).toMatchObject({ digest });
      }
    },
  );
});
