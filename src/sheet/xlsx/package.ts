import { fromBufferPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

import { SHEET_LIMITS } from '../sheet.ts';
import { Unreadable } from './unreadable.ts';

/** The parts of a workbook by path, as they are asked for. Nothing of it reaches a disk. */
export type Package = Readonly<{
  has: (path: string) => boolean;
  /** The bytes of a part, piece by piece. */
  read: (path: string) => AsyncIterable<Buffer>;
}>;

/** Below this nothing is a bomb, however well it shrinks. */
const HARMLESS_BYTES = 1_048_576;

/** Opens a zip of unknown origin: what it may inflate to is bounded before, by what it says, and while it is read. */
export async function openPackage(bytes: Buffer): Promise<Package> {
  const zip = await fromBufferPromise(bytes, { validateEntrySizes: true, strictFileNames: true }).catch(malformed);
  const entries = await entriesOf(zip).catch(malformed);
  let left: number = SHEET_LIMITS.partBytes;

  async function* read(path: string): AsyncGenerator<Buffer> {
    const entry = entries.get(path);
    if (!entry) throw new Unreadable('WORKBOOK_MALFORMED');
    refuseBomb(entry, left);
    // A stream of a zip is read in buffers.
    const stream = (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
    for await (const piece of stream) {
      left -= piece.length;
      if (left < 0) throw new Unreadable('WORKBOOK_TOO_LARGE');
      yield piece;
    }
  }

  return { has: (path) => entries.has(path), read: (path) => failing(read(path)) };
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > SHEET_LIMITS.parts) throw new Unreadable('WORKBOOK_TOO_LARGE');
  for await (const entry of zip.eachEntry()) {
    // Of two parts of one name, readers disagree on which one counts.
    if (entries.has(entry.fileName) || entry.isEncrypted()) throw new Unreadable('WORKBOOK_MALFORMED');
    entries.set(entry.fileName, entry);
  }
  return entries;
}

function refuseBomb({ uncompressedSize, compressedSize }: Entry, left: number): void {
  const isBomb = uncompressedSize > HARMLESS_BYTES && uncompressedSize > compressedSize * SHEET_LIMITS.ratio;
  if (uncompressedSize > left || isBomb) throw new Unreadable('WORKBOOK_TOO_LARGE');
}

/** Whatever the zip library finds wrong makes the workbook a damaged one. */
async function* failing(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* pieces;
  } catch (error) {
    malformed(error);
  }
}

function malformed(error: unknown): never {
  throw error instanceof Unreadable ? error : new Unreadable('WORKBOOK_MALFORMED');
}
