import { randomUUID } from 'node:crypto';
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { connectDrizzle } from '../../../src/database/connect.ts';
import type { Database } from '../../../src/database/connect.ts';
import { openDocuments } from '../../../src/document/documents.ts';
import type { Documents } from '../../../src/document/documents.ts';
import { documentUpload } from '../../../src/document/tables.ts';
import type { Upload } from '../../../src/document/uploads.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import type { Digest } from '../../../src/kernel/digest.ts';
import { documentParts } from '../../support/document-parts.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import type { Served } from '../../support/http-server.ts';
import { COORDINATOR } from '../../support/reporting-world.ts';
import { pdfOf } from '../../support/sample-documents.ts';
import { digestField, sendTo } from '../../support/upload-client.ts';
import type { Heard, Sent } from '../../support/upload-client.ts';

const world = useHttpWorld();
const BYTES_MAXIMUM = 300_000;

let small: Served;
let connection: Database;
let documents: Documents;

beforeAll(async () => {
  const { database, home } = world();
  connection = connectDrizzle(database.applicationUrl, { max: 8 });
  const settings = { home: join(home, 'small'), maximumBytes: BYTES_MAXIMUM, idleMilliseconds: 300 };
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

describe('an upload with a name', () => {
  const at = (upload: string): string => `/documents/uploads/${upload}`;
  const resumed = (offset: number, complete = '?1') => ({
    'upload-offset': String(offset),
    'upload-complete': complete,
    'content-type': 'application/partial-upload',
  });

  it('goes on where its line broke, and answers again what it was answered', async () => {
    const body = pdfOf(180_000);
    const upload = randomUUID();
    const begun = await send({
      body,
      path: `/documents?upload=${upload}`,
      breaksAfter: 90_000,
      headers: { 'content-digest': digestField(body) },
    });
    expect(begun).toBe(null);
    await expect.poll(() => send({ method: 'HEAD', path: at(upload) })).toMatchObject({ status: 204 });
    const { headers } = (await send({ method: 'HEAD', path: at(upload) }))!;
    expect(headers).toMatchObject({ 'upload-offset': '90000', 'upload-complete': '?0' });
    expect(await send({ body, path: `/documents?upload=${upload}` })).toMatchObject({
      status: 409,
      code: 'UPLOAD_BEGUN',
    });
    const wrong = await send({ method: 'PATCH', path: at(upload), headers: resumed(5), body: body.subarray(5) });
    expect(wrong).toMatchObject({ status: 409, code: 'OFFSET_DIFFERS' });

    const rest = { method: 'PATCH', path: at(upload), headers: resumed(90_000), body: body.subarray(90_000) };
    const done = await send(rest);
    expect(done).toMatchObject({ status: 201, body: { digest: digestOf(body), bytes: 180_000 } });
    expect(await stored(digestOf(body))).toEqual(body);
    const unheard = await send({ method: 'PATCH', path: at(upload), headers: resumed(180_000) });
    expect(unheard?.body).toEqual(done?.body);
    expect(await rowsOf(digestOf(body))).toHaveLength(1);
    expect((await send({ method: 'HEAD', path: at(upload) }))?.headers).toMatchObject({ 'upload-complete': '?1' });
  });

  it('comes in parts, each with a digest of its own', async () => {
    const body = pdfOf(30_000);
    const upload = randomUUID();
    const path = at(upload);
    const first = { body: body.subarray(0, 10_000), headers: { 'upload-complete': '?0' } };
    expect((await send({ ...first, path: `/documents?upload=${upload}` }))?.headers['upload-offset']).toBe('10000');
    const second = body.subarray(10_000, 20_000);
    const wrong = { ...resumed(10_000, '?0'), 'content-digest': digestField(body) };
    expect((await send({ method: 'PATCH', path, body: second, headers: wrong }))?.code).toBe('DIGEST_DIFFERS');
    const right = { ...resumed(10_000, '?0'), 'content-digest': digestField(second) };
    expect((await send({ method: 'PATCH', path, body: second, headers: right }))?.status).toBe(204);
    const last = { ...resumed(20_000), 'repr-digest': digestField(body) };
    expect(await send({ method: 'PATCH', path, body: body.subarray(20_000), headers: last })).toMatchObject({
      status: 201,
      body: { digest: digestOf(body) },
    });
  });

  it('is nobody else’s', async () => {
    const upload = randomUUID();
    const body = pdfOf(2000);
    await send({
      body: body.subarray(0, 500),
      path: `/documents?upload=${upload}`,
      headers: { 'upload-complete': '?0' },
    });
    const path = at(upload);
    for (const method of ['HEAD', 'PATCH', 'DELETE']) {
      const other = await send({ method, path, person: COORDINATOR, headers: resumed(500), body: Buffer.alloc(0) });
      expect(other?.status).toBe(404);
    }
    expect((await send({ method: 'GET', path }))?.status).toBe(405);
    expect((await send({ method: 'PATCH', path, body }))?.code).toBe('BAD_USER_INPUT');
    expect((await send({ method: 'DELETE', path }))?.status).toBe(204);
    expect((await send({ method: 'HEAD', path }))?.status).toBe(404);
    for (const odd of ['..', 'x', `${upload}/..`, `${upload}%00`])
      expect([404, 405]).toContain((await send({ method: 'DELETE', path: `/documents/uploads/${odd}` }))?.status);
  });

  it('is one request’s at a time', async () => {
    const upload = randomUUID();
    const held = send({ server: small, body: pdfOf(9000), path: `/documents?upload=${upload}`, falterAfter: 4000 });
    const rest = { server: small, method: 'PATCH', path: at(upload), headers: resumed(4000), body: Buffer.alloc(10) };
    await expect.poll(() => send(rest)).toMatchObject({ status: 409, code: 'UPLOAD_BUSY' });
    expect((await held)?.status).toBe(408);
    expect((await send({ server: small, method: 'HEAD', path: at(upload) }))?.headers).toMatchObject({
      'upload-offset': '4000',
    });
  });

  it('is turned down when too many are unfinished, until one is cancelled', async () => {
    const begin = (upload: string, length: object = { 'upload-length': '100' }) =>
      send({
        server: small,
        path: `/documents?upload=${upload}`,
        body: pdfOf(100),
        headers: { 'upload-complete': '?0', ...length },
        person: COORDINATOR,
      });
    const names = Array.from({ length: 16 }, () => randomUUID());
    for (const name of names) expect((await begin(name))?.status).toBe(204);
    expect(await begin(randomUUID())).toMatchObject({ status: 429, code: 'TOO_MANY_UPLOADS' });
    await send({ server: small, method: 'DELETE', path: at(names[0]!), person: COORDINATOR });
    expect((await begin(randomUUID()))?.status).toBe(204);
    for (const name of names) await send({ server: small, method: 'DELETE', path: at(name), person: COORDINATOR });
    // Of those that may become the largest that is taken there are eight, beside the little one that is left.
    for (let more = 0; more < 7; more += 1) expect((await begin(randomUUID(), {}))?.status).toBe(204);
    expect(await begin(randomUUID(), {})).toMatchObject({ status: 429, code: 'TOO_MANY_UPLOADS' });
    expect((await begin(randomUUID()))?.status).toBe(204);
  });

  it('says its length, and keeps to it', async () => {
    const upload = randomUUID();
    const path = `/documents?upload=${upload}`;
    const length = (bytes: number) => ({ 'upload-length': String(bytes), 'upload-complete': '?0' });
    const large = { server: small, path, body: pdfOf(100), headers: length(BYTES_MAXIMUM + 1) };
    expect(await send(large)).toMatchObject({ status: 413, code: 'DOCUMENT_TOO_LARGE' });
    expect((await send({ server: small, method: 'HEAD', path: at(upload) }))?.status).toBe(404);
    const differing = { 'upload-length': '99', 'upload-complete': '?1' };
    expect((await send({ path, body: pdfOf(100), headers: differing }))?.code).toBe('BAD_USER_INPUT');

    const body = pdfOf(300);
    expect((await send({ path, body: body.subarray(0, 100), headers: length(300) }))?.status).toBe(204);
    const short = { method: 'PATCH', path: at(upload), body: body.subarray(100, 200), headers: resumed(100) };
    expect((await send(short))?.code).toBe('LENGTH_DIFFERS');
    const other = { ...short, headers: { ...resumed(100, '?0'), 'upload-length': '400' } };
    expect((await send(other))?.code).toBe('LENGTH_DIFFERS');
    const rest = { method: 'PATCH', path: at(upload), body: body.subarray(100), headers: resumed(100) };
    expect((await send(rest))?.body).toMatchObject({ digest: digestOf(body), bytes: 300 });
  });

  it('is one request’s at a time over all instances, and outlives the one that received it', async () => {
    const { database, home } = world();
    const settings = { home: join(home, 'small'), idleMilliseconds: 1500 };
    const beside = await openDocuments(settings, documentParts(database, connection));
    const other = await world().serve({ documents: beside });
    const upload = randomUUID();
    const body = pdfOf(9000);
    const held = send({ server: other, body, path: `/documents?upload=${upload}`, falterAfter: 4000 });
    const rest = {
      server: small,
      method: 'PATCH',
      path: at(upload),
      headers: resumed(4000),
      body: body.subarray(4000),
    };
    await expect.poll(() => send(rest)).toMatchObject({ status: 409, code: 'UPLOAD_BUSY' });
    expect((await held)?.status).toBe(408);
    const done = await send(rest);
    expect(done).toMatchObject({ status: 201, body: { digest: digestOf(body), bytes: 9000 } });

    const again = { server: other, method: 'PATCH', path: at(upload), headers: resumed(9000) };
    expect((await send(again))?.body).toEqual(done?.body);
    expect((await send({ server: small, body, path: `/documents?upload=${upload}` }))?.code).toBe('UPLOAD_BEGUN');
    expect(await rowsOf(digestOf(body))).toHaveLength(1);
    await beside.close();
  });

  it('is forgotten after a day', async () => {
    const upload = randomUUID();
    const headers = { 'upload-complete': '?0' };
    await send({ server: small, path: `/documents?upload=${upload}`, body: pdfOf(777), headers });
    const folder = join(world().home, 'small', 'documents', 'incoming');
    const mine = async (): Promise<readonly string[]> => {
      const entries = await readdir(folder, { withFileTypes: true, recursive: true });
      return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    };
    const yesterday = Date.now() / 1000 - 25 * 60 * 60;
    for (const path of await mine()) await utimes(path, yesterday, yesterday);
    expect((await send({ server: small, method: 'HEAD', path: at(upload) }))?.status).toBe(404);
    await documents.incoming.sweep();
    expect(await mine()).toEqual([]);
  });

  it('cannot grow beyond what is taken', async () => {
    const upload = randomUUID();
    const body = pdfOf(BYTES_MAXIMUM);
    await send({ server: small, body, path: `/documents?upload=${upload}`, headers: { 'upload-complete': '?0' } });
    const more = { method: 'PATCH', path: at(upload), body: Buffer.alloc(1), headers: resumed(BYTES_MAXIMUM) };
    expect((await send({ server: small, ...more }))?.code).toBe('DOCUMENT_TOO_LARGE');
    expect((await send({ server: small, ...more }))?.status).toBe(404);
  });
});
