import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';

import { beforeAll, describe, expect, it } from 'vitest';

import { GENERATION } from '../../../src/ledger/head.ts';
import { readStream } from '../../../src/ledger/read.ts';
import { createDisclose } from '../../../src/usecase/disclose.ts';
import { pick, pickEach } from '../../support/graphql-client.ts';
import { replyOf, useHttpWorld } from '../../support/http-server.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { COORDINATOR, CYCLE, REPORTER, UNIT } from '../../support/reporting-world.ts';
import { sheetClient } from '../../support/sheet-client.ts';
import { verified } from '../audit/signed-log.ts';

const world = useHttpWorld();
const sql = useSql(() => world().database.superuserUrl);

const ANSWERS = `/exports/answers.csv?cycle=${CYCLE}&unit=${UNIT}`;
const BUNDLE = `/bundles/${UNIT}/${CYCLE}`;
const ENTRIES = '/log/tile/entries/000';
const MINE =
  '{ events(filter: { types: ["SheetDisclosed"] }) { totalCount nodes { id actor { person role grant } data } } }';

async function get(path: string, person: string, more: RequestInit & { port?: number } = {}): Promise<Response> {
  const { port = world().port, ...init } = more;
  const authorization = `Bearer ${await world().tokens.issueToken(person)}`;
  return fetch(`http://localhost:${port}${path}`, { ...init, headers: { authorization } });
}

/** What the ledger says a person took home. */
async function takenBy(person: string): Promise<readonly Readonly<{ type: string; data: object; actor: object }>[]> {
  const taken = [];
  for await (const { type, data, actor } of readStream(world().reader, `disclosure/${person}`)) {
    taken.push({ type, data, actor });
  }
  return taken;
}

describe('Whatever is taken home', () => {
  beforeAll(async () => {
    for (const path of [ANSWERS, ANSWERS, ANSWERS.replace('csv', 'xlsx'), BUNDLE, BUNDLE, ENTRIES, `${ENTRIES}.p/1`]) {
      expect((await get(path, 'auditor')).status).toBe(200);
    }
    expect((await get(ENTRIES.replace('000', '001'), 'auditor', { method: 'HEAD' })).status).toBe(200);
    expect((await get(ANSWERS, COORDINATOR)).status).toBe(200);
  });

  it('is recorded once within the hour, under the right it was handed out for', async () => {
    const taken = await takenBy('auditor');
    const sheet = { person: 'auditor', name: 'answers', query: { cycle: CYCLE, unit: UNIT } };

    expect(taken.map(({ type, data }) => ({ type, data }))).toMatchObject([
      { type: 'SheetDisclosed', data: { ...sheet, format: 'csv' } },
      { type: 'SheetDisclosed', data: { ...sheet, format: 'xlsx' } },
      { type: 'BundleDisclosed', data: { person: 'auditor', unit: UNIT, cycle: CYCLE } },
      { type: 'EntriesDisclosed', data: { person: 'auditor', tile: '000' } },
    ]);
    expect(new Set(taken.map(({ actor }) => pick(actor, 'role')))).toEqual(new Set(['AUDITOR']));
  });

  it('leaves bundles and sheets what they were', async () => {
    const bundle = await get(BUNDLE, 'auditor');

    expect(await verified(Buffer.from(await bundle.arrayBuffer()), world().key)).toBe('OK');
  });

  it('is seen by themselves, and of all by those who oversee the nation', async () => {
    const seenBy = async (person: string): Promise<unknown> => {
      const { data } = await world().send({ query: MINE, person });
      const whose = pickEach(data, 'events.nodes', 'actor.person');
      return { count: pick(data, 'events.totalCount'), whose: [...new Set(whose)] };
    };

    expect(await seenBy('auditor')).toEqual({ count: 3, whose: ['auditor', COORDINATOR] });
    expect(await seenBy('administrator')).toEqual({ count: 3, whose: ['auditor', COORDINATOR] });
    expect(await seenBy(COORDINATOR)).toEqual({ count: 1, whose: [COORDINATOR] });
    expect(await seenBy(REPORTER)).toEqual({ count: 0, whose: [] });
    expect(await seenBy('assessor-1')).toEqual({ count: 0, whose: [] });
  });

  it('is for nobody else, also by the id of its entry and as a sheet', async () => {
    const { data } = await world().send({ query: MINE, person: 'auditor' });
    const [id] = pickEach(data, 'events.nodes', 'id');
    const nodeFor = async (person: string): Promise<unknown> =>
      pick(
        (await world().send({ query: 'query ($id: ID!) { node(id: $id) { id } }', variables: { id }, person })).data,
        'node',
      );
    const assessor = await sheetClient(world(), 'assessor-1');

    expect(await nodeFor('administrator')).toEqual({ id });
    expect([await nodeFor('assessor-1'), await nodeFor(COORDINATOR)]).toEqual([null, null]);
    const records = await assessor.records('/exports/events.csv');
    expect(records.filter(({ stream }) => /^(person|disclosure)\//.test(stream ?? ''))).toEqual([]);
    expect(records.some(({ stream }) => stream?.startsWith('cycle/'))).toBe(true);
  });
});

describe('Somebody the ledger gave no right', () => {
  it('is told of by the system', async () => {
    const sheet = { type: 'SHEET', name: 'rankings', format: 'csv', query: { cycle: CYCLE }, position: 7 } as const;

    expect(await createDisclose(world().handle)('journalist', sheet)).toMatchObject({ ok: true });
    expect(await takenBy('journalist')).toMatchObject([
      {
        type: 'SheetDisclosed',
        data: { person: 'journalist' },
        actor: { person: 'system', role: 'SYSTEM', grant: null },
      },
    ]);
  });
});

describe('What cannot be recorded', () => {
  it.each([
    ['a sheet', ANSWERS],
    ['a bundle', BUNDLE],
    ['entries', ENTRIES],
  ])('is not handed out: %s', async (what, path) => {
    const subject = `auditor-of-${what.replace(' ', '-')}`;
    await world().ask('administrator', { type: 'RegisterPerson', subject, label: 'an auditor' });
    const right = {
      role: 'AUDITOR',
      jurisdiction: null,
      organization: null,
      validFrom: null,
      validUntil: null,
    } as const;
    await world().ask('administrator', { type: 'GrantRole', subject, ...right });
    // The last entry is a seal already, so that a bundle needs no further one.
    expect((await get(BUNDLE, 'auditor')).status).toBe(200);
    expect((await get(BUNDLE, 'auditor')).status).toBe(200);
    await sql()`update ledger_head set generation = ${GENERATION + 1}`;
    const reply = await replyOf(await get(path, subject));
    await sql()`update ledger_head set generation = ${GENERATION}`;

    expect(reply.status).toBe(503);
    expect(reply.errors[0]!.extensions).toMatchObject({
      code: 'DISCLOSURE_NOT_RECORDED',
      reason: 'GENERATION_MISMATCH',
    });
    expect(reply.headers.get('retry-after')).toBe('5');
    expect(await takenBy(subject)).toEqual([]);
  });
});

describe('Whole files', () => {
  it('are handled so many at once for one person, and so many in all', async () => {
    const { port } = await world().serve({ limits: { files: { inAll: 2, each: 1 } } });
    const held = [await slowImport(port, REPORTER), await slowImport(port, COORDINATOR)];

    const own = await replyOf(await get(ANSWERS, REPORTER, { port }));
    const other = await get(BUNDLE, 'auditor', { port });
    for (const end of held) await end();
    const after = await get(ANSWERS, REPORTER, { port });

    expect([own.status, own.errors[0]!.extensions.code, own.headers.get('retry-after')]).toEqual([
      429,
      'TOO_MANY_AT_ONCE',
      '10',
    ]);
    expect([other.status, after.status]).toEqual([429, 200]);
  });
});

/** An import whose sheet has been announced and does not come; answers how to send it after all. */
async function slowImport(port: number, person: string): Promise<() => Promise<void>> {
  const authorization = `Bearer ${await world().tokens.issueToken(person)}`;
  const path = `/imports/answers?unit=${UNIT}&cycle=${CYCLE}&validateOnly=true`;
  const asked = request({ port, path, method: 'POST', headers: { authorization, expect: '100-continue' } });
  asked.flushHeaders();
  await once(asked, 'continue');
  return async () => {
    asked.end('indicator\n');
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    await once(response, 'close');
  };
}
