import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { connectDrizzle } from '../../../src/database/connect.ts';
import type { Database } from '../../../src/database/connect.ts';
import { openDocuments } from '../../../src/document/documents.ts';
import type { Documents } from '../../../src/document/documents.ts';
import type { Leave } from '../../../src/document/slots.ts';
import { documentUpload } from '../../../src/document/tables.ts';
import type { Upload } from '../../../src/document/uploads.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import type { Digest } from '../../../src/kernel/digest.ts';
import { documentParts } from '../../support/document-parts.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import type { Served } from '../../support/http-server.ts';
import { COORDINATOR, ORGANIZATION, REPORTER, UNIT } from '../../support/reporting-world.ts';
import { officeOf, part, pdfOf } from '../../support/sample-documents.ts';
import { digestField, sendTo } from '../../support/upload-client.ts';
import type { Heard, Sent } from '../../support/upload-client.ts';

const world = useHttpWorld();
const OWNER = `${UNIT}/${ORGANIZATION}`;
const BYTES_MAXIMUM = 300_000;

let small: Served;
let connection: Database;
let documents: Documents;

beforeAll(async () => {
  const { database, home } = world();
  connection = connectDrizzle(database.applicationUrl, { max: 8 });
  const slots = { inAll: 3, each: 2 };
  const settings = { home: join(home, 'small'), maximumBytes: BYTES_MAXIMUM, idleMilliseconds: 300, slots };
  documents = await openDocuments(settings, documentParts(database, connection));
  small = await world().serve({ documents });
});
afterAll(async () => {
  await documents.close();
  await connection.close();
});

const send = (sent: Sent): Promise<Heard | null> => sendTo(world(), sent);

async function rowsOf(digest: Digest): Promise<readonly Upload[]> {
  const rows = await world().reader.database.select().from(documentUpload);
  return rows.filter((row) => row.digest === digest);
}

async function stored(digest: Digest): Promise<Buffer | null> {
  const stream = await world().documents!.store.read(digest);
  return stream && buffer(stream);
}

async function incomingFiles(): Promise<readonly string[]> {
  const names = await readdir(join(world().home, 'documents', 'incoming'), { recursive: true });
  return names.filter((name) => name.endsWith('.once') || name.endsWith('.part'));
}

describe('a document', () => {
  it('is stored and on record before it is answered, the same way the second time', async () => {
    const body = pdfOf(200_000);
    const digest = digestOf(body);
    const first = await send({
      body,
      headers: { 'content-digest': digestField(body), 'content-type': 'application/pdf' },
    });
    expect(first).toMatchObject({
      status: 201,
      body: { digest, bytes: 200_000, mediaType: 'application/pdf', scan: 'NOT_SCANNED' },
    });
    expect(await stored(digest)).toEqual(body);
    const again = await send({ body, person: COORDINATOR, path: `/documents?owner=${UNIT}` });
    expect(again?.body).toEqual(first?.body);
    const rows = (await rowsOf(digest)).map(({ owner, person, bytes }) => ({ owner, person, bytes }));
    expect(rows).toContainEqual({ owner: OWNER, person: REPORTER, bytes: 200_000 });
    expect(rows).toContainEqual({ owner: UNIT, person: COORDINATOR, bytes: 200_000 });
    expect(await incomingFiles()).toEqual([]);
  });

  it('is brought in eight requests at once', async () => {
    const body = pdfOf(100_000);
    const answers = await Promise.all(Array.from({ length: 8 }, () => send({ body })));
    expect(answers.map((answer) => answer?.status)).toEqual(Array.from({ length: 8 }, () => 201));
    expect(await rowsOf(digestOf(body))).toHaveLength(8);
    expect(await stored(digestOf(body))).toEqual(body);
  });

  it('comes in chunks of no stated length, and to whoever waits to be asked for it', async () => {
    const body = pdfOf(50_000);
    const chunked = await send({ body, headers: { 'transfer-encoding': 'chunked' } });
    expect(chunked?.status).toBe(201);
    const expecting = await send({ body, headers: { expect: '100-continue' } });
    expect(expecting?.status).toBe(201);
  });

  it('leaves nothing behind when its line breaks', async () => {
    const body = pdfOf(150_000);
    expect(await send({ body, breaksAfter: 70_000 })).toBe(null);
    await expect.poll(incomingFiles).toEqual([]);
    expect(await stored(digestOf(body))).toBe(null);
  });
});

describe('a document is turned down', () => {
  const pdf = pdfOf(1000);
  const macros = officeOf('wordprocessingml.document', [part('word/vbaProject.bin', 'x')]);

  it.each<readonly [string, number, string, Sent]>([
    ['without a token', 401, 'UNAUTHENTICATED', { body: pdf, person: null }],
    ['from whoever reports for nobody', 403, 'FORBIDDEN', { body: pdf, person: 'auditor' }],
    ['in the name of others', 403, 'FORBIDDEN', { body: pdf, path: '/documents?owner=64.71/dinas-lain' }],
    ['in the name of a path', 403, 'FORBIDDEN', { body: pdf, path: '/documents?owner=../../etc' }],
    ['with an unknown parameter', 400, 'BAD_USER_INPUT', { body: pdf, path: '/documents?digest=x' }],
    ['with two owners', 400, 'BAD_USER_INPUT', { body: pdf, path: `/documents?owner=${OWNER}&owner=${OWNER}` }],
    ['under the name of a path', 400, 'BAD_USER_INPUT', { body: pdf, path: '/documents?upload=../x' }],
    ['by POST, as a form would send it', 405, 'METHOD_NOT_ALLOWED', { body: pdf, method: 'POST' }],
    ['without bytes', 422, 'EMPTY', {}],
    [
      'for bytes of another digest',
      422,
      'DIGEST_DIFFERS',
      { body: pdf, headers: { 'content-digest': digestField(macros) } },
    ],
    [
      'for a digest that is none',
      400,
      'BAD_USER_INPUT',
      { body: pdf, headers: { 'content-digest': 'sha-256=:eA==:' } },
    ],
    ['for a digest of another kind', 400, 'BAD_USER_INPUT', { body: pdf, headers: { 'repr-digest': 'md5=:eA==:' } }],
    ['for another type', 415, 'TYPE_DIFFERS', { body: pdf, headers: { 'content-type': 'image/png' } }],
    ['for being a web page', 415, 'TYPE_NOT_TAKEN', { body: Buffer.from('<!doctype html>') }],
    ['for its macros', 422, 'ARCHIVE_NOT_TAKEN', { body: macros }],
    ['for being packed', 415, 'UNSUPPORTED_MEDIA_TYPE', { body: pdf, headers: { 'content-encoding': 'gzip' } }],
    ['for being a piece', 415, 'UNSUPPORTED_MEDIA_TYPE', { body: pdf, headers: { 'content-range': 'bytes 0-9/99' } }],
  ])('%s', async (_why, status, code, sent) => {
    const [english, indonesian] = await Promise.all([
      send(sent),
      send({ ...sent, headers: { ...sent.headers, 'accept-language': 'id' } }),
    ]);
    expect(english).toMatchObject({ status, code });
    expect(indonesian).toMatchObject({ status, code });
    expect(english?.message).not.toBe(indonesian?.message);
    await expect.poll(incomingFiles).toEqual([]);
  });

  it('for one byte too many, and not for the last that is taken', async () => {
    const { status } = (await send({ server: small, body: pdfOf(BYTES_MAXIMUM) }))!;
    expect(status).toBe(201);
    const larger = await send({ server: small, body: pdfOf(BYTES_MAXIMUM + 1) });
    expect(larger).toMatchObject({ status: 413, code: 'DOCUMENT_TOO_LARGE' });
    expect((await send({ server: small, body: Buffer.alloc(900_000) }))?.code).toBe('DOCUMENT_TOO_LARGE');
  });

  it('for stopping halfway', async () => {
    const slow = await send({ server: small, body: pdfOf(9000), falterAfter: 4000 });
    expect(slow).toMatchObject({ status: 408, code: 'TIMEOUT' });
    const hurried = await world().serve({ documents, limits: { requestMilliseconds: 150 } });
    // Says it as documents do, who have more time than all other requests.
    const late = await send({ server: hurried, body: pdfOf(9000), falterAfter: 4000 });
    expect(late).toMatchObject({ status: 408, code: 'TIMEOUT' });
  });

  it('while too many of the same person, or of all, are on their way', async () => {
    // Taken as uploads on their way take them, for as long as it needs to be seen.
    const taken = [REPORTER, REPORTER].map((person) => documents.slots.take(person) as Leave);
    expect(await send({ server: small, body: pdf })).toMatchObject({ status: 429, code: 'TOO_MANY_UPLOADS' });
    taken.push(documents.slots.take(COORDINATOR) as Leave);
    expect(await send({ server: small, person: COORDINATOR, body: pdf })).toMatchObject({ code: 'UPLOADS_FULL' });

    for (const leave of taken) leave();
    expect((await send({ server: small, body: pdf }))?.status).toBe(201);
  });
});
