import { beforeAll, describe, expect, it } from 'vitest';

import { ok } from '../../../src/kernel/result.ts';
import type { Writer } from '../../../src/ledger/writer.ts';
import { counted, SYSTEM } from '../../support/ledger-catalogue.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { appended, submission, useWriters } from '../../support/ledger-writer.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const openWriter = useWriters();
const sql = useSql(() => database().superuserUrl);

let writer: Writer;
let other: Writer;

beforeAll(async () => {
  writer = await openWriter(database().applicationUrl);
  other = await openWriter(database().applicationUrl);
});

describe('A command sent again', () => {
  it('is answered with what was recorded and not done again', async () => {
    const items = [
      { indicator: 'A1', refusal: null },
      { indicator: 'A2', refusal: { code: 'CONFLICT' } },
    ];
    const command = submission({ decide: () => ok({ under: SYSTEM, events: [counted(1), counted(2)], items }) });

    const first = appended(await writer.submit(command));
    const second = appended(await writer.submit(command));

    expect(second).toEqual({ ...first, replayed: true });
    expect(second.items).toEqual(items);
  });

  it('is answered alike by another instance', async () => {
    const command = submission();

    const first = appended(await writer.submit(command));
    const second = appended(await other.submit(command));

    expect(second).toEqual({ ...first, replayed: true });
  });

  it('is refused when it says something else', async () => {
    const command = submission();

    await writer.submit(command);

    expect(await writer.submit({ ...command, input: { ask: 'more' } })).toEqual({
      ok: false,
      error: { code: 'COMMAND_ID_REUSED' },
    });
  });

  it('is the same whatever the order of its members', async () => {
    const command = submission({ input: { a: 1, b: 2 } });

    await writer.submit(command);

    expect(appended(await writer.submit({ ...command, input: { b: 2, a: 1 } })).replayed).toBe(true);
  });

  it('is another one when another person sends it', async () => {
    const command = submission();

    await writer.submit(command);

    expect(appended(await writer.submit({ ...command, person: 'coordinator' })).replayed).toBe(false);
  });

  it('while the first is under way is done once', async () => {
    const command = submission({ stream: 'case/double' });

    const answers = await Promise.all([writer.submit(command), writer.submit(command), other.submit(command)]);

    expect(answers.filter((answer) => !appended(answer).replayed)).toHaveLength(1);
    expect(new Set(answers.map((answer) => appended(answer).position)).size).toBe(1);
    expect(await sql()`select 1 from ledger_entry where stream = 'case/double'`).toHaveLength(1);
  });
});
