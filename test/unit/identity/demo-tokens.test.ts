import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createDemoTokens } from '../../../src/identity/demo-tokens.ts';
import type { DemoTokens, DemoTokenSettings } from '../../../src/identity/demo-tokens.ts';
import { createIdentify } from '../../../src/identity/identity.ts';
import type { Identify } from '../../../src/identity/identity.ts';
import { StartupError } from '../../../src/kernel/startup-error.ts';

const ORIGIN = 'test.jejak/demo';
const DAY = 86_400_000;
const REFUSED = { ok: false, error: 'UNAUTHENTICATED' };

let home: string;
type Signer = DemoTokens & Readonly<{ identify: Identify }>;

let tokens: Signer;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'jejak-tokens-'));
  tokens = await signer();
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function signer(settings: Partial<DemoTokenSettings> = {}): Promise<Signer> {
  const signing = await createDemoTokens({ home, origin: ORIGIN, demo: true, ...settings });
  return { ...signing, identify: createIdentify([signing.check]) };
}

function speaksFor(person: string): object {
  return { ok: true, value: { person, scopes: null } };
}

async function forged(subject: string, alter: (token: SignJWT) => SignJWT): Promise<string> {
  const token = new SignJWT({ iss: ORIGIN, aud: ORIGIN, sub: subject }).setProtectedHeader({ alg: 'HS256' });
  return alter(token).sign(await readFile(join(home, 'token-key')));
}

describe('A token', () => {
  it('speaks for the person it was issued to', async () => {
    const token = await tokens.issueToken('64.71.coordinator');

    expect(await tokens.identify(`Bearer ${token}`)).toEqual(speaksFor('64.71.coordinator'));
  });

  it('holds after the server was started again', async () => {
    const token = await tokens.issueToken('auditor');
    const later = await signer();

    expect(await later.identify(`bearer ${token}`)).toEqual(speaksFor('auditor'));
  });

  it('holds for 30 days and no longer', async () => {
    const token = await tokens.issueToken('auditor');
    const inTime = await signer({ now: () => new Date(Date.now() + 30 * DAY - 60_000) });
    const late = await signer({ now: () => new Date(Date.now() + 30 * DAY + 60_000) });

    expect(await inTime.identify(`Bearer ${token}`)).toMatchObject({ ok: true });
    expect(await late.identify(`Bearer ${token}`)).toEqual(REFUSED);
  });

  it('opens no ledger of another origin', async () => {
    const token = await tokens.issueToken('auditor');
    const other = await signer({ origin: 'other.jejak/demo' });

    expect(await other.identify(`Bearer ${token}`)).toEqual(REFUSED);
  });

  it('opens nothing but a demo, and is not issued elsewhere', async () => {
    const token = await tokens.issueToken('auditor');
    const real = await signer({ demo: false });

    expect(await real.identify(`Bearer ${token}`)).toEqual(REFUSED);
    await expect(real.issueToken('auditor')).rejects.toThrow('demo');
  });

  it('never speaks for the system', async () => {
    const token = await forged('system', (one) => one.setExpirationTime('1h'));

    expect(await tokens.identify(`Bearer ${token}`)).toEqual(REFUSED);
    await expect(tokens.issueToken('system')).rejects.toThrow('system');
  });

  it('is refused without an end', async () => {
    const token = await forged('auditor', (one) => one);

    expect(await tokens.identify(`Bearer ${token}`)).toEqual(REFUSED);
  });

  it('is refused when another key signed it', async () => {
    const token = await new SignJWT({ iss: ORIGIN, aud: ORIGIN, sub: 'auditor' })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('1h')
      .sign(randomBytes(32));

    expect(await tokens.identify(`Bearer ${token}`)).toEqual(REFUSED);
  });

  it('is refused without a signature', async () => {
    const [, payload] = (await tokens.issueToken('auditor')).split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');

    expect(await tokens.identify(`Bearer ${header}.${payload!}.`)).toEqual(REFUSED);
    expect(await tokens.identify(`Bearer ${header}.${payload!}.AAAA`)).toEqual(REFUSED);
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Bearer a.b',
    'Bearer a.b.c',
    'Basic YTpi',
    'auditor',
    `Bearer ${'a'.repeat(9000)}`,
  ])('is refused when it is none: %s', async (header) => {
    expect(await tokens.identify(header)).toEqual(REFUSED);
  });
});

describe('Without a token', () => {
  it('nobody in particular asks', async () => {
    expect(await tokens.identify(undefined)).toEqual({ ok: true, value: null });
  });
});

describe('The key of tokens', () => {
  it('is its owner’s alone to read', async () => {
    const { mode, size } = await stat(join(home, 'token-key'));

    expect(mode & 0o777).toBe(0o600);
    expect(size).toBe(32);
  });

  it('is one key when many start at once', async () => {
    const fresh = join(home, 'fresh');

    const signers = await Promise.all(Array.from({ length: 8 }, () => signer({ home: fresh })));

    const token = await signers[0]!.issueToken('auditor');
    const answers = await Promise.all(signers.map((one) => one.identify(`Bearer ${token}`)));
    expect(answers.every(({ ok }) => ok)).toBe(true);
  });

  it('is not taken when it is damaged', async () => {
    const damaged = join(home, 'damaged');
    await signer({ home: damaged });
    await writeFile(join(damaged, 'token-key'), 'short');

    await expect(signer({ home: damaged })).rejects.toThrow(StartupError);
  });
});
