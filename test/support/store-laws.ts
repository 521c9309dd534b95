import { randomBytes } from 'node:crypto';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

import { afterAll, beforeAll, expect, it } from 'vitest';

import type { ByteRange, DocumentStore } from '../../src/document/store.ts';
import { digestOf } from '../../src/kernel/digest.ts';
import type { Digest } from '../../src/kernel/digest.ts';

/** What every store of documents keeps, wherever it lies. Call it within a `describe`. */
export function keepsTheLawsOfStores(store: () => DocumentStore): void {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jejak-bytes-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const put = async (bytes: Buffer): Promise<Readonly<{ digest: Digest; file: string }>> => {
    const file = join(folder, randomBytes(8).toString('hex'));
    await writeFile(file, bytes);
    const digest = digestOf(bytes);
    await store().put(digest, file);
    return { digest, file };
  };
  const read = async (digest: Digest, range?: ByteRange): Promise<Buffer | null> => {
    const stream = await store().read(digest, range);
    return stream && buffer(stream);
  };

  it('gives back what was put, byte for byte, and takes the file over', async () => {
    const bytes = randomBytes(300_000);
    const { digest, file } = await put(bytes);
    expect(await read(digest)).toEqual(bytes);
    expect(await store().size(digest)).toBe(300_000);
    expect(Math.abs(Date.now() - (await store().storedAt(digest))!.getTime())).toBeLessThan(60_000);
    await expect(access(file)).rejects.toThrow('ENOENT');
  });

  it('takes the same bytes again', async () => {
    const bytes = randomBytes(10);
    await put(bytes);
    const { digest } = await put(bytes);
    expect(await read(digest)).toEqual(bytes);
  });

  it('holds bytes of more than one part', async () => {
    const bytes = randomBytes(12 * 1_048_576);
    const { digest } = await put(bytes);
    expect(digestOf((await read(digest))!)).toBe(digest);
  });

  it('reads a range, both ends included, and none behind the end', async () => {
    const { digest } = await put(Buffer.from('0123456789'));
    expect(String(await read(digest, { from: 0, to: 0 }))).toBe('0');
    expect(String(await read(digest, { from: 3, to: 5 }))).toBe('345');
    expect(String(await read(digest, { from: 8, to: 99 }))).toBe('89');
    expect(await read(digest, { from: 10, to: 12 })).toBe(null);
  });

  it('knows nothing of other bytes', async () => {
    const unknown = digestOf(randomBytes(8));
    expect(await store().size(unknown)).toBe(null);
    expect(await store().storedAt(unknown)).toBe(null);
    expect(await read(unknown)).toBe(null);
    await store().remove(unknown);
  });

  it('forgets what is removed and lists what is left', async () => {
    const { digest: kept } = await put(randomBytes(9));
    const { digest: gone } = await put(randomBytes(9));
    await store().remove(gone);
    expect(await read(gone)).toBe(null);
    const listed: Digest[] = [];
    for await (const digest of store().list()) listed.push(digest);
    expect(listed).toContain(kept);
    expect(listed).not.toContain(gone);
    expect(new Set(listed).size).toBe(listed.length);
  });

  it.each(['sha256:../../x', `sha256:${'A'.repeat(64)}`, `sha256:${'a'.repeat(64)}/..`])(
    'makes no path of %s',
    async (text) => {
      // A digest by its type alone: what a cast elsewhere would let through.
      const digest = text as Digest;
      await expect(store().size(digest)).rejects.toThrow(TypeError);
      await expect(store().read(digest)).rejects.toThrow(TypeError);
      await expect(store().remove(digest)).rejects.toThrow(TypeError);
      await expect(store().put(digest, join(folder, 'none'))).rejects.toThrow(TypeError);
    },
  );
}
