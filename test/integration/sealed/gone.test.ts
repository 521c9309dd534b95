import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createLog } from '../../../src/cli/log.ts';
import { openComponents } from '../../../src/cli/components.ts';
import type { Components } from '../../../src/cli/components.ts';
import { createMasterKey } from '../../../src/signer/master-key.ts';
import { subscribe } from '../../support/event-stream.ts';
import type { Subscription } from '../../support/event-stream.ts';
import { pick } from '../../support/graphql-client.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import type { Served } from '../../support/http-server.ts';
import { runJejak } from '../../support/product.ts';
import { provedBy } from '../../support/receipt.ts';
import type { Receipt } from '../../support/receipt.ts';
import { COORDINATOR, CYCLE, REPORTER, UNIT } from '../../support/reporting-world.ts';
import { sheetClient } from '../../support/sheet-client.ts';
import { MASTER_KEY, testVault } from '../../support/vault.ts';
import { verified } from '../audit/signed-log.ts';
import { unzipped } from '../audit/unzipped.ts';

const world = useHttpWorld();

const REVIEWER = 'regional-reviewer';
const OVERSEERS = ['auditor', 'administrator', 'assessor-1'];
const MARKERS = ['marker-4711', '+62 812 4711 0815', '6471015509900001'];
const PERSONAL = { name: `Siti-${MARKERS[0]}`, phone: MARKERS[1], identityNumber: MARKERS[2] };
const PLACE = { unit: UNIT, cycle: CYCLE };
const THREAD = { ...PLACE, indicator: 'KKP-SP1-S1' };

/** Everything that shows what was said, and who said it. */
const EVERYTHING = `{
  report(unit: "${UNIT}", cycle: "${CYCLE}") {
    clarifications { messages { kind text erased event { data sentence } } }
    history(first: 100) { nodes { data sentence(locale: ID) } }
    responses { clarifications { messages { text } } narrative history(first: 9) { nodes { data sentence } } }
  }
  events(last: 60) { nodes { data sentence actor { label } } }
  search(text: "marker") { nodes { __typename } }
  node(id: "${btoa(`Person:${REVIEWER}`)}") { ... on Person { label name phone identityNumber } }
  viewer { tasks(first: 20) { nodes { __typename unit { name } } } }
}`;

const FOLLOWED = `subscription { events { type data sentence } }`;

let other: Components;
let servers: readonly Served[];
let following: readonly Subscription[];
let receipt: Receipt;
let before: Buffer;
const lines: string[] = [];

type Result = Readonly<{ receipt: Receipt }>;

async function mutate(name: string, person: string, input: object): Promise<Result> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}`;
  const query = `mutation ($input: ${type}Input!) { ${name}(input: $input) {
    ... on ${type}Success { receipt { position leafHash treeSize proof checkpoint } } ... on Refusal { code } } }`;
  const { data, errors } = await servers[0]!.send({ query, variables: { input }, person });
  expect(errors).toEqual([]);
  const result = data![name];
  expect(result).toHaveProperty('receipt');
  // It asks for just this, and was not refused.
  return result as Result;
}

async function bundleFrom(server: Served): Promise<Buffer> {
  const client = await sheetClient({ ...server, tokens: world().tokens }, 'auditor');
  return Buffer.from(await (await client.get(`/bundles/${UNIT}/${CYCLE}`)).arrayBuffer());
}

/** Whatever a server tells those who see the most, as one text. */
async function toldBy(server: Served): Promise<string> {
  const answers = await Promise.all(
    [...OVERSEERS, REPORTER, COORDINATOR].map(async (person) => {
      const { data, errors } = await server.send({ query: EVERYTHING, person });
      expect(errors).toEqual([]);
      return JSON.stringify(data);
    }),
  );
  const client = await sheetClient({ ...server, tokens: world().tokens }, 'auditor');
  const paths = [`answers.csv?cycle=${CYCLE}`, `decisions.csv?cycle=${CYCLE}`, 'events.csv'];
  const sheets = await Promise.all(
    paths.map(async (path) => {
      const response = await client.get(`/exports/${path}`);
      expect(response.status).toBe(200);
      return response.text();
    }),
  );
  return [...answers, ...sheets].join('\n');
}

/** What a subscriber was told from before the first word until the entry that erases. */
async function toldUntilErased({ told }: Subscription): Promise<string> {
  const texts: string[] = [];
  for await (const { data } of told) {
    texts.push(JSON.stringify(data));
    if (pick(data, 'events.type') === 'PersonErased') return texts.join('\n');
  }
  throw new Error('the subscription ended before the person was erased');
}

const found = (text: string): readonly string[] => MARKERS.filter((marker) => text.includes(marker));

beforeAll(async () => {
  const log = createLog({ logLevel: 'trace' }, { write: (line) => void lines.push(line) });
  const signing = { origin: 'test.jejak', home: world().home };
  other = await openComponents(world().database.applicationUrl, { log, signing, vault: testVault });
  const { reader, handle, live } = other;
  servers = await Promise.all([world().serve({ log }), world().serve({ log, reader, handle, live })]);
  following = await Promise.all(
    servers.map((server) => subscribe(server, world().tokens, { query: FOLLOWED, person: 'auditor' })),
  );
  const answer = { choice: 'ADA' };
  await mutate('submitResponse', REPORTER, { ...THREAD, expectedRevision: 0, answer });
  await mutate('updatePersonalData', 'administrator', { person: REVIEWER, ...PERSONAL });
  const { receipt: submitted } = await mutate('submitReport', COORDINATOR, { ...PLACE, acknowledgeIncomplete: true });
  const question = `Did Siti-${MARKERS[0]} sign it?`;
  ({ receipt } = await mutate('askClarification', REVIEWER, { ...THREAD, question, seen: submitted.position }));
  await mutate('answerClarification', REPORTER, { ...PLACE, clarification: 1, answer: 'She did.' });
  before = await bundleFrom(servers[0]!);
}, 60_000);
afterAll(async () => {
  for (const { leave } of following) leave();
  await other.close();
});

describe('A person who is erased', () => {
  it('was there before, for those who may see it', async () => {
    expect(found(await toldBy(servers[1]!))).toEqual(MARKERS);
  });

  it('is nowhere any more: no answer, sheet, search, subscription or log of either instance tells of them', async () => {
    await mutate('erasePerson', 'administrator', { person: REVIEWER, ground: 'They asked for it.', authority: 'DPO' });

    const told = await Promise.all(servers.map(toldBy));
    const followed = await Promise.all(following.map(toldUntilErased));

    expect(lines.length).toBeGreaterThan(20);
    expect(found([...told, ...followed, lines.join('')].join('\n'))).toEqual([]);
  });

  it('leaves receipts and bundles that hold, from before and from after', async () => {
    const after = await Promise.all(servers.map(bundleFrom));

    expect(provedBy(receipt, world().key)).toMatchObject({ position: Number(receipt.position) });
    for (const bytes of [before, ...after]) {
      expect(await verified(bytes, world().key)).toBe('OK');
      expect(found([...(await unzipped(bytes)).values()].map(String).join('\n'))).toEqual([]);
    }
  });

  it('leaves a ledger that verifies as a whole', async () => {
    const { applicationUrl, ownerUrl } = world().database;
    const settings = { DATABASE_URL: applicationUrl, MIGRATION_DATABASE_URL: ownerUrl, JEJAK_DEMO: 'false' };
    await createMasterKey(world().home, MASTER_KEY);

    const { code, stdout, stderr } = await runJejak(world().home, ['verify'], settings);

    expect(stderr).not.toContain('not opened');
    expect(stdout).toMatch(/1 person erased/);
    expect(code).toBe(0);
  });
});
