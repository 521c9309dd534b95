import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { digestOf } from '../kernel/digest.ts';
import type { Digest } from '../kernel/digest.ts';
import { isMissing } from './durable.ts';
import { KEPT_MILLISECONDS } from './incoming.ts';

/** What was said when an upload began. `length`: of the whole document, where it was said. */
export type Intent = Readonly<{
  owner: string;
  declared: string | null;
  expected: Digest | null;
  length: number | null;
}>;

/** An unfinished upload that can be resumed, of one person. */
export type Partial = Readonly<{ path: string; intent: Intent; offset: number }>;

/** The person it belongs to, and the name they gave it. */
export type PartialKey = Readonly<{ person: string; upload: string }>;

export type Partials = Readonly<{
  /** Null: none of this person's. */
  find: (key: PartialKey) => Promise<Partial | null>;
  begin: (key: PartialKey, intent: Intent) => Promise<Partial | 'TOO_MANY'>;
  /** Takes back what was appended behind the offset. */
  cut: (partial: Partial) => Promise<void>;
  drop: (key: PartialKey) => Promise<void>;
}>;

/** Of one person: a browser that was closed leaves a handful. */
const MOST_UNFINISHED = 16;

/** Of the largest size, that the unfinished uploads of one person may grow to: as many as arrive at once. */
const MOST_LARGEST = 8;

/** Uploads in parts: `<person>/<upload>.part` holds the bytes, `.json` what was said of them. They survive a restart. */
export function createPartials(incoming: string, maximumBytes: number): Partials {
  // No person's id and no name of an upload becomes a path.
  const folderOf = (person: string): string => join(incoming, hexOf(person).slice(0, 32));
  const pathOf = ({ person, upload }: PartialKey): string => join(folderOf(person), hexOf(upload).slice(0, 32));

  const find: Partials['find'] = async (key) => {
    const path = pathOf(key);
    const intent = await readIntent(`${path}.json`);
    const offset = await lengthOf(`${path}.part`);
    return intent === null || offset === null ? null : { path: `${path}.part`, offset, intent };
  };
  const drop: Partials['drop'] = async (key) => {
    for (const ending of ['.json', '.part']) await rm(pathOf(key) + ending, { force: true });
  };
  const begin: Partials['begin'] = async (key, intent) => {
    const folder = folderOf(key.person);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = pathOf(key);
    await say(`${path}.json`, intent);
    await writeFile(`${path}.part`, '', { mode: 0o600 });
    // Counted with it: of two that begin at once neither overlooks the other.
    if (await isWithin(folder, maximumBytes)) return { path: `${path}.part`, intent, offset: 0 };
    await drop(key);
    return 'TOO_MANY';
  };

  return { find, begin, cut: ({ path, offset }) => truncate(path, offset), drop };
}

function hexOf(text: string): string {
  return digestOf(text).slice('sha256:'.length);
}

/** Each counts with all that it may become, since nobody stops it on the way. */
async function isWithin(folder: string, maximumBytes: number): Promise<boolean> {
  const unfinished = (await readdir(folder)).filter((name) => name.endsWith('.part'));
  if (unfinished.length > MOST_UNFINISHED) return false;
  const intents = await Promise.all(
    unfinished.map((name) => readIntent(join(folder, name.replace(/\.part$/, '.json')))),
  );
  const bytes = intents.reduce((sum, intent) => sum + (intent?.length ?? maximumBytes), 0);
  return bytes <= MOST_LARGEST * maximumBytes;
}

/** Replaced as a whole: whoever is killed leaves the old text or the new one. */
async function say(path: string, intent: Intent): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  await writeFile(aside, JSON.stringify(intent), { mode: 0o600 });
  await rename(aside, path);
}

async function readIntent(path: string): Promise<Intent | null> {
  try {
    if (Date.now() - (await stat(path)).mtimeMs > KEPT_MILLISECONDS) return null;
    // Written by `say` alone, in a folder of ours.
    return JSON.parse(await readFile(path, 'utf8')) as Intent;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function lengthOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
