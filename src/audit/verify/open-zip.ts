import { fromBufferPromise } from 'yauzl';
import type { Entry } from 'yauzl';

import { LIMITS } from '../bundle/format.ts';
import { ok } from '../../kernel/result.ts';
import { ARCHIVE, faulty } from './fault.ts';
import type { Checked } from './fault.ts';
import { contentOf, locate } from './zip-content.ts';
import { entryProblem, isFolder, nameOf, readDirectory } from './zip-directory.ts';
import type { Directory } from './zip-directory.ts';

/** The files of a bundle by name. */
export type BundleFiles = ReadonlyMap<string, Buffer>;

/**
 * Reads a zip of unknown origin into memory. Nothing of it reaches a disk; names, sizes, count and compression are
 * bounded before anything is inflated, and what readers might read in two ways is refused.
 */
export async function openZip(bytes: Buffer): Promise<Checked<BundleFiles>> {
  const directory = readDirectory(bytes);
  if (!directory.ok) return faulty(ARCHIVE, directory.error);
  const entries = await readEntries(bytes, directory.value);
  if (!entries) return faulty(ARCHIVE, 'Its directory cannot be read.');
  const named = namedEntries(entries);
  return named.ok ? readFiles(bytes, named.value, directory.value) : named;
}

/** In the order in which they lie in the archive. */
async function readEntries(bytes: Buffer, { start, end, count }: Directory): Promise<readonly Entry[] | null> {
  const entries: Entry[] = [];
  let directoryEnd = start;
  try {
    const zip = await fromBufferPromise(bytes, { decodeStrings: false, validateEntrySizes: false });
    for await (const entry of zip.eachEntry()) {
      directoryEnd += DIRECTORY_ENTRY_BYTES + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
      entries.push(entry);
    }
  } catch {
    return null;
  }
  if (directoryEnd !== end || entries.length !== count) return null;
  return entries.sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
}

const DIRECTORY_ENTRY_BYTES = 46;

function namedEntries(entries: readonly Entry[]): Checked<ReadonlyMap<string, Entry>> {
  const named = new Map<string, Entry>();
  let total = 0;
  for (const entry of entries) {
    const name = nameOf(entry);
    if (!name.ok) return faulty(ARCHIVE, name.error);
    if (named.has(name.value)) return faulty(name.value, 'It is in the archive twice.');
    const problem = entryProblem(entry);
    if (problem !== null) return faulty(name.value, problem);
    total += entry.uncompressedSize;
    if (total > LIMITS.inflatedBytes) return faulty(ARCHIVE, `It inflates to more than ${LIMITS.inflatedBytes} bytes.`);
    named.set(name.value, entry);
  }
  return ok(named);
}

/** The entries MUST lie side by side: what lies between them, or in two of them, is a way to hide something. */
function readFiles(bytes: Buffer, entries: ReadonlyMap<string, Entry>, directory: Directory): Checked<BundleFiles> {
  const files = new Map<string, Buffer>();
  let expected = 0;
  for (const [name, entry] of entries) {
    const extent = locate(bytes, entry, directory.start);
    if (!extent.ok) return faulty(name, extent.error);
    if (entry.relativeOffsetOfLocalHeader !== expected)
      return faulty(name, 'It does not lie where the file before it ends.');
    const content = contentOf(bytes, entry, extent.value);
    if (!content.ok) return faulty(name, content.error);
    if (!isFolder(entry)) files.set(name, content.value);
    expected = extent.value.last;
  }
  return expected === directory.start ? ok(files) : faulty(ARCHIVE, 'Bytes before its directory belong to no file.');
}
