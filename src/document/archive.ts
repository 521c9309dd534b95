import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';

import { openPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { MediaType } from './media-types.ts';
import { describesMacros, officeType } from './office.ts';

export type ArchiveProblem = 'ARCHIVE_NOT_TAKEN' | 'TYPE_NOT_TAKEN';

/** The largest office documents have some hundred parts; a report of scanned pages a thousand. */
const MOST_ENTRIES = 5000;

/** Inflated within about a second; five times what a document may have. */
const MOST_INFLATED = 256 * 1_048_576;

/** Below this nothing is a bomb, however well it shrinks. */
const HARMLESS_BYTES = 1_048_576;

/** The XML of sheets full of one word shrinks to a hundredth; bombs to a thousandth. */
const HIGHEST_RATIO = 200;

/** Parts that say what an archive is. Those of real documents have some kilobytes. */
const DESCRIPTIONS: readonly string[] = ['mimetype', '[Content_Types].xml'];
const DESCRIPTION_BYTES = 1_048_576;

/** An office document as a zip of unknown origin: everything in it is inflated once, under bounds, before it is believed. */
export async function inspectArchive(path: string): Promise<Result<MediaType, ArchiveProblem>> {
  try {
    const zip = await openPromise(path, { autoClose: false, validateEntrySizes: true, strictFileNames: true });
    try {
      return await inspectEntries(zip);
    } finally {
      zip.close();
    }
  } catch (error) {
    // Whatever else the zip library or zlib throws was found in the bytes.
    if (error instanceof Error && 'syscall' in error) throw error;
    return err('ARCHIVE_NOT_TAKEN');
  }
}

async function inspectEntries(zip: ZipFile): Promise<Result<MediaType, ArchiveProblem>> {
  const entries = await entriesOf(zip);
  if (!entries || describesMacros(entries.map(({ fileName }) => fileName))) return err('ARCHIVE_NOT_TAKEN');
  const descriptions = (await standApart(zip, entries)) ? await readParts(zip, entries) : null;
  if (!descriptions) return err('ARCHIVE_NOT_TAKEN');
  const [first] = entries;
  const type = officeType(descriptions, first?.compressionMethod === 0 ? first.fileName : null);
  if (type === 'MACROS') return err('ARCHIVE_NOT_TAKEN');
  return type === null ? err('TYPE_NOT_TAKEN') : ok(type);
}

/** Inflates everything; the parts that say what the archive is, as text; null where a part is damaged. */
async function readParts(zip: ZipFile, entries: readonly Entry[]): Promise<ReadonlyMap<string, string> | null> {
  const descriptions = new Map<string, string>();
  for (const entry of entries) {
    if (DESCRIPTIONS.includes(entry.fileName)) descriptions.set(entry.fileName, await textOf(zip, entry));
    else if (!(await isSound(zip, entry))) return null;
  }
  return descriptions;
}

/** In the order of their bytes; null where they are too many, too large, encrypted, or two of one name. */
async function entriesOf(zip: ZipFile): Promise<readonly Entry[] | null> {
  if (zip.entryCount > MOST_ENTRIES) return null;
  const entries: Entry[] = [];
  const names = new Set<string>();
  let inflated = 0;
  for await (const entry of zip.eachEntry()) {
    inflated += entry.uncompressedSize;
    // Readers disagree on which of two parts counts, some of them whatever the case of their names.
    if (names.has(entry.fileName.toLowerCase()) || entry.isEncrypted() || inflated > MOST_INFLATED) return null;
    if (isBomb(entry)) return null;
    names.add(entry.fileName.toLowerCase());
    entries.push(entry);
  }
  return entries.sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
}

function isBomb({ uncompressedSize, compressedSize }: Entry): boolean {
  return uncompressedSize > HARMLESS_BYTES && uncompressedSize > compressedSize * HIGHEST_RATIO;
}

/**
 * Does every part have bytes of its own, under one name? Overlapping parts make bombs out of little
 * (https://www.bamsoftware.com/hacks/zipbomb/), and what two headers call differently is read differently by others.
 */
async function standApart(zip: ZipFile, entries: readonly Entry[]): Promise<boolean> {
  let end = 0;
  for (const entry of entries) {
    if (entry.relativeOffsetOfLocalHeader < end) return false;
    const { fileDataStart, fileName } = await zip.readLocalFileHeaderPromise(entry);
    if (fileName.toString() !== entry.fileNameRaw.toString()) return false;
    end = fileDataStart + entry.compressedSize;
  }
  return entries[0]?.relativeOffsetOfLocalHeader === 0;
}

/** The library holds the part to the size it states; that size was bounded before. */
async function isSound(zip: ZipFile, entry: Entry): Promise<boolean> {
  let sum = 0;
  // A stream of a zip is read in buffers.
  const stream = (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
  for await (const piece of stream) sum = crc32(piece, sum);
  return sum === entry.crc32;
}

async function textOf(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > DESCRIPTION_BYTES) return '';
  const bytes = await buffer(await zip.openReadStreamPromise(entry));
  return crc32(bytes) === entry.crc32 ? bytes.toString('utf8') : '';
}
