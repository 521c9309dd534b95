import { expect, describe, it, afterAll } from 'vitest';

import { useHttpWorld } from '../../support/http-server.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { COORDINATOR, CYCLE } from '../../support/reporting-world.ts';

const world = useHttpWorld();
const sql = useSql(() => world().database.superuserUrl);

/** Whoever leaves is no error of the server. */
afterAll(() => {
  expect(world().logged).toEqual([]);
});

const REPORTS = '{ reports { nodes { unit { code } } } }';

/** What readers are at, besides being idle. */
async function reading(): Promise<number> {
  const rows = await sql()`
    select 1 from pg_stat_activity
    where datname = current_database() and application_name = 'jejak reader' and state = 'active'`;
  return rows.length;
}

/** Reports cannot be read until the work is done, as if their rows took that long. */
async function whileReportsWait<Value>(work: () => Promise<Value>): Promise<Value> {
  const owner = await sql().reserve();
  await owner`begin`;
  await owner`lock table report in access exclusive mode`;
  try {
    return await work();
  } finally {
    await owner`rollback`;
    owner.release();
  }
}

describe('A question', () => {
  it('is gone from PostgreSQL when whoever asked has left', async () => {
    await whileReportsWait(async () => {
      const asker = new AbortController();
      const answer = ask(REPORTS, asker.signal);
      await expect.poll(reading).toBe(1);

      asker.abort();

      await expect(answer).rejects.toThrow('aborted');
      await expect.poll(reading).toBe(0);
    });
  });

  it('is gone from PostgreSQL when its time is over', async () => {
    const { send } = await world().serve({ limits: { operationMilliseconds: 300 } });

    await whileReportsWait(async () => {
      const { status, errors } = await send({ query: REPORTS });

      expect(status).toBe(503);
      expect(errors).toMatchObject([{ extensions: { code: 'TIMEOUT' } }]);
      await expect.poll(reading).toBe(0);
    });
  });
});

describe('A sheet', () => {
  it('is not read on when whoever fetches it has left', async () => {
    const headers = { authorization: `Bearer ${await world().tokens.issueToken(COORDINATOR)}` };

    await whileReportsWait(async () => {
      const asker = new AbortController();
      const url = new URL(`/exports/answers.csv?cycle=${CYCLE}`, world().url);
      const answer = fetch(url, { headers, signal: asker.signal }).then((response) => response.text());
      await expect.poll(reading).toBe(1);

      asker.abort();

      await expect(answer).rejects.toThrow('aborted');
      await expect.poll(reading).toBe(0);
    });
  });
});

function ask(query: string, signal: AbortSignal): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(world().url, { method: 'POST', headers, body: JSON.stringify({ query }), signal });
}
