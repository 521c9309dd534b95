import { beforeAll, describe, expect, it } from 'vitest';

import { createLogin } from '../../../src/login/login.ts';
import { DEFAULT_RATES } from '../../../src/http/rate-limits.ts';
import type { Rates } from '../../../src/http/rate-limits.ts';
import { replyOf, useHttpWorld } from '../../support/http-server.ts';
import type { Asked, Reply, Served } from '../../support/http-server.ts';
import { COORDINATOR, REPORTER } from '../../support/reporting-world.ts';

const world = useHttpWorld();

const LEDGER = '{ ledger { size } }';

/** A server behind one proxy, which limits only what is named. */
function limited(rates: Partial<Rates>): Promise<Served> {
  return world().serve({ proxies: 1, rates: { ...DEFAULT_RATES, ...rates } });
}

function from(address: string, more: Partial<Asked> = {}): Asked {
  return { query: LEDGER, ...more, headers: { 'x-forwarded-for': address, ...more.headers } };
}

async function statuses(asked: readonly Promise<Reply>[]): Promise<readonly number[]> {
  return (await Promise.all(asked)).map(({ status }) => status);
}

const WRONG = { authorization: 'Bearer a.b.c' };

describe('Whoever asks too often', () => {
  it.each([
    ['en', 'Too many requests'],
    ['id', 'Terlalu banyak permintaan'],
  ])('is told when to come back, in %s', async (language, sentence) => {
    const { send } = await limited({ address: 1 });
    const asked = from('203.0.113.1', { headers: { 'accept-language': language } });

    const first = await send(asked);
    const second = await send(asked);

    expect(first.status).toBe(200);
    expect(first.headers.get('ratelimit')).toMatch(/^"address";r=0;t=\d+$/);
    expect(first.headers.get('ratelimit-policy')).toBe('"address";q=1;w=60');
    expect(second.status).toBe(429);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(second.errors).toMatchObject([
      {
        message: expect.stringContaining(sentence) as string,
        extensions: { code: 'RATE_LIMITED', limit: 'ADDRESS', requestId: second.headers.get('x-request-id') },
      },
    ]);
  });

  it('is the network, for addresses that one customer has billions of', async () => {
    const { send } = await limited({ address: 1 });

    expect((await send(from('2001:db8:1:2::1'))).status).toBe(200);
    expect((await send(from('2001:db8:1:2::2'))).status).toBe(429);
    expect((await send(from('2001:db8:1:3::1'))).status).toBe(200);
  });

  it('cannot pose as somebody else to the proxy that is believed', async () => {
    const { send } = await limited({ address: 1 });

    expect((await send(from('203.0.113.1, 198.51.100.9'))).status).toBe(200);
    expect((await send(from('203.0.113.2, 198.51.100.9'))).status).toBe(429);
  });

  it('cannot name an address at all where no proxy is believed', async () => {
    const { send } = await world().serve({ rates: { ...DEFAULT_RATES, address: 1 } });

    expect((await send(from('203.0.113.1'))).status).toBe(200);
    expect((await send(from('203.0.113.2'))).status).toBe(429);
  });

  it('is the person, from whatever address', async () => {
    const { send } = await limited({ person: 1 });

    expect((await send(from('203.0.113.1', { person: REPORTER }))).status).toBe(200);
    expect((await send(from('203.0.113.2', { person: REPORTER }))).status).toBe(429);
    expect((await send(from('203.0.113.2', { person: COORDINATOR }))).status).toBe(200);
  });

  it('is still told whether the server lives', async () => {
    const { send, url } = await limited({ address: 1 });
    await statuses([send(from('203.0.113.1')), send(from('203.0.113.1'))]);

    const probes = ['/health', '/ready'].map((path) =>
      fetch(new URL(path, url), { headers: { 'x-forwarded-for': '203.0.113.1' } }),
    );

    expect((await Promise.all(probes)).map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe('Whoever asks for too much', () => {
  it('has spent what a minute holds', async () => {
    const { send } = await limited({ cost: 1 });

    const first = await send(from('203.0.113.1', { query: '{ __typename }' }));
    const second = await send(from('203.0.113.1'));

    expect(first.errors).toEqual([]);
    expect(second.status).toBe(429);
    expect(second.data).toBeNull();
    expect(second.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(second.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', limit: 'COST' } }]);
  });

  it.each([
    ['sheets', '/exports/events.csv'],
    ['documents', '/documents/sha256:0'],
    ['entries', '/log/tile/entries/000'],
  ])('pays for %s too', async (_what, path) => {
    const { url } = await limited({ cost: 1 });
    const headers = { authorization: `Bearer ${await world().tokens.issueToken(COORDINATOR)}` };

    const reply = await replyOf(await fetch(new URL(path, url), { headers }));

    expect(reply.status).toBe(429);
    expect(reply.errors[0]!.extensions).toMatchObject({ code: 'RATE_LIMITED', limit: 'COST' });
  });
});

describe('Whoever tries tokens', () => {
  let served: Served;
  beforeAll(async () => {
    served = await limited({ failures: 2 });
    const { send } = served;
    await statuses([1, 2].map(() => send(from('203.0.113.1', { headers: WRONG }))));
  });

  it('is heard no more, not even with one that holds', async () => {
    const { send } = served;

    const wrong = await send(from('203.0.113.1', { headers: WRONG }));
    const right = await send(from('203.0.113.1', { person: REPORTER }));

    expect([wrong.status, right.status]).toEqual([429, 429]);
    expect(wrong.errors[0]!.extensions).toMatchObject({ code: 'RATE_LIMITED', limit: 'FAILURES' });
  });

  it('stands in nobody else’s way', async () => {
    const { send } = served;

    expect((await send(from('203.0.113.1'))).status).toBe(200);
    expect((await send(from('203.0.113.2', { person: REPORTER }))).status).toBe(200);
  });
});

describe('The login', () => {
  it('takes so many forms and codes from one address, and shows itself all the same', async () => {
    const login = createLogin({ home: world().home, people: [], audience: Promise.resolve(world().url) });
    const { url } = await world().serve({ login, rates: { ...DEFAULT_RATES, logins: 1 } });
    const at = async (path: string, method: string): Promise<number> =>
      (await fetch(new URL(`/oidc/${path}`, url), { method })).status;

    expect(await at('token', 'POST')).toBe(400);
    expect(await at('token', 'POST')).toBe(429);
    expect(await at('.well-known/openid-configuration', 'GET')).toBe(200);
  });
});
