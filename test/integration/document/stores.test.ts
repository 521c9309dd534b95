import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { openStore } from '../../../src/document/open-store.ts';
import { StorageUnavailable } from '../../../src/document/store.ts';
import type { OpenStore } from '../../../src/document/store.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import type { Digest } from '../../../src/kernel/digest.ts';
import { startS3Server } from '../../support/s3-server.ts';
import type { S3Server } from '../../support/s3-server.ts';
import { keepsTheLawsOfStores } from '../../support/store-laws.ts';

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'jejak-store-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('a store in the filesystem', () => {
  let opened: OpenStore;

  beforeAll(async () => {
    opened = await openStore({ home });
  });

  keepsTheLawsOfStores(() => opened.store);

  it('is well while its folder can be written to', async () => {
    await opened.check();
    const gone = await openStore({ home: join(home, 'gone') });
    await rm(join(home, 'gone'), { recursive: true });
    await expect(gone.check()).rejects.toThrow(StorageUnavailable);
  });

  it('says that it cannot be reached where a file lies in the way of a folder', async () => {
    const digest = digestOf('in the way');
    await writeFile(join(home, 'documents', digest.slice(7, 9)), '');
    const file = join(home, 'file');
    await writeFile(file, 'in the way');
    await expect(opened.store.put(digest, file)).rejects.toThrow(StorageUnavailable);
  });
});

describe('a store in a bucket of S3', () => {
  let server: S3Server;
  let opened: OpenStore;

  beforeAll(async () => {
    server = await startS3Server('evidence/of-tests/');
    opened = await openStore({ home, s3: server.settings });
  });
  afterEach(() => server.mend());
  afterAll(async () => {
    opened.close();
    await server.stop();
  });

  const putText = async (text: string): Promise<Digest> => {
    const file = join(home, 'text');
    await writeFile(file, text);
    await opened.store.put(digestOf(text), file);
    return digestOf(text);
  };

  keepsTheLawsOfStores(() => opened.store);

  it('keeps to its prefix, under the names of the filesystem', async () => {
    const digest = await putText('named');
    const name = digest.slice('sha256:'.length);
    const path = `/evidence/of-tests/${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`;
    expect(server.asked.at(-1)).toContain(path);
  });

  it('is well while its bucket is there', async () => {
    await opened.check();
    const other = await openStore({ home, s3: { ...server.settings, bucket: 'jejak-other' } });
    await expect(other.check()).rejects.toThrow(StorageUnavailable);
    await expect(other.store.size(digestOf('x'))).rejects.toThrow(StorageUnavailable);
    other.close();
  });

  it('goes on when a request fails once', async () => {
    server.fail('PUT', 1);
    const digest = await putText('tried twice');
    expect(await opened.store.size(digest)).toBe(11);
  });

  it('takes back the parts of what it could not store as a whole', async () => {
    const bytes = randomBytes(6 * 1_048_576);
    const file = join(home, 'large');
    await writeFile(file, bytes);
    server.fail('PUT');
    await expect(opened.store.put(digestOf(bytes), file)).rejects.toThrow(StorageUnavailable);
    expect(server.asked.filter((request) => /^DELETE .*uploadId=/.test(request))).toHaveLength(1);
    server.mend();
    expect(await opened.store.size(digestOf(bytes))).toBe(null);
    await opened.store.put(digestOf(bytes), file);
    expect(await opened.store.size(digestOf(bytes))).toBe(bytes.length);
  });
});
