import { setTimeout as pause } from 'node:timers/promises';

import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { connectReader } from '../../../src/database/connect.ts';
import type { Database } from '../../../src/database/connect.ts';
import { currentSignal, workUntil } from '../../../src/http/interruption.ts';
import { Interrupted } from '../../../src/kernel/interrupted.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const watcher = useSql(() => database().superuserUrl);

let reader: Database;
beforeAll(() => {
  reader = connectReader(database().applicationUrl, { max: 2, name: 'test reader', signal: currentSignal });
});
afterAll(() => reader.close());

/** Asks as part of an operation that may be broken off. */
function ask(query: ReturnType<typeof sql>, of: AbortController | null): Promise<unknown> {
  const rows = async (): Promise<unknown> => (await reader.db.execute(query))[0];
  return of ? workUntil(of.signal, rows) : rows();
}

async function sleeping(): Promise<number> {
  const rows = await watcher()`
    select 1 from pg_stat_activity
    where application_name = 'test reader' and state = 'active' and query like '%pg_sleep%'`;
  return rows.length;
}

/** As a cancellation does that arrives when the next statement has begun. */
async function cancelSleeping(): Promise<void> {
  await watcher()`
    select pg_cancel_backend(pid) from pg_stat_activity
    where application_name = 'test reader' and state = 'active' and query like '%pg_sleep%'`;
}

const SLEEP = sql`select pg_sleep(60)`;

describe('A statement whose operation ends', () => {
  it('is gone from PostgreSQL', async () => {
    const operation = new AbortController();
    const rows = ask(SLEEP, operation);
    await expect.poll(sleeping).toBe(1);

    operation.abort();

    await expect(rows).rejects.toMatchObject({ cause: expect.any(Interrupted) as Interrupted });
    expect(await sleeping()).toBe(0);
  });

  it('is gone within a transaction, which gives its connection back', async () => {
    const operation = new AbortController();
    const work = workUntil(operation.signal, () => reader.db.transaction((transaction) => transaction.execute(SLEEP)));
    await expect.poll(sleeping).toBe(1);

    operation.abort();

    await expect(work).rejects.toBeInstanceOf(Interrupted);
    const all = [1, 2, 3, 4].map((number) => ask(sql`select ${number}::int as number`, null));
    expect(await Promise.all(all)).toHaveLength(4);
  });

  it('leaves the queue of those that wait for a connection', async () => {
    const [slow, waiting] = [new AbortController(), new AbortController()];
    const taken = [ask(SLEEP, slow), ask(SLEEP, slow)].map((one) => one.catch(() => 'ended'));
    await expect.poll(sleeping).toBe(2);
    const queued = ask(SLEEP, waiting);

    waiting.abort();

    await expect(queued).rejects.toMatchObject({ cause: expect.any(Interrupted) as Interrupted });
    expect(await sleeping()).toBe(2);
    slow.abort();
    expect(await Promise.all(taken)).toEqual(['ended', 'ended']);
  });

  it('is not even sent where it had ended before', async () => {
    const operation = new AbortController();
    operation.abort();

    await expect(ask(SLEEP, operation)).rejects.toMatchObject({ cause: expect.any(Interrupted) as Interrupted });
  });
});

describe('Whoever is not meant', () => {
  it('is asked again, when a cancellation came too late and hit them', async () => {
    const operation = new AbortController();
    const broken = ask(SLEEP, operation).catch(() => 'broken off');
    const innocent = ask(sql`select 7 as number from pg_sleep(0.3)`, null);
    await expect.poll(sleeping).toBe(2);

    operation.abort();
    await broken;
    await cancelSleeping();

    expect(await innocent).toEqual({ number: 7 });
  });

  it('is told of a cancellation that was none of ours', async () => {
    const stopped = ask(SLEEP, null);
    await expect.poll(sleeping).toBe(1);

    await cancelSleeping();

    await expect(stopped).rejects.toMatchObject({ cause: { code: '57014' } });
  });

  it('gets all rows and none but their own, however many are broken off beside them', async () => {
    const numbers = Array.from({ length: 150 }, (_, index) => index);
    const answers = numbers.map(async (number) => {
      if (number % 3 > 0) return ask(sql`select ${number}::int as number from pg_sleep(0.001)`, null);
      const operation = new AbortController();
      const broken = ask(sql`select ${-number}::int as number from pg_sleep(0.004)`, operation).catch(() => null);
      await pause(number * 3);
      operation.abort();
      await broken;
      return { number };
    });

    expect(await Promise.all(answers)).toEqual(numbers.map((number) => ({ number })));
  });
});
