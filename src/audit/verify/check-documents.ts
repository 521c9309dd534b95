import { documentsNamedBy, isReportEvent } from '../../domain/report/index.ts';
import { documentName, FILES } from '../bundle/format.ts';
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

type Erasures = ReadonlyMap<string, number>;

/**
 * Evidence that is brought along is what the report names, and was not destroyed; that some is not brought along is no fault.
 */
export function checkDocuments({ files, streams }: Bundle): Checked {
  const named = new Set(streams.report.flatMap(digestsOf).map(documentName));
  const erased: Erasures = new Map(streams.erasures.map(({ data, position }) => [documentName(data.digest), position]));
  const foreign = streams.erasures.find(({ data }) => !named.has(documentName(data.digest)));
  if (foreign) return faulty(FILES.events, 'No entry of the report names the document that it had destroyed.', foreign);
  for (const [name, bytes] of files) {
    if (!name.startsWith('documents/')) continue;
    if (documentName(digestOf(bytes)) !== name)
      return faulty(name, 'Its content has another digest than its name says.');
    if (!named.has(name)) return faulty(name, 'No entry of the report names it.');
    if (erased.has(name)) return faulty(name, `Entry ${erased.get(name)} had it destroyed.`);
  }
  return ok(broughtWords(named, files, erased));
}

function broughtWords(named: ReadonlySet<string>, files: BundleFiles, erased: Erasures): string {
  const absent = [...named].filter((name) => !files.has(name));
  const brought = `${named.size - absent.length} of ${named.size} brought along`;
  if (absent.length === 0) return brought;
  const listed = absent.slice(0, LISTED).map((name) => `${name}${erasedWords(erased.get(name))}`);
  const more = absent.length > LISTED ? ` and ${absent.length - LISTED} more` : '';
  return `${brought}; not brought along: ${listed.join(', ')}${more}`;
}

function erasedWords(position: number | undefined): string {
  return position === undefined ? '' : ` (erased by entry ${position})`;
}

function digestsOf(entry: BundledEntry): readonly Digest[] {
  return isReportEvent(entry) ? documentsNamedBy(entry).map(({ digest }) => digest) : [];
}
