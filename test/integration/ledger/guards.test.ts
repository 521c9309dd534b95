import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { ok } from '../../../src/kernel/result.ts';
import { toInstant } from '../../../src/kernel/instant.ts';
import { GENERATION } from '../../../src/ledger/head.ts';
import type { Submission } from '../../../src/ledger/submission.ts';
import type { Writer } from '../../../src/ledger/writer.ts';
import { SYSTEM } from '../../support/ledger-catalogue.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { appended, submission, useWriters } from '../../support/ledger-writer.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const openWriter = useWriters();

function openLedger(demo: boolean): Submission {
  const events = [{ type: 'LedgerOpened', data: { origin: 'example.org/demo', demo } }];
  return submission({ stream: 'ledger', decide: () => ok({ under: SYSTEM, events }) });
}

describe('The guards under the lock', () => {
  const database = useTestDatabase();
  const sql = useSql(() => database().superuserUrl);
  let writer: Writer;
  let recordedAt: string;

  beforeAll(async () => {
    writer = await openWriter(database().applicationUrl);
    recordedAt = appended(await writer.submit(submission())).entries[0]!.recordedAt;
  });

  afterEach(async () => {
    await sql()`update ledger_head set recorded_at = ${recordedAt}, generation = ${GENERATION}`;
  });

  it('read the clock after they have waited for the lock', async () => {
    let released = '';
    const holding = sql().begin(async (transaction) => {
      await transaction`select 1 from ledger_head for share`;
      await new Promise((resolve) => setTimeout(resolve, 300));
      const [row] = await transaction<
        { now: string }[]
      >`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now`;
      released = toInstant(Number(row!.now));
    });
    await new Promise((resolve) => setTimeout(resolve, 50));

    const { entries } = appended(await writer.submit(submission()));
    await holding;

    expect(entries[0]!.recordedAt >= released).toBe(true);
    recordedAt = entries[0]!.recordedAt;
  });

  it('refuse when the database clock is far behind what was recorded', async () => {
    await sql()`update ledger_head set recorded_at = ${toInstant(Date.now() + 5000)}`;

    expect(await writer.submit(submission())).toEqual({ ok: false, error: { code: 'CLOCK_SUSPECT' } });
  });

  it('let time stand still when it is a little behind', async () => {
    const ahead = toInstant(Date.now() + 1500);
    await sql()`update ledger_head set recorded_at = ${ahead}`;

    const { entries } = appended(await writer.submit(submission()));

    expect(entries[0]!.recordedAt).toBe(ahead);
    recordedAt = ahead;
  });

  it.each([-11_000, 11_000])('refuse when the clocks of database and instance differ by %i ms', async (difference) => {
    const elsewhere = await openWriter(database().applicationUrl, { instanceNow: () => Date.now() + difference });

    expect(await elsewhere.submit(submission())).toEqual({ ok: false, error: { code: 'CLOCK_SUSPECT' } });
  });

  it('refuse a writer of another generation', async () => {
    await sql()`update ledger_head set generation = ${GENERATION + 1}`;

    expect(await writer.submit(submission())).toEqual({ ok: false, error: { code: 'GENERATION_MISMATCH' } });
  });
});

describe('A told clock', () => {
  const database = useTestDatabase();
  const second = useTestDatabase();
  const times = [
    '2022-01-01T00:00:00.000Z',
    '2022-01-01T00:00:00.000Z',
    '2021-01-01T00:00:00.000Z',
    '2022-06-01T00:00:00.000Z',
  ];

  it('tells the times of a ledger that opens as a demo, and never lets them decrease', async () => {
    const told = times.values();
    const clock = { kind: 'TOLD', now: () => told.next().value ?? 'no more' } as const;
    const writer = await openWriter(database().applicationUrl, { clock });

    const answers = [await writer.submit(openLedger(true)), await writer.submit(submission())];
    answers.push(await writer.submit(submission()), await writer.submit(submission()));

    expect(answers.map((answer) => appended(answer).entries[0]!.recordedAt)).toEqual([
      '2022-01-01T00:00:00.000Z',
      '2022-01-01T00:00:00.000Z',
      '2022-01-01T00:00:00.000Z',
      '2022-06-01T00:00:00.000Z',
    ]);
  });

  it('is refused by a ledger that is not empty', async () => {
    const clock = { kind: 'TOLD', now: () => '2022-01-01T00:00:00.000Z' } as const;

    await expect(openWriter(database().applicationUrl, { clock })).rejects.toThrow('only accepted by an empty ledger');
  });

  it('is refused when the ledger does not open as a demo', async () => {
    const clock = { kind: 'TOLD', now: () => '2022-01-01T00:00:00.000Z' } as const;
    const writer = await openWriter(second().applicationUrl, { clock });

    await expect(writer.submit(openLedger(false))).rejects.toThrow('opened as a demo');
    await expect(writer.submit(submission())).rejects.toThrow('opened as a demo');
  });
});
