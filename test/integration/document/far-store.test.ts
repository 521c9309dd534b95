import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { connectDrizzle } from '../../../src/database/connect.ts';
import type { Database } from '../../../src/database/connect.ts';
import { openDocuments } from '../../../src/document/documents.ts';
import type { Documents } from '../../../src/document/documents.ts';
import { documentUpload } from '../../../src/document/tables.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import { documentParts } from '../../support/document-parts.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import type { Served } from '../../support/http-server.ts';
import { startS3Server } from '../../support/s3-server.ts';
import type { S3Server } from '../../support/s3-server.ts';
import { pdfOf } from '../../support/sample-documents.ts';
import { sendTo } from '../../support/upload-client.ts';
import type { Heard, Sent } from '../../support/upload-client.ts';

const UPLOAD = '/documents/uploads/0d0c4c54-5f5f-4a39-8b6e-2f1f6a9f6f01';

const world = useHttpWorld();
let s3: S3Server;
let connection: Database;
let documents: Documents;
let server: Served;

beforeAll(async () => {
  s3 = await startS3Server('');
  connection = connectDrizzle(world().database.applicationUrl, { max: 4 });
  documents = await openDocuments(
    { home: join(world().home, 'far'), s3: s3.settings },
    documentParts(world().database, connection),
  );
  server = await world().serve({ documents });
});
afterAll(async () => {
  await documents.close();
  await connection.close();
  await s3.stop();
});

const send = (sent: Sent): Promise<Heard | null> => sendTo(world(), { ...sent, server });
const rows = (): Promise<readonly unknown[]> => world().reader.database.select().from(documentUpload);
const incomingFiles = async (): Promise<readonly string[]> => {
  const names = await readdir(join(world().home, 'far', 'documents', 'incoming'), { recursive: true });
  return names.filter((name) => /\.(once|part)$/.test(name));
};

it('a document is stored in the bucket and on record before it is answered', async () => {
  const body = pdfOf(6 * 1_048_576);
  const digest = digestOf(body);
  expect(await send({ body })).toMatchObject({ status: 201, body: { digest, bytes: body.length } });
  expect((await buffer((await documents.store.read(digest))!)).equals(body)).toBe(true);
  expect(await rows()).toMatchObject([{ digest }]);
  expect(await incomingFiles()).toEqual([]);
});

it('a document that cannot be stored is refused, and neither on record nor left behind', async () => {
  const before = await rows();
  const body = pdfOf(2000);
  s3.fail('PUT');
  const refused = await send({ body, headers: { 'accept-language': 'id' } });
  expect(refused).toMatchObject({ status: 503, code: 'STORAGE_UNAVAILABLE', headers: { 'retry-after': '10' } });
  expect(refused?.message).toContain('Tempat penyimpanan dokumen');
  expect(await rows()).toEqual(before);
  expect(await incomingFiles()).toEqual([]);
  s3.mend();
  expect(await documents.store.size(digestOf(body))).toBe(null);
  expect((await send({ body }))?.status).toBe(201);
});

it('an upload that can be resumed is completed without its bytes being sent again', async () => {
  const body = pdfOf(3000);
  s3.fail('PUT');
  const path = UPLOAD.replace('/uploads/', '?upload=');
  expect(await send({ body, path })).toMatchObject({ status: 503, code: 'STORAGE_UNAVAILABLE' });
  s3.mend();
  const headers = { 'upload-offset': '3000', 'upload-complete': '?1' };
  const completed = await send({ method: 'PATCH', path: UPLOAD, headers });
  expect(completed).toMatchObject({ status: 201, body: { digest: digestOf(body), bytes: 3000 } });
});

it('says that nothing can be stored as soon as nobody answers', async () => {
  await documents.check();
  await s3.stop();
  await expect(documents.check()).rejects.toThrow('cannot be reached');
  expect(await send({ body: pdfOf(4000) })).toMatchObject({ status: 503, code: 'STORAGE_UNAVAILABLE' });
});
