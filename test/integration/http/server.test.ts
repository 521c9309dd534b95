import { buildClientSchema, getIntrospectionQuery } from 'graphql';
import type { IntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';

import { publishedOperations } from '../../../src/http/operations.ts';
import { StartupError } from '../../../src/kernel/startup-error.ts';
import { replyOf, useHttpWorld } from '../../support/http-server.ts';
import { COORDINATOR } from '../../support/reporting-world.ts';

const world = useHttpWorld();

const LEDGER = '{ ledger { size } }';
const json = { 'content-type': 'application/json' };

function url(path: string): string {
  return new URL(path, world().url).href;
}

describe('The server', () => {
  it('answers an operation', async () => {
    const { status, data, headers } = await world().send({ query: LEDGER });

    expect(status).toBe(200);
    expect(data).toHaveProperty('ledger.size');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('keeps the request id it was given, unless that could do harm', async () => {
    const kept = await world().send({ query: LEDGER, headers: { 'x-request-id': 'proxy-7' } });
    const replaced = await world().send({ query: LEDGER, headers: { 'x-request-id': '<script>' } });

    expect(kept.headers.get('x-request-id')).toBe('proxy-7');
    expect(replaced.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('says what an operation cost', async () => {
    const response = await fetch(world().url, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ query: LEDGER }),
    });

    expect(await response.json()).toMatchObject({ extensions: { complexity: { limit: 60_000 } } });
  });

  it('shows GraphiQL with the published operations to browsers', async () => {
    const response = await fetch(world().url, { headers: { accept: 'text/html' } });

    expect(response.headers.get('content-type')).toContain('text/html');
    const page = await response.text();
    expect(publishedOperations()[0]).toContain('query StoryAScore');
    expect(publishedOperations().filter((operation) => !page.includes(JSON.stringify(operation)))).toEqual([]);
  });

  it('tells GraphiQL its whole schema', async () => {
    const { data, errors } = await world().send({
      query: getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }),
    });

    expect(errors).toEqual([]);
    expect(buildClientSchema(data as unknown as IntrospectionQuery).getMutationType()).toBeDefined();
  });

  it('is alive and ready', async () => {
    const [health, ready] = await Promise.all([fetch(url('/health')), fetch(url('/ready'))]);

    expect(await health.json()).toEqual({ status: 'alive' });
    expect(await ready.json()).toEqual({ status: 'ready' });
  });

  it('has nothing elsewhere', async () => {
    const reply = await replyOf(await fetch(url('/elsewhere'), { headers: { 'accept-language': 'id' } }));

    expect(reply.status).toBe(404);
    expect(reply.errors[0]).toMatchObject({
      message: expect.stringContaining('Tidak ada') as string,
      extensions: { code: 'NOT_FOUND' },
    });
  });
});

describe('A request is turned down', () => {
  it.each([
    ['en', 'The token is malformed'],
    ['id', 'Token tidak sah'],
  ])('with a token that does not hold, in %s', async (language, sentence) => {
    const headers = { authorization: 'Bearer a.b.c', 'accept-language': language };

    const reply = await world().send({ query: LEDGER, headers });

    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toContain('Bearer');
    expect(reply.errors).toEqual([
      {
        message: expect.stringContaining(sentence) as string,
        extensions: { code: 'UNAUTHENTICATED', requestId: reply.headers.get('x-request-id') },
      },
    ]);
  });

  it('when its body is too large', async () => {
    const reply = await world().send({ query: LEDGER, variables: { padding: 'x'.repeat(1_048_577) } });

    expect(reply.status).toBe(413);
    expect(reply.errors[0]!.extensions.code).toBe('BODY_TOO_LARGE');
  });

  it('when its body turns out too large on the way', async () => {
    const body = new ReadableStream({
      start: (controller) => {
        for (let sent = 0; sent < 20; sent += 1) controller.enqueue(new TextEncoder().encode('x'.repeat(100_000)));
        controller.close();
      },
    });

    const response = await fetch(world().url, { method: 'POST', headers: json, body, duplex: 'half' } as RequestInit);

    expect(response.status).toBe(413);
  });

  it.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/graphql',
    '',
  ])('when its body is %s, which a page elsewhere could post', async (type) => {
    const body = new URLSearchParams({ query: LEDGER }).toString();

    const response = await fetch(world().url, { method: 'POST', headers: { 'content-type': type }, body });

    expect(response.status).toBe(415);
  });

  it('when it brings many operations at once', async () => {
    const body = JSON.stringify([{ query: LEDGER }, { query: LEDGER }]);

    const response = await fetch(world().url, { method: 'POST', headers: json, body });

    expect(response.status).toBe(400);
  });

  it('when a mutation comes by GET', async () => {
    const query = `mutation { openReport(input: { unit: "64.72", cycle: "KKPHAM-2022" }) { __typename } }`;
    const authorization = `Bearer ${await world().tokens.issueToken(COORDINATOR)}`;

    const response = await fetch(`${world().url}?${new URLSearchParams({ query }).toString()}`, {
      headers: { accept: 'application/json', authorization },
    });

    expect(response.status).toBe(405);
  });

  it.each([
    'not json',
    '',
    'null',
    '7',
    '"text"',
    '{}',
    '{"query":7}',
    '{"query":"{"}',
    '{"query":"{ ledger }","variables":7}',
  ])('when its body is no operation: %s', async (body) => {
    const reply = await replyOf(await fetch(world().url, { method: 'POST', headers: json, body }));

    expect(reply.status).toBeLessThan(500);
    expect(reply.data).toBeNull();
    expect(reply.errors).not.toHaveLength(0);
  });
});

describe('Other sites', () => {
  it('are not let in by the browser', async () => {
    const headers = { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' };

    const response = await fetch(world().url, { method: 'OPTIONS', headers });

    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('A server that is not ready', () => {
  it('says why', async () => {
    const facts = { ledgerSize: 5, checkpointSize: 15 };
    const readiness = () => Promise.resolve({ ready: false, code: 'LEDGER_BEHIND_CHECKPOINT', facts } as const);
    const { port } = await world().serve({ readiness });

    const response = await fetch(`http://localhost:${port}/ready`);

    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: 'not ready', code: 'LEDGER_BEHIND_CHECKPOINT', ...facts });
  });

  it('says so where the database cannot be asked', async () => {
    const { port } = await world().serve({ readiness: () => Promise.reject(new Error('the database is gone')) });

    const response = await fetch(`http://localhost:${port}/ready`);

    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: 'not ready', code: 'DATABASE_UNAVAILABLE' });
  });
});

describe('Starting', () => {
  it('says in one sentence that the port is taken', async () => {
    const { port } = world();

    await expect(world().serve({ port })).rejects.toThrow(
      new StartupError(`Port ${port} is taken by another program; set PORT to a free one.`),
    );
  });
});
