import { randomUUID } from 'node:crypto';
import { connect as dial } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { drizzle } from 'drizzle-orm/postgres-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openComponents } from '../../../src/cli/components.ts';
import type { Components } from '../../../src/cli/components.ts';
import { connect } from '../../../src/database/connect.ts';
import { subscribe, take } from '../../support/event-stream.ts';
import type { Subscribed } from '../../support/event-stream.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import type { Served } from '../../support/http-server.ts';

const world = useHttpWorld();

const EVENTS = `subscription ($after: Position, $filter: EventFilter) {
  events(after: $after, filter: $filter) { position }
}`;

const EVENTS_RECORDED = 10_000;
const RECONNECTS = 100;

let other: Components;
let servers: readonly Served[];

beforeAll(async () => {
  const silent = { info: () => undefined, warn: () => undefined };
  other = await openComponents(world().database.applicationUrl, { log: silent });
  servers = [world(), await world().serve({ reader: other.reader, live: other.live, handle: other.handle })];
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await other.close();
});

async function record(count: number): Promise<void> {
  const commands = Array.from({ length: count }, () => {
    const subject = `person-${randomUUID()}`;
    const command = { type: 'RegisterPerson', subject, label: 'one of many' } as const;
    return { person: 'administrator', commandId: subject, command };
  });
  const waves = Array.from({ length: Math.ceil(count / 500) }, (_, wave) =>
    commands.slice(wave * 500, wave * 500 + 500),
  );
  for (const wave of waves) await Promise.all(wave.map((one) => world().handle(one)));
}

async function size(): Promise<number> {
  const { data } = await world().send({ query: '{ ledger { size } }' });
  return Number((data!['ledger'] as { size: string }).size);
}

describe('A subscriber that is cut off again and again', () => {
  it('sees every event once and in order, whichever server it comes back to', async () => {
    const before = await size();
    const seen: number[] = [];

    const recorded = record(EVENTS_RECORDED);
    for (let turn = 0; seen.length < EVENTS_RECORDED; turn += 1) {
      const asked: Subscribed = {
        query: EVENTS,
        variables: { after: String(before + seen.length) },
        person: 'auditor',
      };
      const subscription = await subscribe(servers[turn % 2]!, world().tokens, asked);
      const told = await take(subscription, Math.min(EVENTS_RECORDED / RECONNECTS, EVENTS_RECORDED - seen.length));
      subscription.leave();
      seen.push(...told.map(({ position }) => Number(position)));
    }
    await recorded;

    expect(seen).toEqual(Array.from({ length: EVENTS_RECORDED }, (_, index) => before + index + 1));
  });
});

describe('A client that does not read', () => {
  /** Messages of some 5 KB each: what the connection itself holds is soon full. */
  const data = Array.from({ length: 14 }, (_, index) => `a${index}: data`).join(' ');
  const query = `subscription { events(after: "0") { ${data} } }`;

  it('is not read ahead for, and does not keep the server from stopping', async () => {
    let statements = 0;
    const client = connect(world().database.applicationUrl, { max: 1 });
    const database = drizzle(client, { logger: { logQuery: () => (statements += 1) } });
    const { live } = world();
    const server = await world().serve({ live: { ...live, reader: { ...live.reader, database } } });
    const authorization = `Bearer ${await world().tokens.issueToken('auditor')}`;
    const head = [`GET /graphql?${new URLSearchParams({ query }).toString()} HTTP/1.1`, 'Host: x'];
    const socket = dial(server.port, 'localhost').pause();

    socket.write([...head, 'Accept: text/event-stream', `Authorization: ${authorization}`, '', ''].join('\r\n'));
    let before = -1;
    while (statements === 0 || statements > before) {
      before = statements;
      await pause(500);
    }
    await server.close();
    socket.destroy();
    await client.end();

    expect(statements).toBeLessThan(EVENTS_RECORDED / 50);
  });
});
