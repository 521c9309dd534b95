import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { isMissing } from './durable.ts';

/** Where uploads lie until they are complete: beside the documents, so that their files can be renamed into the store. */
export type Incoming = Readonly<{
  folder: string;
  /** A path for the bytes of one request, which nobody comes back to. */
  once: () => string;
  /** Removes what nobody comes back for. */
  sweep: () => Promise<void>;
}>;

/** Uploads that can be resumed are kept for a day. */
export const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000;

/** No request lasts so long: its process must have ended before it could clean up. */
const ONCE_MILLISECONDS = 60 * 60 * 1000;

const ONCE = '.once';

export async function openIncoming(documents: string): Promise<Incoming> {
  const folder = join(documents, 'incoming');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return {
    folder,
    once: () => join(folder, `${randomUUID()}${ONCE}`),
    sweep: () => sweep(folder),
  };
}

/** By age alone: another instance may be receiving into the same folder. */
async function sweep(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await sweepPerson(path);
    else await removeOld(path, entry.name.endsWith(ONCE) ? ONCE_MILLISECONDS : KEPT_MILLISECONDS);
  }
}

async function sweepPerson(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await removeOld(join(folder, name), KEPT_MILLISECONDS);
  // Refused where something is left in it.
  await rmdir(folder).catch(() => undefined);
}

async function removeOld(path: string, milliseconds: number): Promise<void> {
  try {
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > milliseconds) await rm(path, { force: true });
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
