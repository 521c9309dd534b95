import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { digestOf } from '../kernel/digest.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { formatCheckpoint, parseCheckpoint } from '../merkle/checkpoint.ts';
import type { Checkpoint } from '../merkle/checkpoint.ts';
import { EMPTY_ROOT } from '../merkle/hash.ts';
import type { SigningKey } from '../merkle/key.ts';
import { parseNote, signNote } from '../merkle/note.ts';
import { logFolder } from './key-ring.ts';
import { writeDurably } from './durable-file.ts';

/** The last checkpoint that was signed, as it was signed; of size 0 where none was yet. */
export type KeptCheckpoint = Checkpoint & Readonly<{ text: string }>;

/** One file for each log, so that a home that served another log before keeps what it knows of it. */
function pathOf(home: string, origin: string): string {
  const name = digestOf(origin).slice('sha256:'.length, 'sha256:'.length + 16);
  return join(logFolder(home), `checkpoint-${name}.txt`);
}

/** Null where none was ever signed. Throws `StartupError` for a file that is not one: what was signed is then unknown. */
export async function readKeptCheckpoint(home: string, origin: string): Promise<KeptCheckpoint | null> {
  const path = pathOf(home, origin);
  const text = await readText(path);
  if (text === null) return null;
  const note = parseNote(text);
  const checkpoint = note && parseCheckpoint(note.text);
  if (checkpoint?.origin === origin) return { ...checkpoint, text };
  throw new StartupError(`The last checkpoint in ${path} is damaged; restore it from a copy.`);
}

/**
 * Remembers that a log begins, before anything of it is signed. Only what is remembered is ever signed: otherwise whoever
 * rewrites the database could give the ledger another name, of which nothing is known.
 */
export async function beginLog(home: string, { name, privateKey }: SigningKey): Promise<void> {
  if (await readKeptCheckpoint(home, name)) return;
  const text = signNote(formatCheckpoint({ origin: name, size: 0, root: EMPTY_ROOT }), [{ name, privateKey }]);
  await keepCheckpoint(home, { origin: name, text });
}

export async function keepCheckpoint(
  home: string,
  { origin, text }: Pick<KeptCheckpoint, 'origin' | 'text'>,
): Promise<void> {
  await mkdir(logFolder(home), { recursive: true, mode: 0o700 });
  await writeDurably(pathOf(home, origin), text);
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new StartupError(`The last checkpoint in ${path} cannot be read.`, { cause: error });
  }
}
