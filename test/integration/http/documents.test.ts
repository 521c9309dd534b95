import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Documents } from '../../../src/document/documents.ts';
import { createFilesystemStore } from '../../../src/document/filesystem-store.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import type { Digest } from '../../../src/kernel/digest.ts';
import { connect } from '../../../src/database/connect.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import type { Served } from '../../support/http-server.ts';
import { COORDINATOR, CYCLE, REPORTER, UNIT } from '../../support/reporting-world.ts';
import { bring } from '../../support/uploads.ts';

const world = useHttpWorld();

const PDF = `%PDF-1.4 ${'evidence '.repeat(40_000)}`;
const DIGEST = digestOf(PDF);
const REPORT = btoa(`Report:${UNIT}/${CYCLE}`);

let folder: string;
let server: Served;
let store: ReturnType<typeof createFilesystemStore>;

/** Bytes that lie in the store and are attached to the report, as what they are said to be. */
async function attach(text: string, indicator: string, mediaType = 'application/pdf'): Promise<Digest> {
  const digest = digestOf(text);
  const path = join(folder, 'arriving');
  await writeFile(path, text);
  await store.put(digest, path);
  const facts = { digest, evidence: `${indicator}-E1`, title: 'Surat', bytes: text.length, mediaType };
  const document = { ...facts, issuedOn: null, validUntil: null };
  await world().ask(REPORTER, { type: 'AttachDocument', unit: UNIT, cycle: CYCLE, indicator, document });
  return digest;
}

type Asking = Readonly<{
  person?: string | null;
  report?: string;
  method?: string;
  headers?: Readonly<Record<string, string>>;
}>;

async function fetchDocument(
  digest: string,
  { person = REPORTER, report = REPORT, method = 'GET', headers = {} }: Asking = {},
): Promise<Response> {
  const authorization = person === null ? {} : { authorization: `Bearer ${await world().tokens.issueToken(person)}` };
  const address = new URL(`/documents/${digest}?report=${encodeURIComponent(report)}`, server.url);
  return fetch(address, { method, headers: { ...authorization, ...headers } });
}

async function codeOf(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return `${response.status} ${errors[0]!.extensions.code}`;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jejak-documents-'));
  store = createFilesystemStore(join(folder, 'documents'));
  server = await world().serve({
    // Reading needs the store and nothing else of what uploads need.
    documents: { store } as Documents,
  });
  await attach(PDF, 'KKP-SP1-S1');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('GET /documents/<digest>?report=<id>', () => {
  it('hands the bytes to those who see the report in full, under the name of the evidence', async () => {
    for (const person of [REPORTER, COORDINATOR, 'auditor', 'assessor-1', 'regional-reviewer']) {
      const answer = await fetchDocument(DIGEST, { person });

      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe(PDF);
    }
    const { headers } = await fetchDocument(DIGEST, { method: 'HEAD' });
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(PDF.length),
      'content-disposition': 'attachment; filename="KKP-SP1-S1-E1.pdf"',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      etag: `"${DIGEST}"`,
    });
  });

  it('records the reading before the first byte', async () => {
    const sql = connect(world().database.applicationUrl, { max: 1 });
    const [row] =
      await sql`select count(*)::int from ledger_entry where type = 'DocumentDisclosed' and person = 'auditor'`;
    await sql.end();

    expect(row).toEqual({ count: 1 });
  });

  it('gives one answer for whatever somebody may not know of', async () => {
    const unknown = digestOf('nobody has this');

    expect(await codeOf(fetchDocument(DIGEST, { person: null }))).toBe('401 UNAUTHENTICATED');
    for (const [digest, asked] of [
      [unknown, {}],
      [DIGEST.toUpperCase(), {}],
      [DIGEST.slice(0, -1), {}],
      ['..%2f..%2fetc%2fpasswd', {}],
      [DIGEST, { report: btoa(`Report:64.72/${CYCLE}`) }],
      [DIGEST, { report: btoa(`Report:${UNIT}/${CYCLE}@1`) }],
      [DIGEST, { report: btoa(`Report:${UNIT}/${CYCLE}@999999`) }],
      [DIGEST, { report: 'nonsense' }],
      [DIGEST, { person: 'nobody' }],
    ] as const) {
      expect(await codeOf(fetchDocument(digest, asked))).toBe('404 NOT_FOUND');
    }
  });

  it('answers parts and conditions', async () => {
    const part = await fetchDocument(DIGEST, { headers: { range: 'bytes=1-3' } });
    const stale = await fetchDocument(DIGEST, { headers: { range: 'bytes=1-3', 'if-range': '"other"' } });
    const known = await fetchDocument(DIGEST, { headers: { 'if-none-match': `"${DIGEST}"` } });

    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      `bytes 1-3/${PDF.length}`,
      'PDF',
    ]);
    expect([stale.status, (await stale.text()).length]).toEqual([200, PDF.length]);
    expect(known.status).toBe(304);
    expect((await fetchDocument(DIGEST, { headers: { range: 'bytes=-4' } })).status).toBe(206);
    expect(await codeOf(fetchDocument(DIGEST, { headers: { range: `bytes=${PDF.length}-` } }))).toBe(
      '416 RANGE_NOT_SATISFIABLE',
    );
    expect(await codeOf(fetchDocument(DIGEST, { method: 'DELETE' }))).toBe('405 METHOD_NOT_ALLOWED');
  });

  it('never passes altered bytes off as the document', async () => {
    const digest = await attach('the first words of a letter', 'KKP-SP1-S2');
    const path = join(folder, 'documents', digest.slice(7, 9), digest.slice(9, 11), digest.slice(7));
    await writeFile(path, 'the other words of a letter');

    expect(await codeOf(fetchDocument(digest, { headers: { range: 'bytes=0-3' } }))).toBe('500 DOCUMENT_ALTERED');
    await expect(fetchDocument(digest).then((answer) => answer.text())).rejects.toThrow();
    expect(await codeOf(fetchDocument(digest, { headers: { range: 'bytes=0-3' } }))).toBe('500 DOCUMENT_ALTERED');
    await writeFile(path, 'shorter');
    expect(await codeOf(fetchDocument(digest))).toBe('500 DOCUMENT_ALTERED');
    expect(world().logged.length).toBeGreaterThanOrEqual(3);
  });

  it('keeps back what a scanner found, and what is erased, naming the entry', async () => {
    const sql = connect(world().database.applicationUrl, { max: 1 });
    const infected = await attach('X5O!', 'KKP-SP1-P1');
    const upload = { digest: infected, owner: `${UNIT}/dinas-uji`, bytes: 4, mediaType: 'application/pdf' };
    const [id] = await bring(sql, [{ ...upload, scan: 'INFECTED' }]);
    await sql.end();
    const found = { digest: infected, upload: id!, verdict: 'INFECTED', signature: 'Eicar', engine: 'ClamAV' } as const;
    await world().ask('system', { type: 'RecordScan', ...found });

    expect(await codeOf(fetchDocument(infected))).toBe('403 DOCUMENT_INFECTED');
    const order = { digest: DIGEST, ground: 'UU 27/2022', authority: 'Court order 7' };
    const { entries } = await world().ask('administrator', { type: 'EraseDocument', ...order });
    const gone = await fetchDocument(DIGEST);
    expect([gone.status, await gone.json()]).toMatchObject([
      410,
      { errors: [{ extensions: { code: 'DOCUMENT_ERASED', position: entries[0]!.position } }] },
    ]);
    expect(await codeOf(fetchDocument(DIGEST, { person: 'nobody' }))).toBe('404 NOT_FOUND');
  });
});
