import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createIdentify } from '../../../src/identity/identity.ts';
import { createOidcCheck } from '../../../src/identity/oidc.ts';
import { createLogin, issuerBeside } from '../../../src/login/login.ts';
import { authorize, discover, exchange, logIn, LoginFailed } from '../../login/flow.ts';
import type { Code, Endpoints } from '../../login/flow.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import type { Served } from '../../support/http-server.ts';

const WHO = '{ viewer { person } }';
const COORDINATOR = '64.71.coordinator';
const PEOPLE = [
  { identity: COORDINATOR, label: 'Koordinator <Balikpapan> & "kota"' },
  ...Array.from({ length: 60 }, (_none, index) => ({ identity: `p${index}`, label: `orang ${index}` })),
];

const world = useHttpWorld();
let home: string;
let server: Served;
let endpoints: Endpoints;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'jejak-login-'));
  const { promise: url, resolve } = Promise.withResolvers<string>();
  const issuer = async (): Promise<string> => issuerBeside(await url);
  const log = { error: () => undefined };
  const check = createOidcCheck({ issuer, audience: () => url, personClaim: 'sub', log });
  const login = createLogin({ home, people: PEOPLE, audience: url });
  server = await world().serve({ identify: createIdentify([check]), login });
  resolve(server.url);
  endpoints = await discover(server.url);
});
afterAll(() => rm(home, { recursive: true, force: true }));

function ask(token: string): ReturnType<Served['send']> {
  return server.send({ query: WHO, headers: { authorization: `Bearer ${token}` } });
}

function at(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(new URL(path, server.url), { redirect: 'manual', ...init });
}

describe('A login to the demo', () => {
  it('leads from discovery over the choice of a person to what that person sees', async () => {
    const reply = await ask(await logIn(server.url, COORDINATOR));

    expect(reply).toMatchObject({ status: 200, data: { viewer: { person: COORDINATOR } }, errors: [] });
  });

  it('gives an ID token too, which opens nothing', async () => {
    const { body } = await exchange(endpoints, await authorize(endpoints, { identity: COORDINATOR }));

    expect(await ask(String(body['id_token']))).toMatchObject({ status: 401 });
    expect(body).not.toHaveProperty('refresh_token');
  });

  it('takes any free port of the machine', async () => {
    const redirectUri = 'http://localhost:59999/callback';

    expect(await exchange(endpoints, await authorize(endpoints, { identity: COORDINATOR, redirectUri }))).toMatchObject(
      {
        status: 200,
      },
    );
  });

  it.each([
    ['a plain challenge', { method: 'plain' }],
    ['no challenge', { method: null }],
    ['another client', { client: 'somebody' }],
    ['an address elsewhere', { redirectUri: 'http://evil.example/callback' }],
    ['another path of the machine', { redirectUri: 'http://127.0.0.1:38721/other' }],
    ['nobody of the demo', { identity: 'system' }],
  ] as const)('is refused with %s', async (_what, options) => {
    await expect(authorize(endpoints, { identity: COORDINATOR, ...options })).rejects.toThrow(LoginFailed);
  });

  it.each<readonly [string, (code: Code) => Code]>([
    ['a wrong verifier', (code) => ({ ...code, verifier: 'x'.repeat(43) })],
    ['another address', (code) => ({ ...code, redirectUri: 'http://127.0.0.1:1/callback' })],
    ['another client', (code) => ({ ...code, client: 'somebody' })],
    ['a code of one’s own', (code) => ({ ...code, code: 'x'.repeat(43) })],
  ])('gives no token for %s', async (_what, alter) => {
    const code = await authorize(endpoints, { identity: COORDINATOR });

    const { status, body } = await exchange(endpoints, alter(code));

    expect([400, 401]).toContain(status);
    expect(body).not.toHaveProperty('access_token');
  });

  it('gives one token for one code', async () => {
    const code = await authorize(endpoints, { identity: COORDINATOR });
    await exchange(endpoints, code);

    expect(await exchange(endpoints, code)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });
});

describe('The page where one chooses who to be', () => {
  async function choice(query = ''): Promise<Readonly<{ response: Response; text: string }>> {
    const asked = new URL(endpoints.authorization_endpoint);
    asked.search = `client_id=jejak-demo&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcallback&response_type=code&scope=openid&code_challenge=${'a'.repeat(43)}&code_challenge_method=S256`;
    const started = await at(asked.pathname + asked.search);
    const cookie = started.headers.getSetCookie().map((line) => line.split(';')[0]!);
    const response = await at(`${started.headers.get('location')!}${query}`, {
      headers: { cookie: cookie.join('; ') },
    });
    return { response, text: await response.text() };
  }

  it('says that it is a demo, and shows names as text', async () => {
    const { response, text } = await choice();

    expect(text).toContain('there are no passwords');
    expect(text).toContain('Koordinator &lt;Balikpapan&gt; &amp; &quot;kota&quot;');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).not.toContain('<script');
  });

  it('lists a page at a time, and what one looks for', async () => {
    const [first, second, found] = [await choice(), await choice('?page=2'), await choice('?q=orang%2059')];

    expect(first.text).toContain('value="p23"');
    expect(first.text).not.toContain('value="p24"');
    expect(second.text).toContain('value="p24"');
    expect(found.text.match(/value="p\d+"/g)).toEqual(['value="p59"']);
  });

  it('answers what is written into its address as text', async () => {
    const { text } = await choice(`?q=${encodeURIComponent('"><script>alert(1)</script>')}`);

    expect(text).not.toContain('<script');
  });

  it('is nobody’s without the cookie of the browser that asked', async () => {
    const { response } = await choice();

    expect((await at(new URL(response.url).pathname)).status).toBe(400);
  });

  it('gives cookies to itself only', async () => {
    const asked = await at(`${new URL(endpoints.authorization_endpoint).pathname}?client_id=jejak-demo`);
    const { response } = await choice();

    const lines = [...asked.headers.getSetCookie(), ...response.headers.getSetCookie()];
    for (const line of lines) expect(line).toMatch(/path=\/oidc\/.*httponly/i);
  });
});

describe('The provider of the demo', () => {
  it('names the server’s own address, whatever the request says its host is', async () => {
    const response = await at('/oidc/.well-known/openid-configuration', { headers: { host: 'evil.example' } });

    expect(await response.text()).not.toContain('evil');
  });

  it('keeps its key where its owner alone reads it, and publishes the public half', async () => {
    const { mode } = await stat(join(home, 'login-key'));
    const { d } = JSON.parse(await readFile(join(home, 'login-key'), 'utf8')) as { d: string };
    const keys = await (await at('/oidc/jwks')).text();

    expect(mode & 0o777).toBe(0o600);
    expect(keys).not.toContain(d);
  });

  it('is not there where nobody logs in', async () => {
    for (const path of ['/oidc/.well-known/openid-configuration', '/oidc/auth', '/oidc/login/x']) {
      expect((await fetch(new URL(path, world().url))).status).toBe(404);
    }
  });
});
