import { beforeAll, describe, expect, it } from 'vitest';

import { millisecondsOf, toInstant } from '../../../src/kernel/instant.ts';
import { resolveAsOf } from '../../../src/ledger/as-of.ts';
import type { AsOf, AsOfPoint } from '../../../src/ledger/as-of.ts';
import type { Writer } from '../../../src/ledger/writer.ts';
import { useDrizzle, useSql } from '../../support/ledger-rows.ts';
import { appended, submission, useWriters } from '../../support/ledger-writer.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const openWriter = useWriters();
const sql = useSql(() => database().superuserUrl);
const db = useDrizzle(() => database().applicationUrl);

let writer: Writer;
let times: readonly string[];

async function point(asOf: AsOf | null): Promise<AsOfPoint> {
  const resolved = await resolveAsOf(db(), asOf);
  if (!resolved.ok) throw new Error(resolved.error.code);
  return resolved.value;
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function recordOne(): Promise<string> {
  await pause(5);
  return appended(await writer.submit(submission())).entries[0]!.recordedAt;
}

beforeAll(async () => {
  writer = await openWriter(database().applicationUrl);
  times = [await recordOne(), await recordOne(), await recordOne()];
});

describe('As of a position', () => {
  it('is the time that was recorded there', async () => {
    expect(await point({ position: 2 })).toEqual({ position: 2, time: times[1] });
  });

  it('0 is before everything', async () => {
    expect(await point({ position: 0 })).toEqual({ position: 0, time: '1970-01-01T00:00:00.000Z' });
  });

  it('above the head is an input error, never clamped', async () => {
    const { position: head } = await point(null);

    expect(await resolveAsOf(db(), { position: head + 1 })).toEqual({
      ok: false,
      error: { code: 'POSITION_ABOVE_HEAD', head },
    });
  });

  it.each([-1, 1.5, NaN, 2 ** 53])('%d is none', async (position) => {
    expect(await resolveAsOf(db(), { position })).toEqual({ ok: false, error: { code: 'POSITION_INVALID' } });
  });
});

describe('As of a time', () => {
  it('is the last position that was recorded by then', async () => {
    expect(await point({ time: times[1]! })).toEqual({ position: 2, time: times[1] });
    expect(await point({ time: toInstant(millisecondsOf(times[1]!) + 1) })).toMatchObject({ position: 2 });
    expect(await point({ time: toInstant(millisecondsOf(times[1]!) - 1) })).toMatchObject({ position: 1 });
  });

  it('before the first entry is position 0', async () => {
    expect(await point({ time: '2000-01-01T00:00:00.000Z' })).toEqual({
      position: 0,
      time: '2000-01-01T00:00:00.000Z',
    });
  });

  it('in the future is refused', async () => {
    const time = toInstant(Date.now() + 60_000);

    expect(await resolveAsOf(db(), { time })).toMatchObject({ ok: false, error: { code: 'TIME_IN_FUTURE' } });
  });

  it.each(['yesterday', '2025-02-30T00:00:00.000Z', '2025-01-01T00:00:00Z'])('%s is none', async (time) => {
    expect(await resolveAsOf(db(), { time })).toEqual({ ok: false, error: { code: 'TIME_INVALID' } });
  });

  it('gets the same answer for ever, also for this very millisecond and while others append', async () => {
    const asked: AsOfPoint[] = [];
    const stop = new AbortController();
    const appending = (async () => {
      while (!stop.signal.aborted) await writer.submit(submission({ stream: 'case/busy' }));
    })();

    while (asked.length < 200) asked.push(await point({ time: toInstant(Date.now()) }));
    stop.abort();
    await appending;

    for (const { position, time } of asked) expect(await point({ time })).toEqual({ position, time });
  });

  it('not below the head waits for whoever is appending', async () => {
    const { position, time } = await point(null);
    const later = toInstant(millisecondsOf(time) + 1);
    const appending = sql().begin(async (transaction) => {
      await transaction`select 1 from ledger_head for update`;
      await pause(200);
    });
    await pause(50);

    const before = performance.now();
    const resolved = await point({ time: later });
    await appending;

    expect(resolved.position).toBe(position);
    expect(performance.now() - before).toBeGreaterThan(100);
  });
});

describe('Without asking for a moment', () => {
  it('it is the head, now', async () => {
    const { position, time } = await point(null);

    expect(position).toBe((await sql()`select max(position)::integer as last from ledger_entry`)[0]!['last']);
    expect(Math.abs(millisecondsOf(time) - Date.now())).toBeLessThan(5000);
  });
});
