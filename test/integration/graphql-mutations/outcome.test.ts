import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import type { Data } from '../../support/http-server.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import { readRows, useSql } from '../../support/ledger-rows.ts';
import { OPEN_REPORT, SUBMIT_RESPONSE } from '../../support/mutations.ts';
import { COORDINATOR, CYCLE, REPORTER, UNIT } from '../../support/reporting-world.ts';

const world = useHttpWorld();
const sql = useSql(() => world().database.superuserUrl);

type Input = Data & Readonly<{ indicator: string }>;

function answering(input: Input): object {
  return { input: { unit: UNIT, cycle: CYCLE, expectedRevision: 0, answer: { choice: 'ADA' }, ...input } };
}

async function submit(input: Input, asked: Readonly<{ person?: string; language?: string }> = {}): Promise<Data> {
  const { person = REPORTER, language = 'en' } = asked;
  const headers = { 'accept-language': language };
  const reply = await world().send({ query: SUBMIT_RESPONSE, variables: answering(input), person, headers });
  expect(reply.errors).toEqual([]);
  return reply.data!['submitResponse'] as Data;
}

async function head(): Promise<number> {
  const [row] = await sql()<{ position: string }[]>`select position from ledger_head`;
  return Number(row!.position);
}

describe('A mutation', () => {
  it('answers with the changed object, the events and their receipt', async () => {
    const before = await head();

    const outcome = await submit({ indicator: 'KKP-SP1-S1', narrative: '  Perda 3/2019  ' });

    const [row] = await readRows(sql(), before + 1);
    expect(outcome).toEqual({
      __typename: 'SubmitResponseSuccess',
      replayed: false,
      events: [{ position: String(before + 1), type: 'ResponseSubmitted' }],
      receipt: { position: String(before + 1), leafHash: row!.leaf_hash },
      response: { revision: 1, status: 'ANSWERED', answer: { kind: 'CHOICE', option: 'ADA', value: null } },
      report: { stage: 'DRAFTING' },
    });
    expect(JSON.parse(row!.entry)).toMatchObject({
      actor: { person: REPORTER },
      data: { narrative: 'Perda 3/2019' },
    });
  });

  it('is done once, however often it is sent under one id', async () => {
    const input = { indicator: 'KKP-SP1-S2', commandId: randomUUID() };

    const first = await submit(input);
    await submit({ indicator: 'KKP-SP1-S2', expectedRevision: 1, answer: { choice: 'PROSES' } });
    const again = await submit(input);

    expect(again).toEqual({ ...first, replayed: true });
  });

  it('is done once when it is sent twice at the same moment', async () => {
    const input = { indicator: 'KKP-SP1-S3', commandId: randomUUID() };

    const outcomes = await Promise.all([submit(input), submit(input)]);

    expect(outcomes.map(({ replayed }) => replayed as boolean).sort()).toEqual([false, true]);
    expect(outcomes[0]['receipt']).toEqual(outcomes[1]['receipt']);
  });

  it('is refused under an id that meant something else', async () => {
    const commandId = randomUUID();
    await submit({ indicator: 'KKP-SP1-P1', commandId });

    const outcome = await submit({ indicator: 'KKP-SP1-P2', commandId });

    expect(outcome).toMatchObject({ __typename: 'Refusal', code: 'COMMAND_ID_REUSED' });
  });

  it('is refused with the current revision when someone was faster', async () => {
    await submit({ indicator: 'KKP-SP1-P5' });

    const outcome = await submit({ indicator: 'KKP-SP1-P5', answer: { choice: 'TIDAK' } });

    expect(outcome).toMatchObject({ __typename: 'Refusal', code: 'CONFLICT', currentRevision: 1 });
  });

  it.each([
    ['en', 'This indicator is not asked in that cycle.'],
    ['id', 'Indikator ini tidak ditanyakan dalam siklus tersebut.'],
  ])('is refused in the language of its sender: %s', async (language, message) => {
    const outcome = await submit({ indicator: 'NONE' }, { language });

    expect(outcome).toEqual({
      __typename: 'Refusal',
      code: 'INDICATOR_UNKNOWN',
      message,
      path: ['indicator'],
      currentRevision: null,
      details: [],
    });
  });

  it('is refused with all its reasons at once', async () => {
    const query = `mutation { submitReport(input: { unit: "${UNIT}", cycle: "${CYCLE}" }) {
      ... on Refusal { code details { code indicator message } }
    } }`;

    const { data } = await world().send({ query, person: COORDINATOR, headers: { 'accept-language': 'id' } });

    const missing = { code: 'ANSWER_MISSING', indicator: 'KKP-SP1-O1', message: 'Jawaban belum ada.' };
    expect(data).toMatchObject({
      submitReport: { code: 'REPORT_INCOMPLETE', details: expect.arrayContaining([missing]) as object[] },
    });
  });

  it('says that nothing would change', async () => {
    await submit({ indicator: 'KKP-SP1-P3', answer: { number: '3' } });

    const outcome = await submit({ indicator: 'KKP-SP1-P3', answer: { number: '3' }, expectedRevision: 1 });

    expect(outcome).toMatchObject({ code: 'NOTHING_CHANGED' });
  });
});

describe('With validateOnly', () => {
  it('a mutation is checked and leaves no trace', async () => {
    const before = await head();
    const commandId = randomUUID();

    const checked = await submit({ indicator: 'KKP-SP1-P4', answer: { number: '4' }, validateOnly: true, commandId });
    const after = await head();
    const done = await submit({ indicator: 'KKP-SP1-P4', answer: { number: '5' }, commandId });

    expect(checked).toMatchObject({ replayed: false, events: [], receipt: null, response: { revision: 0 } });
    expect(after).toBe(before);
    expect(done).toMatchObject({ replayed: false, response: { revision: 1 } });
  });

  it('a mutation is refused as it would be', async () => {
    const outcome = await submit({ indicator: 'NONE', validateOnly: true });

    expect(outcome).toMatchObject({ __typename: 'Refusal', code: 'INDICATOR_UNKNOWN' });
  });

  it('what does not exist yet is null', async () => {
    const query = `mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) {
      ... on RegisterPersonSuccess { person { label } }
    } }`;
    const variables = { input: { person: 'newcomer', label: 'Reporter', validateOnly: true } };

    const { data } = await world().send({ query, variables, person: 'administrator' });

    expect(data!['registerPerson']).toEqual({ person: null });
  });
});

describe('Who may ask', () => {
  it('is nobody without a token', async () => {
    const variables = answering({ indicator: 'KKP-SP1-S1' });

    const reply = await world().send({ query: SUBMIT_RESPONSE, variables, headers: { 'accept-language': 'id' } });

    expect(reply.data).toBeNull();
    expect(reply.errors).toMatchObject([
      { message: 'Masuklah terlebih dahulu.', extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  it.each([COORDINATOR, 'auditor', 'administrator', 'assessor-1', 'unknown'])(
    'is not %s, for an answer',
    async (person) => {
      const outcome = await submit({ indicator: 'KKP-SP1-S1' }, { person });

      expect(outcome).toMatchObject({ __typename: 'Refusal', code: 'NOT_ALLOWED' });
    },
  );

  it('is nobody from another place', async () => {
    const outcome = await submit({ indicator: 'KKP-SP1-S1', unit: '64.72' });

    expect(outcome).toMatchObject({ __typename: 'Refusal', code: 'NOT_ALLOWED' });
  });

  it('is not the coordinator of another place, for a report', async () => {
    const variables = { input: { unit: '64.72', cycle: CYCLE } };

    const { data } = await world().send({ query: OPEN_REPORT, variables, person: COORDINATOR });

    expect(data!['openReport']).toMatchObject({ code: 'NOT_ALLOWED' });
  });
});
