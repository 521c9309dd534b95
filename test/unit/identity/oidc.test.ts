import { generateKeyPair, SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createIdentify } from '../../../src/identity/identity.ts';
import type { Identify } from '../../../src/identity/identity.ts';
import { createOidcCheck } from '../../../src/identity/oidc.ts';
import { openProvider } from '../../support/provider.ts';
import type { PublishedProvider } from '../../support/provider.ts';

const API = 'https://api.example/graphql';
const REFUSED = { ok: false, error: 'UNAUTHENTICATED' };
const UNAVAILABLE = { ok: false, error: 'IDENTITY_UNAVAILABLE' };
const COORDINATOR = { ok: true, value: { person: '64.71.coordinator', scopes: null } };

let provider: PublishedProvider;
let identify: Identify;

beforeAll(async () => {
  provider = await openProvider();
  identify = identifying();
});
afterAll(() => provider.close());

type Options = Readonly<{ issuer?: string; claim?: string; now?: () => Date; cooldownMilliseconds?: number }>;

function identifying({ issuer = provider.issuer, claim = 'sub', ...options }: Options = {}): Identify {
  const settings = { issuer: () => Promise.resolve(issuer), audience: () => Promise.resolve(API), personClaim: claim };
  return createIdentify([createOidcCheck({ ...settings, ...options, log: { error: () => undefined } })]);
}

function claims(more: Readonly<Record<string, unknown>> = {}): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return { iss: provider.issuer, aud: API, sub: '64.71.coordinator', iat: now, exp: now + 300, ...more };
}

async function bearer(payload: JWTPayload, header?: Readonly<Record<string, string>>): Promise<string> {
  return `Bearer ${await provider.sign(payload, header)}`;
}

describe('An access token of the provider', () => {
  it.each(['at+jwt', 'application/at+jwt', 'JWT'])('speaks for its subject as %s', async (typ) => {
    expect(await identify(await bearer(claims(), { typ }))).toEqual(COORDINATOR);
  });

  it('may be for several audiences', async () => {
    expect(await identify(await bearer(claims({ aud: ['https://other.example', API] })))).toEqual(COORDINATOR);
  });

  it('speaks for whom the configured claim names', async () => {
    const byClaim = identifying({ claim: 'jejak_person' });

    const identity = await byClaim(await bearer(claims({ sub: 'anything|at all', jejak_person: '64.71.coordinator' })));

    expect(identity).toEqual(COORDINATOR);
    expect(await byClaim(await bearer(claims()))).toEqual(REFUSED);
  });

  it('is allowed half a minute of skew and no more', async () => {
    const exp = Math.floor(Date.now() / 1000) + 300;
    const at = (seconds: number) => identifying({ now: () => new Date((exp + seconds) * 1000) });
    const token = await bearer(claims({ exp }));

    expect(await at(20)(token)).toEqual(COORDINATOR);
    expect(await at(40)(token)).toEqual(REFUSED);
  });

  it.each([
    ['for another audience', { aud: 'https://other.example' }],
    ['for no audience', { aud: undefined }],
    ['without an end', { exp: undefined }],
    ['that begins later', { nbf: Math.floor(Date.now() / 1000) + 120 }],
    ['of another issuer', { iss: 'https://other.example' }],
    ['for nobody', { sub: undefined }],
    ['for the system', { sub: 'system' }],
    ['for the system, written otherwise', { sub: 'System' }],
    ['for what is no id of a person', { sub: 'a person, by name' }],
    ['for a person as a number', { sub: 1 }],
    ['that is an ID token, by its hashes', { at_hash: 'abc' }],
    ['that is an ID token, as Keycloak says so', { typ: 'ID' }],
  ])('is refused %s', async (_what, more: Readonly<Record<string, unknown>>) => {
    expect(await identify(await bearer(claims(more)))).toEqual(REFUSED);
  });

  it('is refused as a token of another type', async () => {
    for (const typ of ['logout+jwt', 'dpop+jwt', 'id+jwt']) {
      expect(await identify(await bearer(claims(), { typ }))).toEqual(REFUSED);
    }
  });

  it('is refused when another key signed it, also under a name of the provider’s', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const header = { alg: 'ES256', kid: '0', typ: 'at+jwt' };
    const token = await new SignJWT(claims()).setProtectedHeader(header).sign(privateKey);

    expect(await identify(`Bearer ${token}`)).toEqual(REFUSED);
  });

  it('is refused without a signature, or with one that anybody can make', async () => {
    const [header, payload] = (await provider.sign(claims())).split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
    const shared = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .sign(Buffer.from(header!));

    expect(await identify(`Bearer ${none}.${payload!}.`)).toEqual(REFUSED);
    expect(await identify(`Bearer ${header!}.${payload!}.`)).toEqual(REFUSED);
    expect(await identify(`Bearer ${shared}`)).toEqual(REFUSED);
  });
});

describe('The provider’s keys', () => {
  it('are fetched once, and not at all for what others issued', async () => {
    const own = identifying();
    const before = provider.asked.length;

    await own(await bearer(claims({ iss: 'https://other.example' })));
    await own('Bearer a.b.c');
    expect(provider.asked.length - before).toBe(0);

    await Promise.all([own(await bearer(claims())), own(await bearer(claims())), own(await bearer(claims()))]);
    expect(provider.asked.slice(before)).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  it('rotate: a key that is not known is looked up, but strangers’ keys do not make us ask again and again', async () => {
    const [eager, patient] = [identifying({ cooldownMilliseconds: 0 }), identifying()];
    const old = await bearer(claims());
    expect(await eager(old)).toEqual(COORDINATOR);
    await provider.rotate();

    expect(await eager(await bearer(claims()))).toEqual(COORDINATOR);
    expect(await eager(old)).toEqual(REFUSED);
    expect(await patient(await bearer(claims()))).toEqual(COORDINATOR);

    const before = provider.asked.length;
    for (const kid of ['x', 'y', 'z']) expect(await patient(await bearer(claims(), { kid }))).toEqual(REFUSED);
    expect(provider.asked.length - before).toBe(0);
  });

  it.each([
    ['answers with an error', { status: 500, body: '{}' }],
    ['answers with what is no JSON', { status: 200, body: '<html>' }],
    ['answers without end', { status: 200, body: JSON.stringify({ filler: 'x'.repeat(300_000) }) }],
    ['is another one', { status: 200, body: JSON.stringify({ issuer: 'https://x.example', jwks_uri: 'https://x' }) }],
    ['redirects', { status: 302, body: '' }],
  ])('cannot be told when it %s: that is nobody’s fault who asks', async (_what, answer) => {
    const own = identifying();
    provider.answerWith(answer);

    const identity = await own(await bearer(claims()));
    provider.answerWith(null);

    expect(identity).toEqual(UNAVAILABLE);
  });

  it('are asked for again a while after the provider failed, not at once', async () => {
    let now = Date.now();
    const own = identifying({ now: () => new Date(now) });
    provider.answerWith({ status: 503, body: '' });
    expect(await own(await bearer(claims()))).toEqual(UNAVAILABLE);
    provider.answerWith(null);

    expect(await own(await bearer(claims()))).toEqual(UNAVAILABLE);
    now += 6000;
    expect(await own(await bearer(claims()))).toEqual(COORDINATOR);
  });

  it('go on being good while the provider is down', async () => {
    const own = identifying();
    const token = await bearer(claims());
    expect(await own(token)).toEqual(COORDINATOR);
    provider.answerWith({ status: 503, body: '' });

    const identity = await own(token);
    provider.answerWith(null);

    expect(identity).toEqual(COORDINATOR);
  });

  it('are not taken over a line that somebody could listen in on', async () => {
    const issuer = 'http://provider.example';
    const own = identifying({ issuer });

    expect(await own(await bearer(claims({ iss: issuer })))).toEqual(UNAVAILABLE);
  });
});
