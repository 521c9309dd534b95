import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { verifyLedger } from '../../../src/audit/whole/verify-ledger.ts';
import { connect } from '../../../src/database/connect.ts';
import type { Documents } from '../../../src/document/documents.ts';
import { createFilesystemStore } from '../../../src/document/filesystem-store.ts';
import { startServer } from '../../../src/http/server.ts';
import type { RunningServer } from '../../../src/http/server.ts';
import { createDemoTokens } from '../../../src/identity/demo-tokens.ts';
import type { DemoTokens } from '../../../src/identity/demo-tokens.ts';
import { createIdentify } from '../../../src/identity/identity.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import { millisecondsOf, plusDays, toInstant } from '../../../src/kernel/instant.ts';
import { pick, pickEach } from '../../support/graphql-client.ts';
import { sendOperation } from '../../support/http-server.ts';
import type { Data } from '../../support/http-server.ts';
import { mutation } from '../../support/mutations.ts';
import { sheetClient } from '../../support/sheet-client.ts';
import { openTestSigning } from '../../support/signing.ts';
import type { TestSigning } from '../../support/signing.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { openCare } from '../../support/told-cycles.ts';
import { CYCLE, openToldWorld, PLACE } from '../../support/told-world.ts';
import type { ToldWorld } from '../../support/told-world.ts';
import { testVault } from '../../support/vault.ts';
import { UNSIGNED } from '../audit-whole/busy-ledger.ts';
import { verified } from '../audit/signed-log.ts';

const database = useTestDatabase();

/** Questions are answered by the clock of the machine until the ledger is told to be later, and then by that. */
const NOW = toInstant(Date.now() - 1000);
const SHUT_AT = plusDays(NOW, 1);
const STILL_OPEN = toInstant(millisecondsOf(SHUT_AT) - 1);

/** Audits another place than the one whose report it is about. */
const WATCHER = 'watcher';
const REASON = 'Reports of a forged decree in this very hour.';
const LETTER = '%PDF-1.4 a letter nobody else has seen';
const DIGEST = digestOf(LETTER);
const REPORT = { unit: PLACE, cycle: CYCLE };

const DRAFT = `{ report(unit: "${PLACE}", cycle: "${CYCLE}") {
  stage responses { narrative } history(first: 50) { nodes { type } } } }`;
const BROKEN = `{ events(filter: { types: ["GlassBroken"] }) {
  nodes { id position actor { person role } data sentence(locale: EN) } } }`;
const TAKEN = `{ events(filter: { types: ["BundleDisclosed", "DocumentDisclosed"] }) {
  nodes { actor { person role grant } } } }`;

let world: ToldWorld;
let signing: TestSigning;
let tokens: DemoTokens;
let server: RunningServer;

beforeAll(async () => {
  signing = await openTestSigning('test.jejak/demo');
  world = await openToldWorld(database().applicationUrl, signing);
  await tellDraft();
  const { home, origin } = signing;
  const store = createFilesystemStore(join(home, 'documents'));
  await writeFile(join(home, 'arriving'), LETTER);
  await store.put(DIGEST, join(home, 'arriving'));
  tokens = await createDemoTokens({ home, origin, demo: true });
  server = await startServer({
    port: 0,
    reader: world.reader,
    handle: world.bare,
    live: world.live,
    // Reading needs the store and nothing else of what uploads need.
    documents: { store } as Documents,
    identify: createIdentify([tokens.check]),
    readiness: () => Promise.resolve({ ready: true }),
    log: { info: () => undefined, error: () => undefined },
  });
});
afterAll(async () => {
  await server.close();
  await world.close();
  await signing.remove();
});

/** A report that is being written, with a narrative and a letter; and somebody who audits the city beside it. */
async function tellDraft(): Promise<void> {
  const { tell } = world;
  const submission = { opensAt: NOW, closesAt: plusDays(NOW, 30) };
  await tell(NOW, 'administrator', openCare(2024, { cycle: CYCLE, submission }));
  await tell(NOW, 'administrator', { type: 'RegisterPerson', subject: WATCHER, label: 'an auditor of Samarinda' });
  const right = { role: 'AUDITOR', jurisdiction: '64.72', organization: null } as const;
  const always = { validFrom: null, validUntil: null };
  await tell(NOW, 'administrator', { type: 'GrantRole', subject: WATCHER, ...right, ...always });
  await tell(NOW, 'coordinator', { type: 'OpenReport', ...REPORT });
  const assigned = { organization: 'dinas-uji', indicators: ['A'] };
  await tell(NOW, 'coordinator', { type: 'AssignIndicators', ...REPORT, ...assigned });
  const answer = { kind: 'PERCENT', value: '90' } as const;
  const first = { indicator: 'A', expectedRevision: 0, narrative: 'rahasia sekali' };
  await tell(NOW, 'reporter', { type: 'SubmitResponse', ...REPORT, ...first, answer });
  const facts = {
    evidence: 'A-E1',
    title: 'Surat',
    digest: DIGEST,
    bytes: LETTER.length,
    mediaType: 'application/pdf',
  };
  const document = { ...facts, issuedOn: null, validUntil: null };
  await tell(NOW, 'reporter', { type: 'AttachDocument', ...REPORT, indicator: 'A', document });
}

/** At a told moment something else happens in the ledger, so that it is that late. */
async function itIs(moment: string): Promise<void> {
  const subject = `somebody at ${moment}`.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase();
  await world.tell(moment, 'administrator', { type: 'RegisterPerson', subject, label: 'somebody' });
}

async function ask(person: string, query: string): Promise<Data | null> {
  const { data, errors } = await sendOperation(server.url, tokens, { query, person });
  expect(errors).toEqual([]);
  return data;
}

async function breakGlass(person: string): Promise<unknown> {
  const variables = { input: { unit: PLACE, reason: REASON } };
  const { data } = await sendOperation(server.url, tokens, { query: mutation('breakGlass'), variables, person });
  return data!['breakGlass'];
}

async function get(path: string): Promise<Response> {
  return (await sheetClient({ url: server.url, tokens }, WATCHER)).get(path);
}

const bundle = (): Promise<Response> => get(`/bundles/${PLACE}/${CYCLE}?documents=true`);
const letter = (): Promise<Response> =>
  get(`/documents/${DIGEST}?report=${encodeURIComponent(btoa(`Report:${PLACE}/${CYCLE}`))}`);

/** Whatever there is to the draft, as this auditor finds it. */
async function found(): Promise<unknown> {
  const data = await ask(WATCHER, DRAFT);
  const answers = [await letter(), await bundle()];
  for (const answer of answers) await answer.arrayBuffer();
  const [ofLetter, ofBundle] = answers.map(({ status }) => status);
  return { report: pick(data, 'report.stage') ?? pick(data, 'report'), letter: ofLetter, bundle: ofBundle };
}

const CLOSED = { report: null, letter: 404, bundle: 403 };
const OPEN = { report: 'DRAFTING', letter: 200, bundle: 200 };

describe('An auditor of another place', () => {
  it('is told of no draft before they break the glass', async () => {
    expect(await found()).toEqual(CLOSED);
  });

  it('breaks it for themselves, and reads the draft, its history and its letter', async () => {
    expect(await breakGlass('coordinator')).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await breakGlass(WATCHER)).toMatchObject({ events: [{ type: 'GlassBroken' }] });

    const data = await ask(WATCHER, DRAFT);

    expect(pick(data, 'report.stage')).toBe('DRAFTING');
    expect(pickEach(data, 'report.responses', 'narrative')).toContain('rahasia sekali');
    const history = pickEach(data, 'report.history.nodes', 'type');
    expect(history).toEqual(['ReportOpened', 'IndicatorsAssigned', 'ResponseSubmitted', 'DocumentAttached']);
    expect(await (await letter()).text()).toBe(LETTER);
  });

  it('takes its bundle home, which verifies without anything else', async () => {
    const response = await bundle();

    expect(response.status).toBe(200);
    expect(await verified(Buffer.from(await response.arrayBuffer()), signing.key)).toBe('OK');
  });

  it('is seen doing so by those who oversee the nation, and not by the place', async () => {
    const nodesFor = async (person: string): Promise<unknown> => pick(await ask(person, BROKEN), 'events.nodes');
    const seen = {
      actor: { person: WATCHER, role: 'AUDITOR' },
      data: { person: WATCHER, jurisdiction: PLACE, reason: REASON, validFrom: NOW, validUntil: SHUT_AT },
    };

    for (const person of ['auditor', 'administrator']) {
      expect(await nodesFor(person)).toMatchObject([{ ...seen, sentence: expect.stringContaining(REASON) as string }]);
    }
    for (const person of ['coordinator', 'reporter', 'neighbour', 'assessor-1']) {
      expect(await nodesFor(person)).toEqual([]);
    }
  });

  it('took things home under the glass, and under nothing else', async () => {
    const [glass] = pickEach(await ask('auditor', BROKEN), 'events.nodes', 'position');
    const taken = pickEach(await ask('auditor', TAKEN), 'events.nodes', 'actor');

    expect(taken.length).toBeGreaterThanOrEqual(2);
    expect(new Set(taken.map((actor) => JSON.stringify(actor)))).toEqual(
      new Set([JSON.stringify({ person: WATCHER, role: 'AUDITOR', grant: glass })]),
    );
  });

  it('does not break it again while it is open, which is for a day', async () => {
    await itIs(STILL_OPEN);

    expect(await breakGlass(WATCHER)).toMatchObject({ code: 'GRANT_EXISTS' });
    expect(await found()).toEqual(OPEN);
  });

  it('finds everything closed after 24 hours, as before', async () => {
    await itIs(SHUT_AT);

    expect(await found()).toEqual(CLOSED);
  });
});

describe('The ledger in which it was broken', () => {
  it('has no fault, with the bytes of its documents', async () => {
    const [sql, beside] = [database().applicationUrl, database().superuserUrl].map((url) => connect(url, { max: 1 }));
    const store = createFilesystemStore(join(signing.home, 'documents'));
    const documents = { store, beside: beside!, progress: () => undefined };

    const report = await verifyLedger(sql!, { ...UNSIGNED, vault: testVault, documents });
    await Promise.all([sql!.end(), beside!.end()]);

    expect(report.fault).toBeNull();
    expect(report.checks.at(-1)).toMatchObject({ name: 'documents', detail: '1 document whole' });
  });
});
