import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { createLog } from '../../../src/cli/log.ts';
import { createLogin } from '../../../src/login/login.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { CYCLE, REPORTER, UNIT } from '../../support/reporting-world.ts';

const world = useHttpWorld();
const sql = useSql(() => world().database.superuserUrl);

const REPORT = `query ($unit: String!, $cycle: String!) { report(unit: $unit, cycle: $cycle) { stage } }`;

describe('An error nobody foresaw', () => {
  it('is logged once with the id that is all its sender learns', async () => {
    await sql()`alter table report rename to elsewhere`;
    const before = world().logged.length;

    const asked = { query: REPORT, variables: { unit: UNIT, cycle: CYCLE }, person: 'auditor' };
    const reply = await world().send({ ...asked, headers: { 'x-request-id': 'request-7' } });

    await sql()`alter table elsewhere rename to report`;
    expect(reply.errors).toHaveLength(1);
    expect(reply.errors[0]).toMatchObject({
      message: 'Something went wrong on the server. Name this request id when you report it.',
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'request-7' },
    });
    expect(JSON.stringify(reply)).not.toMatch(/elsewhere|relation|select|node_modules|\.ts/);
    expect(world().logged.slice(before)).toMatchObject([{ facts: { requestId: 'request-7' } }]);
  });
});

const SECRET = 'what-nobody-else-may-read';

const SUBMIT = 'mutation ($input: SubmitResponseInput!) { submitResponse(input: $input) { __typename } }';
const REGISTER = 'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { __typename } }';
const CLARIFY = 'mutation ($input: AskClarificationInput!) { askClarification(input: $input) { __typename } }';

describe('The lines of the log', () => {
  it('tell what failed, and nothing of what was sent or shown', async () => {
    const lines: string[] = [];
    const log = createLog({ logLevel: 'trace' }, { write: (line) => void lines.push(line) });
    const people = [{ identity: 'auditor', label: 'Auditor' }];
    const login = createLogin({ home: world().home, people, audience: Promise.resolve(world().url) });
    const server = await world().serve({
      log,
      login,
      rates: { address: 999, person: 999, failures: 999, logins: 999, cost: 9e9 },
    });
    const at = (path: string, headers = {}): Promise<Response> => fetch(new URL(path, server.url), { headers });
    const place = { unit: UNIT, cycle: CYCLE, indicator: 'KKP-SP1-S1' };
    const commandId = randomUUID();
    const answered = { ...place, commandId, expectedRevision: 0, answer: { choice: 'ADA' }, narrative: SECRET };
    const named = { commandId, person: 'somebody', label: 'somebody', name: SECRET, phone: '+628123456789' };
    const asked = { ...place, commandId, question: SECRET, text: SECRET };

    for (const table of ['response', 'sealed_value'])
      await sql()`alter table ${sql()(table)} rename to ${sql()(`${table}_away`)}`;
    const failed = [
      await server.send({ query: SUBMIT, variables: { input: answered }, person: REPORTER }),
      await server.send({ query: REGISTER, variables: { input: named }, person: 'administrator' }),
    ];
    for (const table of ['response', 'sealed_value'])
      await sql()`alter table ${sql()(`${table}_away`)} rename to ${sql()(table)}`;
    const cookie = `session=${SECRET}`;
    await server.send({ query: CLARIFY, variables: { input: asked }, person: 'reviewer', headers: { cookie } });
    await server.send({ query: `{ report(unit: "${SECRET}" }` });
    for (const token of [SECRET, `${(await world().tokens.issueToken('auditor')).slice(0, -4)}${SECRET}`]) {
      await server.send({ query: '{ __typename }', headers: { authorization: `Bearer ${token}` } });
    }
    for (const path of ['/graphql', '/exports/awards.csv', '/log/', '/oidc/auth', '/oidc/callback', '/nowhere']) {
      await at(`${path}?code=${SECRET}&query=${SECRET}`, { cookie, authorization: `Basic ${SECRET}` });
    }

    for (const { errors } of failed) expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    const said = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const reasons = said.flatMap(({ err }) => (err === undefined ? [] : [JSON.stringify(err)]));
    expect(reasons).toHaveLength(2);
    for (const reason of reasons) expect(reason).toContain('42P01');
    expect(lines.length).toBeGreaterThan(12);
    for (const secret of [SECRET, '628123456789', 'eyJ', 'Bearer']) expect(lines.join()).not.toContain(secret);
  });
});
