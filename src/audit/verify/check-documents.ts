import { documentsNamedBy, isReportEvent } from '../../domain/report/index.ts';
import { documentName } from '../bundle/format.ts';
import type { Digest } from '../../kernel/digest.ts';
import { digestOf } from '../../kernel/digest.ts';
import { ok } from '../../kernel/result.ts';
import type { Bundle } from './bundle.ts';
import type { BundledEntry } from './entry.ts';
import { faulty } from './fault.ts';
import type { Checked } from './fault.ts';
import type { BundleFiles } from './open-zip.ts';

/** A report can name hundreds of documents; the rest is counted. */
const LISTED = 10;

/** Evidence that is brought along is what the report names; that some is not brought along is no fault. */
export function checkDocuments({ files, streams }: Bundle): Checked {
  const named = new Set(streams.report.flatMap(digestsOf).map(documentName));
  for (const [name, bytes] of files) {
    if (!name.startsWith('documents/')) continue;
    if (documentName(digestOf(bytes)) !== name)
      return faulty(name, 'Its content has another digest than its name says.');
    if (!named.has(name)) return faulty(name, 'No entry of the report names it.');
  }
  return ok(broughtWords(named, files));
}

function broughtWords(named: ReadonlySet<string>, files: BundleFiles): string {
  const absent = [...named].filter((name) => !files.has(name));
  const brought = `${named.size - absent.length} of ${named.size} brought along`;
  if (absent.length === 0) return brought;
  const more = absent.length > LISTED ? ` and ${absent.length - LISTED} more` : '';
  return `${brought}; not brought along: ${absent.slice(0, LISTED).join(', ')}${more}`;
}

function digestsOf(entry: BundledEntry): readonly Digest[] {
  return isReportEvent(entry) ? documentsNamedBy(entry).map(({ digest }) => digest) : [];
}
