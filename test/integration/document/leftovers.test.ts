import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { connectDrizzle } from '../../../src/database/connect.ts';
import type { Database } from '../../../src/database/connect.ts';
import { openDocuments } from '../../../src/document/documents.ts';
import { createFilesystemStore } from '../../../src/document/filesystem-store.ts';
import type { Intent } from '../../../src/document/partials.ts';
import { storedPath } from '../../../src/document/store.ts';
import type { DocumentStore } from '../../../src/document/store.ts';
import { createSweep } from '../../../src/document/strays.ts';
import { beginUpload, findUpload, resumeUpload, uploadOnce } from '../../../src/document/upload.ts';
import { recordUpload } from '../../../src/document/uploads.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import type { Digest } from '../../../src/kernel/digest.ts';
import { documentParts } from '../../support/document-parts.ts';
import { pdfOf } from '../../support/sample-documents.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
let connection: Database;
let folder: string;

beforeAll(async () => {
  connection = connectDrizzle(database().applicationUrl, { max: 4 });
  folder = await mkdtemp(join(tmpdir(), 'jejak-leftovers-'));
});
afterAll(async () => {
  await connection.close();
  await rm(folder, { recursive: true, force: true });
});

describe('bytes that no row names', () => {
  const HOUR = 3_600_000;
  const put = async (store: DocumentStore): Promise<Digest> => {
    const bytes = randomBytes(20);
    const file = join(folder, randomUUID());
    await writeFile(file, bytes);
    await store.put(digestOf(bytes), file);
    return digestOf(bytes);
  };
  const record = async (digest: Digest): Promise<string> => {
    const row = { id: randomUUID(), digest, owner: '64.71', person: 'somebody', bytes: 20 };
    await recordUpload(connection.db, { ...row, mediaType: 'application/pdf', scan: 'NOT_SCANNED' });
    return row.id;
  };

  it('are removed when every look since the grace began has found them, and no others', async () => {
    const store = createFilesystemStore(join(folder, 'store'));
    const [stray, recorded, late] = [await put(store), await put(store), await put(store)];
    await record(recorded);
    const parts = { store, database: connection.db };
    const patient = createSweep({ ...parts, graceMilliseconds: HOUR });
    expect([await patient.run(), await patient.run()]).toEqual([0, 0]);

    const sweep = createSweep({ ...parts, graceMilliseconds: 0 });
    expect(await sweep.run()).toBe(0);
    sweep.forget();
    expect(await sweep.run()).toBe(0);
    await record(late);
    expect(await sweep.run()).toBe(1);
    expect(await Promise.all([stray, recorded, late].map((one) => store.size(one)))).toEqual([null, 20, 20]);
  });

  it('stay while nothing may be removed, however often they are found', async () => {
    const store = createFilesystemStore(join(folder, 'restored'));
    const stray = await put(store);
    const sweep = createSweep({ store, database: connection.db, graceMilliseconds: 0, mayGoOn: () => false });
    expect([await sweep.run(), await sweep.run()]).toEqual([0, 0]);
    expect(await store.size(stray)).toBe(20);
  });

  it('go at once where they were to go already, many or not, unless they were stored again since', async () => {
    const store = createFilesystemStore(join(folder, 'collected'));
    const left = await Promise.all(Array.from({ length: 300 }, () => put(store)));
    const again = await put(store);
    await Promise.all([...left, again].map(record));
    await connection.db.execute('update document_upload set collected_at = now()');
    const path = join(folder, 'collected', storedPath(again));
    await utimes(path, new Date(Date.now() + HOUR), new Date(Date.now() + HOUR));

    expect(await createSweep({ store, database: connection.db }).run()).toBe(300);
    expect(await store.size(again)).toBe(20);
  });

  it('stay when there are so many that store and database can hardly belong together', async () => {
    const names = Array.from({ length: 257 }, () => `ab${'cd'.repeat(11)}${randomBytes(20).toString('hex')}`);
    const within = join(folder, 'foreign', 'ab', 'cd');
    await mkdir(within, { recursive: true });
    for (const name of names) await writeFile(join(within, name), '');
    const store = createFilesystemStore(join(folder, 'foreign'));
    const sweep = createSweep({ store, database: connection.db, graceMilliseconds: 0 });
    expect([await sweep.run(), await sweep.run()]).toEqual([null, null]);
    expect(await readdir(within)).toHaveLength(257);
  });
});

describe('a disk without room', () => {
  const intent: Intent = { owner: '64.71', declared: null, expected: null, length: null };
  const key = { person: '64.71.coordinator', upload: randomUUID() };

  it('turns an upload down, keeps what arrived of one with a name, and goes on when there is room', async ({
    skip,
  }) => {
    const home = join(folder, 'small-disk');
    await mkdir(home);
    if (!canMount(home)) skip('no filesystem can be mounted here: nothing of a full disk is tested');
    const documents = await openDocuments({ home }, documentParts(database(), connection));
    try {
      const body = pdfOf(2_000_000);
      const once = await uploadOnce(documents, Readable.from([body]), { ...intent, person: key.person });
      expect(once).toEqual({ ok: false, error: 'STORAGE_FULL' });
      expect(await readdir(documents.incoming.folder)).toEqual([]);

      const part = { digest: null, complete: true, expected: null, length: null, end: null };
      const begun = await beginUpload(documents, key, { intent, part: { ...part, body: piecesOf(body) } });
      expect(begun).toEqual({ ok: false, error: 'STORAGE_FULL' });
      const found = await findUpload(documents, key);
      const offset = found.ok ? found.value.offset : 0;
      expect(offset).toBeGreaterThan(500_000);
      execFileSync('mount', ['-o', 'remount,size=8m', home]);
      const rest = { ...part, body: piecesOf(body.subarray(offset)) };
      const done = await resumeUpload(documents, key, { offset, part: rest });
      expect(done).toMatchObject({ ok: true, value: { accepted: { digest: digestOf(body), bytes: 2_000_000 } } });
    } finally {
      await documents.close();
      execFileSync('umount', ['-l', home]);
    }
  });
});

function piecesOf(body: Buffer): Readable {
  const pieces = Array.from({ length: Math.ceil(body.length / 65_536) }, (_, at) =>
    body.subarray(at * 65_536, (at + 1) * 65_536),
  );
  return Readable.from(pieces);
}

function canMount(path: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
