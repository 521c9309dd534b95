import { beforeAll, describe, expect, it } from 'vitest';

import { connect } from '../../../src/database/connect.ts';
import { toInstant } from '../../../src/kernel/instant.ts';
import { replyOf, useHttpWorld } from '../../support/http-server.ts';
import type { Data, Reply } from '../../support/http-server.ts';

const DAY = 86_400_000;
const OWNER = '64.71.coordinator';
const WHO = '{ viewer { person } }';

const ISSUE = `mutation Issue($input: IssueApiTokenInput!) { issueApiToken(input: $input) {
  ... on IssueApiTokenSuccess { token replayed events { type } apiToken { id label scopes validUntil revokedAt } }
  ... on Refusal { code path } } }`;
const REVOKE = `mutation Revoke($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) {
  ... on RevokeApiTokenSuccess { apiToken { revokedAt } } ... on Refusal { code path } } }`;
const MINE = '{ viewer { apiTokens(first: 50) { totalCount nodes { id label revokedAt } } } }';

const world = useHttpWorld();

type Issued = Readonly<{ token: string; replayed: boolean; apiToken: Readonly<{ id: string }> }>;

function issue(input: object, more: object = {}): Promise<Reply> {
  const validUntil = toInstant(Date.now() + 30 * DAY);
  const variables = { input: { label: 'impor malam', scopes: ['READ'], validUntil, ...input } };
  return world().send({ query: ISSUE, variables, person: OWNER, ...more });
}

async function issued(...scopes: readonly string[]): Promise<Issued> {
  const { data } = await issue({ scopes });
  return data!['issueApiToken'] as Issued;
}

function as(token: string, query: string, variables?: object): Promise<Reply> {
  const asked = { query, headers: { authorization: `Bearer ${token}` } };
  return world().send(variables ? { ...asked, variables } : asked);
}

async function get(path: string, token: string, method = 'GET'): Promise<Reply> {
  const headers = { authorization: `Bearer ${token}` };
  return replyOf(await fetch(new URL(path, world().url), { method, headers }));
}

function revoke(id: string, person = OWNER, holder?: string): Promise<Reply> {
  const input = { id, reason: 'mesin dihentikan', ...(holder === undefined ? {} : { person: holder }) };
  return world().send({ query: REVOKE, variables: { input }, person });
}

describe('A token of a machine', () => {
  let token: Issued;

  beforeAll(async () => {
    token = await issued('READ');
  });

  it('acts as its person', async () => {
    expect(await as(token.token, WHO)).toMatchObject({ status: 200, data: { viewer: { person: OWNER } } });
  });

  it('is kept nowhere: neither in the ledger nor in a table nor in the log', async () => {
    const secret = token.token.split('_')[2]!.slice(0, 64);
    const sql = connect(world().database.superuserUrl, { max: 1 });
    const rows = await sql`select row_to_json(one)::text as text from ledger_entry one`;
    const read = await sql`select body::text as text from api_token`;
    await sql.end();

    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify([...rows, ...read, world().logged])).not.toContain(secret);
  });

  it('is shown once: the same command again is a replay without it', async () => {
    const input = { commandId: 'issue-once', validUntil: toInstant(Date.now() + DAY) };
    const first = (await issue(input)).data!['issueApiToken'] as Issued;

    const again = (await issue(input)).data!['issueApiToken'];

    expect(first.token).toMatch(/^jejak_[0-9a-f]{24}_[0-9a-f]{72}$/);
    expect(again).toMatchObject({ token: null, replayed: true, apiToken: { id: first.apiToken.id } });
    expect((await issue({ ...input, label: 'lain' })).data).toMatchObject({
      issueApiToken: { code: 'COMMAND_ID_REUSED' },
    });
  });

  it('is refused when any digit of it is another one, all in the same words', async () => {
    const { token: good } = token;
    const other = (await issued('READ')).token;
    const crossed = [good.split('_')[0], good.split('_')[1], other.split('_')[2]].join('_');

    for (const bad of [`${good.slice(0, -1)}x`, good.toUpperCase(), crossed, good.slice(0, 40), 'jejak_', `${good}0`]) {
      expect(await as(bad, WHO)).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    }
  });

  it.each([
    ['READ', [200, 403, 403, 403]],
    ['WRITE', [403, 200, 403, 400]],
    ['EXPORT', [403, 403, 400, 403]],
  ])('for %s does that and nothing else', async (scope, statuses) => {
    const { token: narrow } = await issued(scope);
    const mutation = 'mutation { openReport(input: { unit: "64.71", cycle: "KKPHAM-2099" }) { __typename } }';

    const replies = [
      await as(narrow, WHO),
      await as(narrow, mutation),
      await get('/exports/answers.csv?nonsense=1', narrow),
      await get('/imports/answers', narrow, 'POST'),
    ];

    expect(replies.map(({ status }) => status)).toEqual(statuses);
    const refused = replies.filter(({ status }) => status === 403);
    for (const reply of refused) {
      expect(reply.errors[0]!.extensions.code).toBe('TOKEN_SCOPE');
      expect(reply.headers.get('www-authenticate')).toContain('insufficient_scope');
    }
  });

  it('never issues, revokes, gives or lends, whatever its scopes', async () => {
    const { token: wide, apiToken } = await issued('READ', 'WRITE', 'EXPORT');
    const validUntil = toInstant(Date.now() + DAY);
    const mutations: readonly (readonly [string, object])[] = [
      [ISSUE, { label: 'x', scopes: ['READ'], validUntil }],
      [REVOKE, { id: apiToken.id, reason: 'x' }],
      [
        'mutation G($input: GrantRoleInput!) { grantRole(input: $input) { __typename } }',
        { person: 'x', role: 'AUDITOR' },
      ],
      [
        'mutation R($input: RevokeRoleInput!) { revokeRole(input: $input) { __typename } }',
        { person: 'x', grant: 1, reason: 'x' },
      ],
      [
        'mutation D($input: DelegateRoleInput!) { delegateRole(input: $input) { __typename } }',
        { person: 'x', grant: 1, reason: 'x', validUntil },
      ],
    ];

    for (const [query, input] of mutations) {
      const reply = await as(wide, query, { input });
      expect([reply.status, reply.errors[0]?.extensions.code]).toEqual([403, 'TOKEN_SCOPE']);
    }
  });

  it('ends when its person revokes it, and for nobody else', async () => {
    const { token: text, apiToken } = await issued('READ');

    expect((await revoke(apiToken.id, '64.71.assessor', OWNER)).data).toMatchObject({
      revokeApiToken: { code: 'NOT_ALLOWED' },
    });
    expect((await as(text, WHO)).status).toBe(200);

    expect((await revoke(apiToken.id)).data).toMatchObject({
      revokeApiToken: { apiToken: { revokedAt: expect.any(String) as string } },
    });
    expect((await as(text, WHO)).status).toBe(401);
    expect((await revoke(apiToken.id)).data).toMatchObject({ revokeApiToken: { code: 'API_TOKEN_UNKNOWN' } });
  });

  it('is given for a time, to those who hold a right', async () => {
    const over = (milliseconds: number) => ({ validUntil: toInstant(Date.now() + milliseconds) });

    expect((await issue(over(-1000))).data).toMatchObject({ issueApiToken: { code: 'VALIDITY_REVERSED' } });
    expect((await issue(over(367 * DAY))).data).toMatchObject({ issueApiToken: { code: 'API_TOKEN_TOO_LONG' } });
    expect((await issue({}, { person: 'nobody-known' })).data).toMatchObject({
      issueApiToken: { code: 'NOT_ALLOWED' },
    });
    expect((await issue({ scopes: [] })).errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('is listed for its person, without its secret', async () => {
    const { data } = await world().send({ query: MINE, person: OWNER });
    const { apiTokens } = data!['viewer'] as { apiTokens: { totalCount: number; nodes: readonly Data[] } };

    expect(apiTokens.nodes).toHaveLength(apiTokens.totalCount);
    expect(apiTokens.nodes).toContainEqual({ id: token.apiToken.id, label: 'impor malam', revokedAt: null });
    expect(JSON.stringify(apiTokens)).not.toContain(token.token.split('_')[2]!);
  });
});
