import { randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import { documentName, LIMITS } from '../../../src/audit/bundle/format.ts';
import { printVerification } from '../../../src/audit/verify/print-verification.ts';
import { verifyBundle } from '../../../src/audit/verify/verify-bundle.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import type { Digest } from '../../../src/kernel/digest.ts';
import { readStream } from '../../../src/ledger/read.ts';
import { parseVerifierKey } from '../../../src/merkle/key.ts';
import { replyOf, useHttpWorld } from '../../support/http-server.ts';
import { mutation, positionOf } from '../../support/mutations.ts';
import { CYCLE, REPORTER, UNIT } from '../../support/reporting-world.ts';
import { pdfOf } from '../../support/sample-documents.ts';
import { sheetClient } from '../../support/sheet-client.ts';
import { sendTo } from '../../support/upload-client.ts';
import { unzipped } from '../audit/unzipped.ts';

const world = useHttpWorld();

const BUNDLE = `/bundles/${UNIT}/${CYCLE}`;
const DECREE = pdfOf(20_000);
const MINUTES = pdfOf(3000);
const [decree, minutes] = [digestOf(DECREE), digestOf(MINUTES)];
const MEBIBYTE = 1_048_576;

type Verdict = Readonly<{ files: ReadonlyMap<string, Buffer>; printed: string }>;

async function get(path: string): Promise<Response> {
  return (await sheetClient(world(), 'auditor')).get(path);
}

/** What is in the bundle, and what anybody makes of it with nothing but the key. */
async function takenHome(query: string): Promise<Verdict> {
  const response = await get(`${BUNDLE}${query}`);
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  const printed = printVerification(
    await verifyBundle(bytes, { kind: 'KEYS', keys: [parseVerifierKey(world().key)!] }),
  );
  expect(printed).toMatch(/\nverified: complete as of position \d+\n$/);
  return { files: await unzipped(bytes), printed };
}

async function codeOf(query: string): Promise<string> {
  const { status, errors } = await replyOf(await get(`${BUNDLE}${query}`));
  return `${status} ${errors[0]!.extensions.code}`;
}

/** What the ledger says the auditor took home: each thing once. */
async function disclosed(): Promise<readonly string[]> {
  const taken = new Set<string>();
  for await (const { type, data } of readStream(world().reader, 'disclosure/auditor')) {
    const { digest } = data;
    taken.add(typeof digest === 'string' ? `${type} ${digest}` : type);
  }
  return [...taken];
}

async function attach(digest: Digest, bytes: number, indicator = 'KKP-SP1-S1'): Promise<void> {
  const facts = { digest, evidence: `${indicator}-E1`, title: 'Surat', bytes, mediaType: 'application/pdf' };
  const document = { ...facts, issuedOn: null, validUntil: null };
  await world().ask(REPORTER, { type: 'AttachDocument', unit: UNIT, cycle: CYCLE, indicator, document });
}

async function erase(digest: Digest): Promise<string> {
  const input = { digest, ground: 'Pasal 16 UU 27/2022', authority: 'Putusan 7/2026' };
  const { data } = await world().send({
    query: mutation('eraseDocument'),
    variables: { input },
    person: 'administrator',
  });
  // It asks for what this reads; a refusal has no receipt, and throws.
  return positionOf(data!['eraseDocument'] as Readonly<Record<string, unknown>>);
}

/** A scanner looks at the minutes; each time as at another upload of theirs. */
async function scanned(verdict: 'CLEAN' | 'INFECTED'): Promise<void> {
  const signature = verdict === 'CLEAN' ? null : 'Eicar';
  const found = { digest: minutes, upload: randomUUID(), verdict, signature, engine: 'ClamAV' };
  await world().ask('system', { type: 'RecordScan', ...found });
}

beforeAll(async () => {
  for (const [body, indicator] of [
    [DECREE, 'KKP-SP1-S1'],
    [MINUTES, 'KKP-SP1-S2'],
  ] as const) {
    expect((await sendTo(world(), { body }))?.body).toMatchObject({ digest: digestOf(body) });
    await attach(digestOf(body), body.length, indicator);
  }
});

describe('A bundle', () => {
  it('brings no documents along unless they are wished for', async () => {
    for (const query of ['', '?documents=false']) {
      const { files, printed } = await takenHome(query);

      expect([...files.keys()].filter((name) => name.startsWith('documents/'))).toEqual([]);
      expect(printed).toContain('0 of 2 brought along; not brought along: documents/');
    }
    expect(await disclosed()).toEqual(['BundleDisclosed']);
  });

  it.each(['maybe', '', 'TRUE', '1', 'true&documents=true'])('takes no "%s" for a wish', async (wish) => {
    expect(await codeOf(`?documents=${wish}`)).toBe('400 BAD_USER_INPUT');
  });

  it('keeps back what a scanner found, and says nothing of having handed it out', async () => {
    await scanned('INFECTED');
    const { files, printed } = await takenHome('?documents=true');
    await scanned('CLEAN');

    expect(files.has(documentName(minutes))).toBe(false);
    expect(printed).toContain(`1 of 2 brought along; not brought along: ${documentName(minutes)}\n`);
    expect(await disclosed()).toEqual(['BundleDisclosed', `DocumentDisclosed ${decree}`]);
  });

  it('brings them along on request, byte by byte, and each is recorded as if it were read alone', async () => {
    const { files, printed } = await takenHome('?documents=true');

    expect(files.get(documentName(decree))).toEqual(DECREE);
    expect(files.get(documentName(minutes))).toEqual(MINUTES);
    expect(printed).toContain('2 of 2 brought along\n');
    expect(await disclosed()).toEqual([
      'BundleDisclosed',
      `DocumentDisclosed ${decree}`,
      `DocumentDisclosed ${minutes}`,
    ]);
  });

  it('holds nothing of what was erased but the entry that says so, though the bytes are not removed yet', async () => {
    const by = await erase(minutes);

    const { files, printed } = await takenHome('?documents=true');

    expect(await world().documents?.store.size(minutes)).toBe(MINUTES.length);
    expect(files.get(documentName(decree))).toEqual(DECREE);
    expect(files.has(documentName(minutes))).toBe(false);
    expect([...files.values()].some((content) => content.includes(MINUTES.subarray(100, 200)))).toBe(false);
    expect(files.get('events.jsonl')!.toString()).toContain('"type":"DocumentBytesErased"');
    expect(files.has(`proofs/${by}.tlog-proof`)).toBe(true);
    expect(printed).toContain(
      `1 of 2 brought along; not brought along: ${documentName(minutes)} (erased by entry ${by})\n`,
    );
  });

  it('is refused where one document is larger than a file of it may be, until that one is erased', async () => {
    const large = digestOf('too large for a bundle');
    await attach(large, LIMITS.fileBytes + 1);

    expect(await codeOf('?documents=true')).toBe('422 DOCUMENTS_TOO_LARGE');
    const without = await takenHome('');
    const by = await erase(large);
    const { files, printed } = await takenHome('?documents=true');

    expect(without.printed).toContain('0 of 3 brought along');
    expect(files.has(documentName(decree))).toBe(true);
    expect(printed).toContain(`${documentName(large)} (erased by entry ${by})`);
  });

  it('breaks off where the bytes of a document are gone, so that nobody takes it for a whole one', async () => {
    const gone = digestOf('kept nowhere');
    await attach(gone, LIMITS.fileBytes);

    const response = await get(`${BUNDLE}?documents=true`);

    await expect(response.arrayBuffer()).rejects.toThrow('terminated');
    expect(world().logged.at(-1)).toMatchObject({
      message: 'a bundle broke off',
      facts: { err: { message: `the bytes of ${gone} are gone` } },
    });
  });

  it('is refused where they are too large together', async () => {
    for (let one = 0; one < 11; one += 1) await attach(digestOf(`document ${one}`), 15 * MEBIBYTE);
    const { errors } = await replyOf(await get(`${BUNDLE}?documents=true`));

    expect(errors[0]!.extensions.code).toBe('DOCUMENTS_TOO_LARGE');
    expect((await takenHome('')).printed).toContain('0 of 15 brought along');
  });
});
