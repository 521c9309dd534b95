import { FILES, LIMITS } from '../bundle/format.ts';
import type { RecordedEntry } from '../../ledger/entry.ts';
import { eventLine } from './files.ts';
import type { BundleFile } from './zip.ts';

/**
 * Whether a bundle of these entries would hold too many files, too many events in one, or more finals than anybody derives
 * anew: all that grows with a report beyond all bounds, so that this is known before any file is made.
 */
export function isTooLarge(entries: readonly Pick<RecordedEntry, 'type' | 'entry'>[], documents = 0): boolean {
  const finals = entries.filter(({ type }) => type === 'ReportFinalized').length;
  const files = Object.keys(FILES).length + entries.length + documents;
  const bytes = entries.reduce((sum, entry) => sum + Buffer.byteLength(eventLine(entry)), 0);
  return files > LIMITS.entries || bytes > LIMITS.fileBytes || finals > LIMITS.finals;
}

/** The files as they are; throws at the first that nobody would verify, so that no such bundle is ever a whole one. */
export async function* withinLimits(files: AsyncIterable<BundleFile>): AsyncGenerator<BundleFile> {
  let total = 0;
  for await (const file of files) {
    total += file.content.length;
    if (file.content.length > LIMITS.fileBytes || total > LIMITS.inflatedBytes) {
      throw new Error(`${file.name} is larger than a file of a bundle may be`);
    }
    yield file;
  }
}
