import type { Readable } from 'node:stream';

import type { DocumentStore } from '../../document/store.ts';
import type { DocumentNamed } from '../../domain/report/index.ts';
import { bundleName } from '../bundle/format.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import type { Reader } from '../../view/reader.ts';
import { areTooLarge, documentFiles, handedOut } from './documents.ts';
import { bundleFiles } from './files.ts';
import { gather, isReported } from './gather.ts';
import { isTooLarge, withinLimits } from './limits.ts';
import type { ReportKey } from './report-key.ts';
import { zipped } from './zip.ts';

/** One report as it can be taken home. */
export type Bundle = Readonly<{
  name: string;
  /** How many entries it holds. */
  events: number;
  /** Nothing of the report and of its cycle up to this position is left out. */
  position: number;
  /** The verifier keys of those who signed its checkpoint. */
  keys: readonly string[];
  /** Whose bytes it brings along. */
  documents: readonly DocumentNamed[];
  /** The bytes of the zip. Whoever gets it MUST read it to its end or destroy it. */
  stream: Readable;
}>;

export type BundleSource = Readonly<{
  reader: Reader;
  /** Seals the heads of all streams and answers by which entry; null where nothing can be appended. */
  seal: () => Promise<number | null>;
  /** Where the documents lie that are to be brought along; absent: none is. */
  store?: Pick<DocumentStore, 'read'> | null;
}>;

/** `REPORT_TOO_LARGE`: its bundle would be beyond what anybody verifies (`docs/bundle.md`). */
export type BundleProblem = 'REPORT_UNKNOWN' | 'LOG_CANNOT_SIGN' | 'REPORT_TOO_LARGE' | 'DOCUMENTS_TOO_LARGE';

/** The report as of now, with everything its score follows from (`docs/bundle.md`). */
export async function exportBundle(
  { reader, seal, store = null }: BundleSource,
  key: ReportKey,
): Promise<Result<Bundle, BundleProblem>> {
  if (!(await isReported(reader, key))) return err('REPORT_UNKNOWN');
  const sealed = await seal();
  const checkpoint = sealed === null ? null : await reader.checkpoints.covering(sealed);
  if (sealed === null || !checkpoint) return err('LOG_CANNOT_SIGN');
  const gathered = await gather(reader, key, { sealed, treeSize: checkpoint.size });
  const documents = store ? await handedOut(reader, gathered.documents) : [];
  if (isTooLarge(gathered.entries, documents.length)) return err('REPORT_TOO_LARGE');
  if (areTooLarge(documents)) return err('DOCUMENTS_TOO_LARGE');
  const evidence = documentFiles({ reader, store }, documents);
  return ok({
    name: bundleName(key.unit, key.cycle),
    events: gathered.entries.length,
    position: gathered.sealing.data.position,
    keys: checkpoint.keys,
    documents,
    stream: zipped(withinLimits(bundleFiles({ reader, gathered, checkpoint, evidence }))),
  });
}
