import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { verifyLedger, verifySnapshot } from '../../../src/audit/whole/verify-ledger.ts';
import { openComponents } from '../../../src/cli/components.ts';
import type { Components } from '../../../src/cli/components.ts';
import { connect } from '../../../src/database/connect.ts';
import { createVault } from '../../../src/ledger/sealed/vault.ts';
import { projections } from '../../../src/projection/registry.ts';
import { jejakCatalogue } from '../../../src/usecase/catalogue.ts';
import { pick, useGraphql } from '../../support/graphql-client.ts';
import { COORDINATOR, openReportingWorld, REPORTER } from '../../support/reporting-world.ts';
import type { ReportingWorld } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { testVault } from '../../support/vault.ts';

const database = useTestDatabase();
const silent = { info: () => undefined, warn: () => undefined };

const REVIEWER = 'regional-reviewer';
const QUESTION = 'Is Siti-marker-4711 the one who signed?';
const ANSWER = 'Yes, that was she.';
const NAME = 'Siti-marker-4711 Aminah';
const PHONE = '+62 812 4711 0815';
const MARKERS = ['marker-4711', PHONE];
const PERSONAL = { name: NAME, phone: PHONE, identityNumber: '6471015509900001' };
const OUTSIDE = {
  checkpoints: [],
  keys: [],
  vkey: null,
  catalogue: jejakCatalogue,
  projections,
  progress: () => undefined,
};

let world: ReportingWorld;
let other: Components;
let indicator: string;
let sql: ReturnType<typeof connect>;

beforeAll(async () => {
  world = await openReportingWorld(database().applicationUrl);
  other = await openComponents(database().applicationUrl, { log: silent, vault: testVault });
  sql = connect(database().superuserUrl, { max: 1 });
  indicator = world.indicators[0]!;
  const of = { unit: world.unit, cycle: world.cycle };
  const stated = { indicator, answer: { kind: 'CHOICE', option: 'ADA' }, narrative: null } as const;
  await world.ask(REPORTER, { type: 'SubmitResponse', ...of, ...stated, expectedRevision: 0 });
  await world.ask('administrator', { type: 'UpdatePersonalData', subject: REVIEWER, personal: PERSONAL });
  await world.ask(COORDINATOR, { type: 'SubmitReport', ...of, acknowledgeIncomplete: true });
  const asked = { indicator, clarification: null, question: QUESTION, dueAt: null, seen: 1 };
  await world.ask(REVIEWER, { type: 'AskClarification', ...of, ...asked });
  await world.ask(REPORTER, { type: 'AnswerClarification', ...of, clarification: 1, answer: ANSWER, documents: [] });
}, 60_000);
afterAll(async () => {
  await sql.end();
  await other.close();
  await world.close();
});

const ask = useGraphql(() => database().applicationUrl);

const MESSAGES = `{ report(unit: "64.71", cycle: "KKPHAM-2022") { clarifications { messages { kind text erased } } } }`;

async function messagesFor(person: string): Promise<unknown> {
  const { data, errors } = await ask(MESSAGES, { person });
  expect(errors).toEqual([]);
  return pick(data, 'report.clarifications.0.messages');
}

/** Every row of every table as text. */
async function dump(): Promise<string> {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'drizzle')`;
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await sql.unsafe<{ row: string }[]>(`select t::text as row from ${name} as t`);
      return rows.map(({ row }) => row).join('\n');
    }),
  );
  return texts.join('\n');
}

/** What verification says of what is sealed, after it went through the entries and the tree. */
async function verifiedPersonal(): Promise<unknown> {
  const { checks } = await verifyLedger(sql, { ...OUTSIDE, vault: testVault });
  return checks.find(({ name }) => name === 'personal');
}

/** What verification finds once a table was tampered with, all of which is undone. */
async function faultAfter(statement: string): Promise<unknown> {
  let fault: unknown;
  await sql
    .begin('isolation level repeatable read', async (transaction) => {
      await transaction.unsafe(
        'alter table sealed_key disable trigger user; alter table sealed_value disable trigger user',
      );
      await transaction.unsafe(statement);
      ({ fault } = await verifySnapshot(transaction, { ...OUTSIDE, vault: testVault }));
      throw new Error('undone');
    })
    .catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== 'undone') throw error;
    });
  return fault;
}

describe('What is personal', () => {
  it('is in no table as it was said, and is read by those who may', async () => {
    const held = await dump();
    expect([...MARKERS, QUESTION, ANSWER].filter((one) => held.includes(one))).toEqual([]);

    expect(await messagesFor('assessor-1')).toEqual([
      { kind: 'QUESTION', text: QUESTION, erased: false },
      { kind: 'ANSWER', text: ANSWER, erased: false },
    ]);
  });

  it('is asked twice as once, and never with other content', async () => {
    const again = { indicator, clarification: 1, question: 'And who else?', dueAt: null, seen: 1 };
    const command = { type: 'AskClarification', unit: world.unit, cycle: world.cycle, ...again } as const;
    const request = { person: REVIEWER, commandId: randomUUID(), command };

    const answers = await Promise.all([world.handle(request), other.handle(request)]);
    const changed = { ...request, command: { ...command, question: 'And who more?' } };

    expect(answers.map((one) => one.ok && one.value.replayed).toSorted()).toEqual([false, true]);
    expect(await other.handle(changed)).toMatchObject({ ok: false, error: { code: 'COMMAND_ID_REUSED' } });
  });

  it('is opened by one statement, however much of it there is', async () => {
    const said = { person: 'assessor-1' };
    const closed = await ask(MESSAGES.replace(' text erased', ''), said);
    const opened = await ask(MESSAGES, said);

    expect(pick(opened.data, 'report.clarifications.0.messages')).toHaveLength(3);
    expect(opened.statements - closed.statements).toBe(1);
  });

  it('is sealed for nobody where the command is only checked', async () => {
    const before = await sql`select count(*) from sealed_value`;
    const command = { type: 'UpdatePersonalData', subject: REPORTER, personal: PERSONAL } as const;
    await world.handle({ person: 'administrator', commandId: randomUUID(), command, validateOnly: true });

    expect(await sql`select count(*) from sealed_value`).toEqual(before);
  });

  it('is sealed once where two things are the same, and is not the same where they are not', async () => {
    const same = { name: 'A', phone: '6471010101010001', identityNumber: '6471010101010001' };
    const command = { type: 'UpdatePersonalData', subject: COORDINATOR, personal: same } as const;
    const request = { person: 'administrator', commandId: randomUUID(), command };
    const other = { ...request, command: { ...command, personal: { ...same, name: same.phone, phone: 'A' } } };

    expect(await world.handle(request)).toMatchObject({ ok: true });
    expect(await world.handle(other)).toMatchObject({ ok: false, error: { code: 'COMMAND_ID_REUSED' } });
    expect(await verifiedPersonal()).toMatchObject({ warns: false });
  });

  it('is verified: each tampering is found and placed', async () => {
    const fault = (sentence: string) => ({ check: 'personal', stream: expect.any(String) as string, sentence });
    const one = `commitment = (select min(commitment) from sealed_value)`;

    expect(await verifiedPersonal()).toMatchObject({ warns: false });
    expect(
      await faultAfter(
        `update sealed_value set ciphertext = set_byte(ciphertext, 20, get_byte(ciphertext, 20) # 1) where ${one}`,
      ),
    ).toMatchObject(fault('what is sealed does not open to what it commits to'));
    expect(await faultAfter(`delete from sealed_value where ${one}`)).toMatchObject(
      fault('what it commits to is gone, and no entry says that it was erased'),
    );
    expect(await faultAfter(`update sealed_key set wrapped = null where person <> ''`)).toMatchObject(
      fault('what it commits to was destroyed, and no entry says that it was erased'),
    );
    await expect(sql`update sealed_value set ciphertext = 'x'`).rejects.toThrow(
      'what was sealed can only be destroyed',
    );
    await expect(sql`delete from sealed_key`).rejects.toThrow('append-only');
  }, 30_000);
});

describe('Another master key', () => {
  it('is given to all keys by who owns the tables, while nobody is served', async () => {
    const next = createVault(Buffer.alloc(32, 'next'));
    const owner = connect(database().ownerUrl, { max: 1 });
    let verified: unknown;
    const rewrapped = owner.begin('isolation level repeatable read', async (transaction) => {
      await transaction`alter table sealed_key disable trigger only_vanishes`;
      const rows = await transaction<{ person: string; wrapped: Buffer }[]>`
        select person, wrapped from sealed_key where wrapped is not null`;
      for (const { person, wrapped } of rows) {
        const anew = next.wrap(person, testVault.unwrap(person, wrapped));
        await transaction`update sealed_key set wrapped = ${anew} where person = ${person}`;
      }
      await transaction`alter table sealed_key enable always trigger only_vanishes`;
      verified = await verifySnapshot(transaction, { ...OUTSIDE, vault: next });
      throw new Error('undone');
    });

    await expect(rewrapped).rejects.toThrow('undone');
    expect(verified).toMatchObject({ fault: null });
    await owner.end();
  });
});

describe('ErasePerson', () => {
  const erase = { type: 'ErasePerson', subject: REVIEWER, ground: 'They asked for it.', authority: 'DPO' } as const;

  it('destroys what they said and what is known of them, on every instance', async () => {
    await world.ask('administrator', erase);

    expect(await messagesFor('assessor-1')).toEqual([
      { kind: 'QUESTION', text: null, erased: true },
      { kind: 'ANSWER', text: ANSWER, erased: false },
      { kind: 'QUESTION', text: null, erased: true },
    ]);
    expect(await sql`select 1 from sealed_key where person = ${REVIEWER} and wrapped is not null`).toEqual([]);
    expect(await sql`select 1 from sealed_value where person = ${REVIEWER} and ciphertext is not null`).toEqual([]);
    const held = await dump();
    expect(MARKERS.filter((marker) => held.includes(marker))).toEqual([]);
  });

  it('leaves entries, proofs and what others said as they were', async () => {
    expect(await verifiedPersonal()).toEqual({ name: 'personal', detail: '8 values, 1 person erased', warns: false });
  });

  it('leaves a person who can do nothing, on every instance', async () => {
    const personal = { name: 'Anew', phone: null, identityNumber: null };
    const own = { type: 'UpdatePersonalData', subject: REVIEWER, personal } as const;

    for (const { handle } of [world, other]) {
      const refused = { ok: false, error: { code: 'PERSON_ERASED' } };
      expect(await handle({ person: REVIEWER, commandId: randomUUID(), command: own })).toMatchObject(refused);
      expect(await handle({ person: 'administrator', commandId: randomUUID(), command: erase })).toMatchObject(refused);
    }
  });
});
