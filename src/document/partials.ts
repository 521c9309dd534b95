import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { digestOf } from '../kernel/digest.ts';
import type { Digest } from '../kernel/digest.ts';
import { isMissing } from './durable.ts';
import { KEPT_MILLISECONDS } from './incoming.ts';
import type { Scan } from './uploads.ts';

/** What an upload was answered with. */
export type Accepted = Readonly<{ digest: Digest; bytes: number; mediaType: string; scan: Scan }>;

/** What was said when an upload began. */
export type Intent = Readonly<{ owner: string; declared: string | null; expected: Digest | null }>;

/** An upload that can be resumed, of one person. `answer`: what it came to, kept for whoever did not hear it. */
export type Partial = Readonly<{ path: string; intent: Intent; offset: number; answer: Accepted | null }>;

/** The person it belongs to, and the name they gave it. */
export type PartialKey = Readonly<{ person: string; upload: string }>;

export type Partials = Readonly<{
  /** Null: none of this person's. */
  find: (key: PartialKey) => Promise<Partial | null>;
  begin: (key: PartialKey, intent: Intent) => Promise<Partial | 'TOO_MANY'>;
  /** Takes back what was appended behind the offset. */
  cut: (partial: Partial) => Promise<void>;
  /** The bytes are where they belong; what is left is the answer. */
  finish: (key: PartialKey, partial: Partial, answer: Accepted) => Promise<void>;
  drop: (key: PartialKey) => Promise<void>;
  /** Only one request at a time works on an upload; null while another does. */
  claim: (key: PartialKey) => (() => void) | null;
}>;

/** With the size of a document this bounds the bytes that one person can leave lying. */
const MOST_UNFINISHED = 16;

/** Answers are small; this is more than anybody uploads in the time in which a connection comes back. */
const MOST_ANSWERS = 256;

/** Uploads in parts: `<person>/<upload>.part` holds the bytes, `.json` what was said of them. They survive a restart. */
export function createPartials(incoming: string): Partials {
  const claimed = new Set<string>();
  // No person's id and no name of an upload becomes a path.
  const folderOf = (person: string): string => join(incoming, hexOf(person).slice(0, 32));
  const pathOf = ({ person, upload }: PartialKey): string => join(folderOf(person), hexOf(upload).slice(0, 32));

  const find: Partials['find'] = async (key) => {
    const path = pathOf(key);
    const said = await readSaid(`${path}.json`);
    if (!said) return null;
    const offset = said.answer ? said.answer.bytes : await lengthOf(`${path}.part`);
    return offset === null ? null : { path: `${path}.part`, offset, ...said };
  };
  const begin: Partials['begin'] = async (key, intent) => {
    const folder = folderOf(key.person);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if ((await namesIn(folder, '.part')).length >= MOST_UNFINISHED) return 'TOO_MANY';
    const path = pathOf(key);
    await writeFile(`${path}.part`, '', { mode: 0o600 });
    await say(`${path}.json`, { intent, answer: null });
    return { path: `${path}.part`, intent, offset: 0, answer: null };
  };
  const finish: Partials['finish'] = async (key, { intent }, answer) => {
    await say(`${pathOf(key)}.json`, { intent, answer });
    await rm(`${pathOf(key)}.part`, { force: true });
    await forgetOldest(folderOf(key.person));
  };
  const drop: Partials['drop'] = async (key) => {
    for (const ending of ['.json', '.part']) await rm(pathOf(key) + ending, { force: true });
  };
  const claim: Partials['claim'] = (key) => {
    const path = pathOf(key);
    if (claimed.has(path)) return null;
    claimed.add(path);
    return () => void claimed.delete(path);
  };

  return { find, begin, cut: ({ path, offset }) => truncate(path, offset), finish, drop, claim };
}

function hexOf(text: string): string {
  return digestOf(text).slice('sha256:'.length);
}

type Said = Pick<Partial, 'intent' | 'answer'>;

/** Replaced as a whole: whoever is killed leaves the old text or the new one. */
async function say(path: string, said: Said): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  await writeFile(aside, JSON.stringify(said), { mode: 0o600 });
  await rename(aside, path);
}

async function readSaid(path: string): Promise<Said | null> {
  try {
    if (Date.now() - (await stat(path)).mtimeMs > KEPT_MILLISECONDS) return null;
    // Written by `say` alone, in a folder of ours.
    return JSON.parse(await readFile(path, 'utf8')) as Said;
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

async function namesIn(folder: string, ending: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith(ending));
}

async function forgetOldest(folder: string): Promise<void> {
  const unfinished = new Set((await namesIn(folder, '.part')).map((name) => name.replace('.part', '.json')));
  const answers = (await namesIn(folder, '.json')).filter((name) => !unfinished.has(name));
  if (answers.length <= MOST_ANSWERS) return;
  const aged = await Promise.all(
    answers.map(async (name) => ({ name, age: (await stat(join(folder, name))).mtimeMs })),
  );
  aged.sort((a, b) => a.age - b.age);
  for (const { name } of aged.slice(0, answers.length - MOST_ANSWERS)) await rm(join(folder, name), { force: true });
}
