import type { Stats } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

import { isDigest } from '../kernel/digest.ts';
import type { Digest } from '../kernel/digest.ts';
import { isMissing, syncFile, syncFolder } from './durable.ts';
import { storedPath, withStorage } from './store.ts';
import type { ByteRange, DocumentStore } from './store.ts';

/** Folders of the fan-out; others hold what is not complete yet. */
const FAN_OUT = /^[0-9a-f]{2}$/;

/** A store below a folder. */
export function createFilesystemStore(folder: string): DocumentStore {
  const at = async <Value>(digest: Digest, work: (path: string) => Promise<Value>): Promise<Value> => {
    const path = join(folder, storedPath(digest));
    return withStorage(() => work(path));
  };

  return {
    put: (digest, file) => at(digest, (path) => put(file, path, folder)),
    size: (digest) => at(digest, async (path) => (await statsOf(path))?.size ?? null),
    storedAt: (digest) => at(digest, async (path) => (await statsOf(path))?.mtime ?? null),
    read: (digest, range) => at(digest, (path) => read(path, range)),
    remove: (digest) => at(digest, (path) => rm(path, { force: true })),
    list: () => list(folder),
  };
}

/** The file has to lie in the same filesystem: its name changes in one step, so that nobody ever finds half of it. */
async function put(file: string, path: string, folder: string): Promise<void> {
  await syncFile(file);
  const within = dirname(path);
  await mkdir(within, { recursive: true });
  await rename(file, path);
  for (const parent of [within, dirname(within), folder]) await syncFolder(parent);
}

async function statsOf(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Opened before it is answered, so that what is removed meanwhile is still read to its end. */
async function read(path: string, range?: ByteRange): Promise<Readable | null> {
  try {
    const file = await open(path, 'r');
    const { size } = await file.stat();
    if (range && range.from < size) return file.createReadStream({ start: range.from, end: range.to });
    if (!range) return file.createReadStream();
    await file.close();
    return null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function* list(folder: string): AsyncGenerator<Digest> {
  for (const first of await namesIn(folder, FAN_OUT)) {
    for (const second of await namesIn(join(folder, first), FAN_OUT)) {
      const names = await namesIn(join(folder, first, second), /./);
      yield* names.map((name) => `sha256:${name}`).filter(isDigest);
    }
  }
}

/** None in a folder that is not there. */
async function namesIn(folder: string, pattern: RegExp): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => pattern.test(name)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
