import { describe, expect, it } from 'vitest';

import { NO_CHECKPOINTS } from '../../../src/ledger/checkpoints.ts';
import { replyOf, useHttpWorld } from '../../support/http-server.ts';
import { COORDINATOR, CYCLE, REPORTER, UNIT } from '../../support/reporting-world.ts';
import { verified } from './signed-log.ts';

const world = useHttpWorld();

const BUNDLE = `/bundles/${UNIT}/${CYCLE}`;

type Wish = Readonly<{ person?: string; method?: string; language?: string; url?: string; signal?: AbortSignal }>;

async function get(path: string, { person, method, language, url, signal }: Wish): Promise<Response> {
  const headers = {
    ...(person === undefined ? {} : { authorization: `Bearer ${await world().tokens.issueToken(person)}` }),
    ...(language === undefined ? {} : { 'accept-language': language }),
  };
  const given = { headers, method: method ?? 'GET', signal: signal ?? null };
  return fetch(new URL(path, url ?? world().url), given);
}

type Scope = Readonly<{ jurisdiction: string | null; validUntil?: string }>;

/** Who audits that much of the country. */
async function auditorOf(person: string, { jurisdiction, validUntil }: Scope): Promise<number> {
  await world().ask('administrator', { type: 'RegisterPerson', subject: person, label: `the ${person}` });
  const { position } = await world().ask('administrator', {
    type: 'GrantRole',
    subject: person,
    role: 'AUDITOR',
    jurisdiction,
    organization: null,
    validFrom: null,
    validUntil: validUntil ?? null,
  });
  return position;
}

describe('An auditor', () => {
  it.each([BUNDLE, `${BUNDLE}.jejak.zip`, `${BUNDLE}?download`, `/bundles/${encodeURIComponent(`${UNIT}/${CYCLE}`)}`])(
    'takes a report home from %s',
    async (path) => {
      const response = await get(path, { person: 'auditor' });

      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('application/zip');
      expect(response.headers.get('content-disposition')).toBe(`attachment; filename="64.71_KKPHAM-2022.jejak.zip"`);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await verified(Buffer.from(await response.arrayBuffer()), world().key)).toBe('OK');
    },
  );

  it('of the province does so too', async () => {
    await auditorOf('auditor-64', { jurisdiction: '64' });

    const response = await get(BUNDLE, { person: 'auditor-64' });

    expect(response.status).toBe(200);
    expect(await verified(Buffer.from(await response.arrayBuffer()), world().key)).toBe('OK');
  });

  it('of another place is refused, whether or not the report exists', async () => {
    await auditorOf('auditor-63', { jurisdiction: '63' });

    const statuses = [
      (await get(BUNDLE, { person: 'auditor-63' })).status,
      (await get(`/bundles/64.72/${CYCLE}`, { person: 'auditor-63' })).status,
    ];

    expect(statuses).toEqual([403, 403]);
  });

  it('whose grant was revoked is refused', async () => {
    const grant = await auditorOf('auditor-before', { jurisdiction: null });
    const revoked = { subject: 'auditor-before', grant, reason: 'the audit is over' };
    await world().ask('administrator', { type: 'RevokeRole', ...revoked });

    expect((await get(BUNDLE, { person: 'auditor-before' })).status).toBe(403);
  });

  it('may go away before the end', async () => {
    const left = Promise.withResolvers<undefined>();
    const { reader } = world();
    const paper: typeof reader.papers.paper = (...asked) => left.promise.then(() => reader.papers.paper(...asked));
    const { url, close } = await world().serve({ reader: { ...reader, papers: { ...reader.papers, paper } } });
    const leaving = new AbortController();
    const response = await get(BUNDLE, { person: 'auditor', url, signal: leaving.signal });
    const logged = world().logged.length;

    leaving.abort();
    await close();
    left.resolve(undefined);

    await expect(response.arrayBuffer()).rejects.toThrow('aborted');
    expect(world().logged).toHaveLength(logged);
  });
});

describe('Nobody else takes a report home', () => {
  it.each(['administrator', COORDINATOR, REPORTER, 'regional-reviewer', 'assessor-1', 'stranger'])(
    'neither does %s',
    async (person) => {
      const reply = await replyOf(await get(BUNDLE, { person }));

      expect(reply.status).toBe(403);
      expect(reply.errors[0]!.extensions.code).toBe('FORBIDDEN');
    },
  );

  it.each([
    ['en', 'for auditors of this unit only'],
    ['id', 'hanya untuk auditor unit ini'],
  ])('and hears why in %s', async (language, sentence) => {
    const reply = await replyOf(await get(BUNDLE, { person: COORDINATOR, language }));

    expect(reply.errors[0]!.message).toContain(sentence);
  });

  it('without a token', async () => {
    const reply = await replyOf(await get(BUNDLE, {}));

    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toContain('Bearer');
  });
});

describe('There is nothing to take home', () => {
  it.each([
    '/bundles/',
    `/bundles/${UNIT}`,
    `/bundles/64.72/${CYCLE}`,
    `/bundles/${UNIT}/KKPHAM-2023`,
    '/bundles/64.71/kkpham',
    `/bundles/${UNIT}/${CYCLE}/`,
    `/bundles/${UNIT}/${CYCLE}.zip`,
    '/bundles/%E0%A4%A',
    '/bundles/64.71/%00',
    '/bundles/..%2F64.71/KKPHAM-2022',
  ])('at %s', async (path) => {
    const reply = await replyOf(await get(path, { person: 'auditor' }));

    expect(reply.status).toBe(404);
    expect(reply.errors[0]!.extensions.code).toBe('NOT_FOUND');
  });

  it('by another method than GET', async () => {
    const response = await get(BUNDLE, { person: 'auditor', method: 'POST' });

    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET');
  });

  it.each([
    ['en', 'The log cannot sign now; see /ready.'],
    ['id', 'Log tidak dapat menandatangani saat ini; lihat /ready.'],
  ])('from a ledger that nobody signs for, which says so in %s', async (language, sentence) => {
    const { url } = await world().serve({ reader: { ...world().reader, checkpoints: NO_CHECKPOINTS } });

    const reply = await replyOf(await get(BUNDLE, { person: 'auditor', url, language }));

    expect(reply.status).toBe(503);
    expect(reply.errors[0]!.message).toBe(sentence);
    expect(reply.errors[0]!.extensions.code).toBe('LOG_CANNOT_SIGN');
  });
});

describe('A bundle that breaks off', () => {
  it('ends the connection, so that nobody takes it for a whole one', async () => {
    const papers = { ...world().reader.papers, paper: () => Promise.reject(new Error('the edition is gone')) };
    const { url } = await world().serve({ reader: { ...world().reader, papers } });

    const response = await get(BUNDLE, { person: 'auditor', url });

    await expect(response.arrayBuffer()).rejects.toThrow('terminated');
    expect(world().logged.at(-1)).toMatchObject({
      message: 'a bundle broke off',
      facts: { err: { message: 'the edition is gone' } },
    });
  });
});
