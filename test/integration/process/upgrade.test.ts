import { drizzle } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openComponents } from '../../../src/cli/components.ts';
import { connect } from '../../../src/database/connect.ts';
import type { Json, JsonObject } from '../../../src/kernel/json.ts';
import { backfillTree } from '../../../src/ledger/backfill.ts';
import { projections } from '../../../src/projection/registry.ts';
import { createMasterKey } from '../../../src/signer/master-key.ts';
import { asSystem, openLedger } from '../../../src/usecase/open-ledger.ts';
import { loadReference } from '../../../src/usecase/reference.ts';
import { useEarlierDatabase } from '../../support/earlier-database.ts';
import { pick, useGraphql } from '../../support/graphql-client.ts';
import { runJejak, startProduct } from '../../support/product.ts';
import type { Environment } from '../../support/product.ts';
import { openTestSigning } from '../../support/signing.ts';
import type { TestSigning } from '../../support/signing.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import type { TestDatabase } from '../../support/test-database.ts';
import { CYCLE, tellAsBefore, WORDS } from './told-as-before.ts';
import { makeHome, removeHome, tellSmallDemo } from './small-demo.ts';

/** Where the migrations of generation 2 ended. */
const EARLIER = '0004_tree_is_append_only';

const REFUSAL = 'Read model person is at version 1 and this program needs 3; run npm run jejak -- rebuild.';

/** What rows have been saying since. */
const NEW_MEMBERS: ReadonlySet<string> = new Set([
  'delegatedBy',
  'delegatedGrant',
  'brokenUnder',
  'announced',
  'extensions',
  'closed',
  'editions',
  'publications',
]);

/** Read models of which that time had no table, and no entry either. */
const NEW_MODELS: ReadonlySet<string> = new Set(['calendar', 'official_score', 'document_reference']);

const silent = { info: () => undefined, warn: () => undefined };

function settingsOf({ applicationUrl, ownerUrl }: TestDatabase, demo: boolean): Environment {
  return { DATABASE_URL: applicationUrl, MIGRATION_DATABASE_URL: ownerUrl, JEJAK_DEMO: String(demo) };
}

/** A ledger of today is put into a database of that time: as it would have been written then. */
async function copyBack(from: Sql, to: Sql): Promise<void> {
  const entries = await from`select position, entry, leaf_hash from ledger_entry order by position`;
  await to`insert into ledger_entry ${to(entries)}`;
  const commands = await from`
    select actor, command_id, input_digest, first_position, last_position from ledger_command`;
  await to`insert into ledger_command ${to(commands)}`;
  for (const row of await from`select digest, content from ledger_content`) {
    await to`insert into ledger_content ${to(row)}`;
  }
  for (const name of projections.map((one) => one.name).filter((one) => !NEW_MODELS.has(one))) {
    for (const { key, from_position, to_position, body } of await from<Interval[]>`
      select key, from_position, to_position, body from ${from(name)}`) {
      const before = to.json(asBefore(body));
      await to`insert into ${to(name)} (key, from_position, to_position, body)
        values (${key}, ${from_position}, ${to_position}, ${before})`;
    }
  }
  await to`update ledger_head set (position, recorded_at) = (select position, recorded_at from ledger_entry
    order by position desc limit 1)`;
  await backfillTree(drizzle(to));
}

type Interval = Readonly<{ key: string; from_position: string; to_position: string; body: JsonObject }>;

function asBefore<Value extends Json>(value: Value): Value {
  // Taking members away leaves JSON of the same kind.
  return JSON.parse(JSON.stringify(value, (name, one: Json) => (NEW_MEMBERS.has(name) ? undefined : one))) as Value;
}

/** The reference data but for calendars, which there were none of; an administrator, a cycle. */
async function openBefore(url: string, signing: TestSigning): Promise<void> {
  const { handle, close } = await openComponents(url, { log: silent, signing });
  const { origin, key } = signing;
  await openLedger(handle, { origin, key, demo: false, reference: { ...loadReference(), calendars: [] } });
  const subject = 'administrator';
  const always = { jurisdiction: null, organization: null, validFrom: null, validUntil: null };
  await asSystem(handle, { commandId: 'register', command: { type: 'RegisterPerson', subject, label: subject } });
  const role = { type: 'GrantRole', subject, role: 'ADMINISTRATOR', ...always } as const;
  await asSystem(handle, { commandId: 'grant', command: role });
  for (const [person, held, jurisdiction] of [
    ['coordinator', 'COORDINATOR', '64.71'],
    ['reviewer', 'REGIONAL_REVIEWER', '64'],
  ] as const) {
    const given = { type: 'GrantRole', subject: person, role: held, ...always, jurisdiction } as const;
    for (const command of [{ type: 'RegisterPerson', subject: person, label: person } as const, given]) {
      const done = await handle({ person: subject, commandId: `${command.type}-${person}`, command });
      if (!done.ok) throw new Error(JSON.stringify(done.error));
    }
  }
  const edition = loadReference().editions.find((one) => one.edition.instrument === 'KKPHAM')!.edition.edition;
  const years = { dataYear: 2021, cycleYear: 2022, awardYear: 2023 };
  const submission = { opensAt: '2022-01-01T00:00:00.000Z', closesAt: '2022-02-01T00:00:00.000Z' };
  const call = { cycle: CYCLE, instrument: 'KKPHAM', edition, period: 'YEAR', ...years, submission };
  const command = { type: 'OpenCycle', ...call, notice: 'made for a test', participants: ['64.71', '64.72'] } as const;
  const opened = await handle({ person: subject, commandId: 'open-cycle', command });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  await close();
}

describe('A ledger of generation 2', () => {
  const today = useTestDatabase();
  const earlier = useEarlierDatabase(EARLIER);
  const ask = useGraphql(() => earlier().applicationUrl);
  let signing: TestSigning;
  let sql: Sql;
  let size: number;

  beforeAll(async () => {
    signing = await openTestSigning('test.jejak');
    await createMasterKey(signing.home);
    await openBefore(today().applicationUrl, signing);
    sql = connect(earlier().ownerUrl, { max: 1 });
    const source = connect(today().superuserUrl, { max: 1 });
    await tellAsBefore(source).then((position) => (size = position));
    await copyBack(source, sql);
    await source.end();
  });
  afterAll(async () => {
    await sql.end();
    await signing.remove();
  });

  it('is left alone by a rebuild until it is migrated', async () => {
    const { code, stderr } = await runJejak(signing.home, ['rebuild'], settingsOf(earlier(), false));

    expect(code).toBe(1);
    expect(stderr).toContain('bring them together first: npm run jejak -- migrate');
  });

  it('is migrated, and not served before its read models are built anew', async () => {
    await expect(startProduct(signing.home, settingsOf(earlier(), false))).rejects.toThrow(REFUSAL);

    const { code, stdout } = await runJejak(signing.home, ['verify'], settingsOf(earlier(), false));
    expect(code).toBe(1);
    expect(stdout).toContain('is not of the version that this program knows; run npm run jejak -- rebuild');
  });

  it('is rebuilt as it stands: nothing is recorded for it', async () => {
    const { code, stdout } = await runJejak(signing.home, ['rebuild'], settingsOf(earlier(), false));

    expect(code).toBe(0);
    for (const [name, version] of Object.entries({ person: 3, cycle: 2, report: 3, response: 2 }))
      expect(stdout).toMatch(new RegExp(`^${name} .* now version ${version}$`, 'm'));
    expect(stdout).toMatch(/^jurisdiction .* as before$/m);
    expect(stdout).toContain(`in use since position ${size}`);
  });

  it('starts then, and gets the calendars that this version knows', async () => {
    const product = await startProduct(signing.home, settingsOf(earlier(), false));
    await product.stop();

    const years = loadReference().calendars.length;
    const entered = await sql`
      select position from ledger_entry where type = 'CalendarYearPublished' and position > ${size}`;
    expect(entered).toHaveLength(years);
    expect(await sql`select key from calendar where to_position = 9223372036854775807`).toHaveLength(years);
  });

  it('shows what it held in the words of today', async () => {
    const [row] = await sql<{ body: JsonObject }[]>`
      select body from cycle where key = ${CYCLE} and to_position = 9223372036854775807`;

    expect(row!.body).toMatchObject({
      extensions: [],
      publications: [{ position: size - 1, final: 1 }],
      awards: [{ kind: 'CARING', total: '80.00', cycles: [CYCLE], measure: null, position: size }],
    });
  });

  it('shows what was said in plain words as it was said', async () => {
    const { data, errors } = await ask(
      `{ report(unit: "64.71", cycle: "${CYCLE}") { clarifications { messages { text erased } } } }`,
      { person: 'administrator' },
    );

    expect(errors).toEqual([]);
    expect(pick(data, 'report.clarifications.0.messages')).toEqual([
      { text: WORDS.question, erased: false },
      { text: WORDS.answer, erased: false },
    ]);
  });

  it('verifies as a whole', async () => {
    const { code, stdout } = await runJejak(signing.home, ['verify'], settingsOf(earlier(), false));

    expect(stdout).toMatch(/\nverified: /);
    expect(code).toBe(0);
  });
});

describe('A demo that was told by generation 2', () => {
  const today = useTestDatabase();
  const earlier = useEarlierDatabase(EARLIER);
  let home: string;
  let sql: Sql;

  beforeAll(async () => {
    home = await makeHome();
    await tellSmallDemo(home, today());
    const source = connect(today().superuserUrl, { max: 1 });
    sql = connect(earlier().ownerUrl, { max: 1 });
    await copyBack(source, sql);
    await source.end();
  });
  afterAll(async () => {
    await sql.end();
    await removeHome(home);
  });

  it('starts after a rebuild, and stays as it was told', async () => {
    const told = await sql`select entry from ledger_entry order by position`;
    await expect(startProduct(home, settingsOf(earlier(), true))).rejects.toThrow(REFUSAL);
    await runJejak(home, ['rebuild'], settingsOf(earlier(), true));

    const product = await startProduct(home, settingsOf(earlier(), true));
    await product.stop();

    expect(await sql`select entry from ledger_entry order by position`).toEqual(told);
  });
});
