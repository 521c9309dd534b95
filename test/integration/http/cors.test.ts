import { beforeAll, describe, expect, it } from 'vitest';

import { useHttpWorld } from '../../support/http-server.ts';
import type { Served } from '../../support/http-server.ts';

const world = useHttpWorld();

const SITE = 'https://dashboard.example';
const PATHS = ['/graphql', '/documents', '/exports/events.csv', '/imports/answers', '/bundles/x/y', '/log/checkpoint'];

let served: Served;
beforeAll(async () => {
  served = await world().serve({ corsOrigins: new Set([SITE]), proxies: 1 });
});

function call(path: string, init: RequestInit): Promise<Response> {
  return fetch(new URL(path, served.url), init);
}

function preflight(path: string, origin: string): Promise<Response> {
  const asking = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };
  return call(path, { method: 'OPTIONS', headers: { origin, ...asking } });
}

describe('A site that is named', () => {
  it.each(PATHS)('may send to %s and read the answer, also where that is no', async (path) => {
    const [asked, answered] = await Promise.all([preflight(path, SITE), call(path, { headers: { origin: SITE } })]);

    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-headers')).toContain('authorization');
    expect(asked.headers.get('access-control-allow-headers')).toContain('repr-digest');
    expect(asked.headers.get('access-control-allow-methods')).toContain('DELETE');
    for (const { headers } of [asked, answered]) {
      expect(['*', SITE]).toContain(headers.get('access-control-allow-origin'));
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    }
  });
});

describe('A site that is not named', () => {
  it.each(['https://elsewhere.example', 'null', `${SITE}.elsewhere.example`, `http${SITE.slice(5)}`, `${SITE}:8443`])(
    'may read nothing: %s',
    async (origin) => {
      const asked = await Promise.all([preflight('/graphql', origin), call('/graphql', { headers: { origin } })]);

      for (const { headers } of asked) {
        expect(headers.get('access-control-allow-origin')).toBeNull();
        expect(headers.get('vary')).toContain('origin');
      }
    },
  );

  it('may read the hashes of the log, and not its entries', async () => {
    const headers = { origin: 'https://elsewhere.example' };

    const [hashes, entries] = await Promise.all(
      ['/log/tile/0/000.p/1', '/log/tile/entries/000.p/1'].map((path) => call(path, { headers })),
    );

    expect(hashes!.headers.get('access-control-allow-origin')).toBe('*');
    expect(entries!.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('Every answer', () => {
  const ASKED = [
    ['an answer', '/graphql?query=%7B__typename%7D', {}],
    ['an error', '/graphql', { method: 'POST', body: 'x' }],
    ['a wrong token', '/graphql', { headers: { authorization: 'Bearer x' } }],
    ['nothing', '/elsewhere', {}],
    ['a probe', '/health', {}],
    [
      'a preflight',
      '/graphql',
      { method: 'OPTIONS', headers: { origin: SITE, 'access-control-request-method': 'POST' } },
    ],
  ] as const;

  it.each(ASKED)('tells browsers what it is not good for: %s', async (_what, path, init) => {
    const { headers } = await call(path, init);

    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('asks for TLS where TLS is spoken, as the proxy says', async () => {
    const { headers } = await call('/health', { headers: { 'x-forwarded-proto': 'http, https' } });

    expect(headers.get('strict-transport-security')).toContain('max-age=');
  });

  it('lets GraphiQL run its scripts, framed by nobody', async () => {
    const { headers } = await call('/graphql', { headers: { accept: 'text/html' } });

    expect(headers.get('content-security-policy')).not.toContain('default-src');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });
});
