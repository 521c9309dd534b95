import { setTimeout as pause } from 'node:timers/promises';

import { drizzle } from 'drizzle-orm/postgres-js';
import { afterAll, describe, expect, it } from 'vitest';

import { connect } from '../../../src/database/connect.ts';
import { DEFAULT_RATES } from '../../../src/http/rate-limits.ts';
import { take, takeAll } from '../../support/event-stream.ts';
import type { Subscription } from '../../support/event-stream.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import type { Served } from '../../support/http-server.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { COORDINATOR, REPORTER } from '../../support/reporting-world.ts';
import { following, positions } from './following.ts';

const world = useHttpWorld();
const sql = useSql(() => world().database.superuserUrl);
const { listen, errorOf, registerPerson } = following(world);

/** Whoever comes, goes away or is sent away is no error of the server. */
afterAll(() => {
  expect(world().logged).toEqual([]);
});

describe('A subscription', () => {
  it('is answered as server-sent events or not at all', async () => {
    const { response } = await listen({ person: 'auditor', headers: { accept: 'application/json' } });

    expect(response.status).toBe(406);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_ACCEPTABLE' } }] });
  });

  it('says now and then that it is still there', async () => {
    const server = await world().serve({ limits: { keepAliveMilliseconds: 10 } });
    const { response, leave } = await listen({ person: 'auditor' }, server);

    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (text.length < 12) text += (await reader.read()).value!;
    leave();

    expect(text).toMatch(/^(:\n\n)+$/);
  });

  it('may last longer than an operation', async () => {
    const server = await world().serve({ limits: { operationMilliseconds: 1000, keepAliveMilliseconds: 10 } });
    const subscription = await listen({ person: 'auditor' }, server);

    await pause(1100);
    await registerPerson();
    await registerPerson();
    const told = await take(subscription, 2);
    subscription.leave();

    expect(told.map(({ event, errors }) => [event, errors])).toEqual(Array(2).fill(['next', []]));
  });

  it('pays for each message, and ends where its asker has spent what a minute holds', async () => {
    const server = await world().serve({ rates: { ...DEFAULT_RATES, cost: 5 } });

    const told = await takeAll(await listen({ person: 'auditor', variables: { after: '0' } }, server));

    const ended = told.at(-2)!;
    expect(ended.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', limit: 'COST' } }]);
    expect(ended.errors[0]!.extensions).not.toHaveProperty('http');
    // Who comes back goes on after the last that was told.
    expect(ended.id).toBeNull();
    expect(told.at(-1)!.event).toBe('complete');
  });

  it('is told everything, also when the notifications of the database have ended', async () => {
    const subscription = await listen({ person: 'auditor' });

    const before = await registerPerson();
    const told = await take(subscription, 1);
    await sql()`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'jejak wakeups'`;
    const after = await registerPerson();
    const more = await take(subscription, 1);
    subscription.leave();

    expect(positions([...told, ...more])).toEqual([before, after]);
  });

  it('ends after its time without being complete, so that its client comes back with a token that still holds', async () => {
    const subscriptions = { inAll: 9, each: 9, anonymous: 9, longestMilliseconds: 100 };
    const server = await world().serve({ limits: { subscriptions } });

    const told = await takeAll(await listen({ person: 'auditor' }, server));

    expect(told).toEqual([]);
  });
});

describe('A subscription that breaks', () => {
  it('says so with the id of its request, is logged once, and is not complete', async () => {
    const logged: object[] = [];
    const log = { info: () => undefined, error: (facts: object) => void logged.push(facts) };
    const client = connect(world().database.applicationUrl, { max: 1 });
    const { live } = world();
    const reader = { ...live.reader, database: drizzle(client) };
    const server = await world().serve({ log, live: { ...live, reader } });
    const subscription = await listen({ person: 'auditor', headers: { 'x-request-id': 'broken-1' } }, server);

    await registerPerson();
    const before = await take(subscription, 1);
    await client.end();
    await registerPerson();
    const after = await takeAll(subscription);

    expect(before[0]!.errors).toEqual([]);
    expect(after).toMatchObject([
      { event: 'next', errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'broken-1' } }] },
    ]);
    expect(logged).toMatchObject([{ requestId: 'broken-1' }]);
  });
});

describe('Seats', () => {
  const subscriptions = { inAll: 3, each: 2, anonymous: 1, longestMilliseconds: 60_000 };
  const started = async (person: string, server: Served): Promise<Subscription> => {
    const subscription = await listen({ person, variables: { after: '0' } }, server);
    await take(subscription, 1);
    return subscription;
  };

  it('are few for each, and bounded in all', async () => {
    const server = await world().serve({ limits: { subscriptions } });

    await started('auditor', server);
    await started('auditor', server);
    const ownTaken = await errorOf({ person: 'auditor', variables: { after: '0' } }, server);
    await started('administrator', server);
    const allTaken = await errorOf({ person: COORDINATOR, variables: { after: '0' } }, server);

    expect([ownTaken, allTaken]).toEqual(Array(2).fill('TOO_MANY_SUBSCRIPTIONS'));
  });

  it('are free again when their client has left, whether it was idle or behind', async () => {
    const server = await world().serve({ limits: { subscriptions } });
    const behind = await started('auditor', server);
    const idle = await listen({ person: 'auditor' }, server);

    behind.leave();
    idle.leave();

    const codes = async (): Promise<readonly unknown[]> => {
      const again = await Promise.all(
        [0, 1].map(() => listen({ person: 'auditor', variables: { after: '0' } }, server)),
      );
      const told = await Promise.all(again.map((one) => take(one, 1)));
      again.forEach(({ leave }) => leave());
      return told.map(([first]) => first!.errors[0]?.extensions.code);
    };
    await expect.poll(codes, { timeout: 5000 }).toEqual([undefined, undefined]);
  });
});

describe('A server that stops', () => {
  it('cuts its subscriptions off without completing them', async () => {
    const server = await world().serve({});
    const subscriptions = await Promise.all([
      listen({ person: 'auditor' }, server),
      listen({ person: COORDINATOR }, server),
      listen({ person: REPORTER }, server),
    ]);

    await server.close();
    const told = await Promise.all(subscriptions.map(takeAll));

    expect(told).toEqual([[], [], []]);
  });
});
