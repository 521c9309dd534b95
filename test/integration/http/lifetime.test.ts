import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';
import type { Sql } from 'postgres';

import { useHttpWorld } from '../../support/http-server.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { CYCLE, REPORTER, UNIT } from '../../support/reporting-world.ts';

const world = useHttpWorld();
const sql = useSql(() => world().database.superuserUrl);

const SUBMIT = `mutation ($input: SubmitResponseInput!) {
  submitResponse(input: $input) { ... on SubmitResponseSuccess { replayed response { revision } } }
}`;

function answerTo(indicator: string): object {
  const commandId = randomUUID();
  return { input: { commandId, unit: UNIT, cycle: CYCLE, indicator, expectedRevision: 0, answer: { choice: 'ADA' } } };
}

/** Holds the ledger as a slow database would, until the work is done. */
async function whileLedgerWaits<Value>(work: () => Promise<Value>): Promise<Value> {
  const held = Promise.withResolvers<undefined>();
  const done = Promise.withResolvers<undefined>();
  const holding = sql().begin(async (transaction) => {
    await transaction`lock table ledger_head in access exclusive mode`;
    held.resolve(undefined);
    await done.promise;
  });
  await held.promise;
  try {
    return await work();
  } finally {
    done.resolve(undefined);
    await holding;
  }
}

async function untilSomeoneWaits(database: Sql): Promise<void> {
  await expect.poll(() => database`select 1 from pg_locks where not granted`, { timeout: 5000 }).not.toHaveLength(0);
}

describe('An operation that takes too long', () => {
  it('is answered in time, and its command is told of when it is sent again', async () => {
    const { send } = await world().serve({ limits: { operationMilliseconds: 300 } });
    const variables = answerTo('KKP-SP1-S1');

    const late = await whileLedgerWaits(() => send({ query: SUBMIT, variables, person: REPORTER }));
    const again = await world().send({ query: SUBMIT, variables, person: REPORTER });

    expect(late.status).toBe(503);
    expect(late.errors[0]).toMatchObject({
      message: expect.stringContaining('commandId') as string,
      extensions: { code: 'TIMEOUT' },
    });
    expect(again.data!['submitResponse']).toEqual({ replayed: true, response: { revision: 1 } });
  });
});

describe('A server that closes', () => {
  it('finishes what it was asked, and accepts nothing more', async () => {
    const { send, close, url } = await world().serve({});
    const variables = answerTo('KKP-SP1-S2');

    const { reply, closed } = await whileLedgerWaits(async () => {
      const reply = send({ query: SUBMIT, variables, person: REPORTER });
      await untilSomeoneWaits(sql());
      return { reply, closed: close() };
    });
    await closed;

    expect((await reply).data!['submitResponse']).toEqual({ replayed: false, response: { revision: 1 } });
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('does not wait for idle clients', async () => {
    const { send, close } = await world().serve({});

    await send({ query: '{ ledger { size } }' });

    await expect(close()).resolves.toBeUndefined();
  });

  it.each([
    ['when its time is over', { milliseconds: 200, hurry: new AbortController().signal }],
    ['when it is told to hurry', { milliseconds: 60_000, hurry: AbortSignal.timeout(200) }],
  ])('cuts off what is still being answered %s, and says how much that is', async (_when, patience) => {
    const { send, close } = await world().serve({});
    const cut: number[] = [];
    const variables = answerTo('KKP-SP1-S3');

    const reply = await whileLedgerWaits(async () => {
      const reply = send({ query: SUBMIT, variables, person: REPORTER }).catch(() => 'cut off');
      await untilSomeoneWaits(sql());
      await close({ ...patience, cut: (requests) => cut.push(requests) });
      return reply;
    });

    expect(reply).toBe('cut off');
    expect(cut).toEqual([1]);
  });
});
