import { beforeAll, describe, expect, it } from 'vitest';

import { connect } from '../../../src/database/connect.ts';
import { err, ok } from '../../../src/kernel/result.ts';
import { leafHash } from '../../../src/merkle/hash.ts';
import { parseEntry } from '../../../src/ledger/entry.ts';
import type { Submission } from '../../../src/ledger/submission.ts';
import type { Writer } from '../../../src/ledger/writer.ts';
import { counted, noted, SYSTEM } from '../../support/ledger-catalogue.ts';
import { readRows, useSql } from '../../support/ledger-rows.ts';
import { appended, submission, useWriters } from '../../support/ledger-writer.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const openWriter = useWriters();
const sql = useSql(() => database().superuserUrl);

let writer: Writer;

beforeAll(async () => {
  writer = await openWriter(database().applicationUrl);
});

describe('An accepted command', () => {
  it('is recorded with its place, its time, its actor and its chain', async () => {
    const under = { role: 'REPORTER', organization: 'DINKES', grant: 12 } as const;
    const stream = 'report/63/BALAI-2/WASNAKER-2023-11';
    const decide = () => ok({ under, events: [counted(2, { indicator: 'A1' }), counted(3)] });

    const { entries, replayed, position } = appended(
      await writer.submit(submission({ stream, commandId: 'c-1', decide })),
    );

    const [first, second] = entries;
    expect(replayed).toBe(false);
    expect(position).toBe(second!.position);
    expect(parseEntry(first!.entry)).toEqual({
      position: first!.position,
      stream,
      streamPosition: 1,
      type: 'Counted',
      version: 2,
      recordedAt: first!.recordedAt,
      actor: { person: 'operator', role: 'REPORTER', organization: 'DINKES', grant: 12 },
      command: 'c-1',
      previous: null,
      data: { by: 2, indicator: 'A1' },
    });
    expect(parseEntry(second!.entry)).toMatchObject({ streamPosition: 2, previous: leafHash(first!.entry) });
  });

  it('has columns that say what the entry says', async () => {
    const under = { role: 'REPORTER', organization: 'DINKES', grant: 12 } as const;
    const stream = 'report/63/BALAI-2/WASNAKER-2023-12';
    const decide = () => ok({ under, events: [counted(2, { indicator: 'A1' })] });

    const { entries } = appended(await writer.submit(submission({ stream, commandId: 'c-2', decide })));

    const [row] = await readRows(sql(), entries[0]!.position);
    expect(row).toEqual({
      position: String(entries[0]!.position),
      entry: entries[0]!.entry,
      leaf_hash: leafHash(entries[0]!.entry),
      stream,
      stream_position: '1',
      type: 'Counted',
      recorded_at: entries[0]!.recordedAt,
      person: 'operator',
      role: 'REPORTER',
      unit: '63/BALAI-2',
      cycle: 'WASNAKER-2023-12',
      indicator: 'A1',
    });
  });

  it.each([
    ['jurisdiction/64.71', '64.71', null],
    ['cycle/IRH-2025', null, 'IRH-2025'],
    ['report/64.71/AKSI_HAM-2025-B12', '64.71', 'AKSI_HAM-2025-B12'],
    ['instrument/IRH', null, null],
    ['ledger', null, null],
  ])('in stream %s is about unit %s and cycle %s', async (stream, unit, cycle) => {
    const { entries } = appended(await writer.submit(submission({ stream })));

    const [row] = await readRows(sql(), entries[0]!.position);
    expect(row).toMatchObject({ unit, cycle });
  });

  it('that is decided on rows runs alone, and sees what came before it', async () => {
    const before = writer.submit(submission({ stream: 'case/alone', commandId: 'alone-1' }));
    let rows = -1;
    const decide: Submission['decide'] = async ({ transaction }) => {
      const found = await transaction.sql`select position from ledger_entry where stream = 'case/alone'`;
      rows = found.length;
      return ok({ under: SYSTEM, events: [counted(1)] });
    };

    appended(await writer.submit(submission({ stream: 'case/other', commandId: 'alone-2', alone: true, decide })));

    expect(rows).toBe(appended(await before).entries.length);
  });

  it('is decided on the state that the one before it left, also within a batch', async () => {
    const stream = 'case/serial';
    const seen: unknown[] = [];
    const decide: ReturnType<typeof submission>['decide'] = ({ state }) => {
      seen.push(state(stream));
      return ok({ under: SYSTEM, events: [counted(1)] });
    };

    await Promise.all(Array.from({ length: 5 }, () => writer.submit(submission({ stream, decide }))));

    expect(seen).toMatchObject([{ count: 0 }, { count: 1 }, { count: 2 }, { count: 3 }, { count: 4 }]);
  });

  it('is decided at the very time that is recorded', async () => {
    let now = '';
    const decide: ReturnType<typeof submission>['decide'] = (context) => {
      now = context.now;
      return ok({ under: SYSTEM, events: [counted(1)] });
    };

    const { entries } = appended(await writer.submit(submission({ decide })));

    expect(entries[0]!.recordedAt).toBe(now);
  });

  it('stores the text its entries name by digest, once', async () => {
    const content = { digest: `sha256:${'a'.repeat(64)}`, text: '{"edition":1}' } as const;

    await writer.submit(submission({ content }));
    await writer.submit(submission({ content }));

    expect(await sql()`select digest, content from ledger_content`).toEqual([
      { digest: content.digest, content: content.text },
    ]);
  });

  it('may read a stream that only another state names', async () => {
    await writer.submit(submission({ stream: 'case/named-late' }));
    const decide: ReturnType<typeof submission>['decide'] = async ({ load }) => {
      const state = await load('case/named-late');
      return ok({ under: SYSTEM, events: [noted(JSON.stringify(state))] });
    };

    const { entries } = appended(await writer.submit(submission({ stream: 'case/late-reader', decide })));

    expect(entries[0]!.data).toEqual({ text: '{"count":1,"texts":[]}' });
  });
});

describe('What is not accepted', () => {
  it('leaves nothing when it is refused, and may be decided anew', async () => {
    const refused = submission({ stream: 'case/refused', decide: () => err({ code: 'NOT_ALLOWED' }) });

    const answer = await writer.submit(refused);
    const again = await writer.submit(
      submission({ ...refused, decide: () => ok({ under: SYSTEM, events: [counted(1)] }) }),
    );

    expect(answer).toEqual({ ok: false, error: { code: 'NOT_ALLOWED' } });
    expect(appended(again).replayed).toBe(false);
  });

  it('leaves nothing when it is only validated', async () => {
    const before = await sql()`select position from ledger_head`;

    const answer = await writer.submit(submission({ stream: 'case/validated', validateOnly: true }));

    expect(appended(answer)).toMatchObject({ entries: [], replayed: false });
    expect(await sql()`select position from ledger_head`).toEqual(before);
    expect(await sql()`select 1 from ledger_entry where stream = 'case/validated'`).toHaveLength(0);
  });

  it('leaves nothing when no event results', async () => {
    const quiet = submission({ decide: () => ok({ under: SYSTEM, events: [] }) });

    await writer.submit(quiet);

    expect(await sql()`select 1 from ledger_command where command_id = ${quiet.commandId}`).toHaveLength(0);
  });

  it('is refused when an entry would be larger than a tile can hold', async () => {
    const decide = () => ok({ under: SYSTEM, events: [noted('x'.repeat(65_535))] });

    expect(await writer.submit(submission({ decide }))).toEqual({ ok: false, error: { code: 'ENTRY_TOO_LARGE' } });
  });

  it('is refused when too many wait', async () => {
    const small = await openWriter(database().applicationUrl, { limits: { waiting: 1 } });

    const answers = await Promise.all([small.submit(submission()), small.submit(submission())]);

    expect(answers).toMatchObject([{ ok: true }, { ok: false, error: { code: 'BUSY' } }]);
  });
});

describe('A writer', () => {
  it('finishes what it accepted before it closes, and accepts nothing afterwards', async () => {
    const closing = await openWriter(database().applicationUrl);

    const answers = Array.from({ length: 100 }, () => closing.submit(submission({ stream: 'case/closing' })));
    await closing.close();

    expect((await Promise.all(answers)).every((answer) => answer.ok)).toBe(true);
    await expect(closing.submit(submission())).rejects.toThrow('the writer is closed');
  });

  it('is called once per batch', async () => {
    const listener = connect(database().applicationUrl, { max: 1 });
    let calls = 0;
    await listener.listen('jejak_ledger', () => (calls += 1));

    await Promise.all(Array.from({ length: 64 }, () => writer.submit(submission({ stream: 'case/notify' }))));
    await sql()`select pg_notify('jejak_ledger', 'end')`;
    await expect.poll(() => calls).toBe(2);

    await listener.end();
  });
});
