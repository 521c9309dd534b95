import { buffer } from 'node:stream/consumers';

import type { DocumentStore } from '../../document/store.ts';
import { verified } from '../../document/verified.ts';
import type { DocumentNamed } from '../../domain/report/index.ts';
import { erasureOf, quarantineOf } from '../../view/readable-document.ts';
import type { Reader } from '../../view/reader.ts';
import { documentName, LIMITS } from '../bundle/format.ts';
import type { BundleFile } from './zip.ts';

/** What everything else in a bundle takes at the most: 16 MiB of events, 20,000 proofs, an edition and what follows from it. */
const THE_REST = 80 * 1_048_576;

/** Those whose bytes may be handed out: what a scanner refuses stays where it is. */
export async function handedOut(reader: Reader, named: readonly DocumentNamed[]): Promise<readonly DocumentNamed[]> {
  const out: DocumentNamed[] = [];
  for (const one of named) if ((await quarantineOf(reader, one.digest)) === null) out.push(one);
  return out;
}

/** Known before any byte is read: a bundle that nobody would verify is none. */
export function areTooLarge(documents: readonly DocumentNamed[]): boolean {
  const total = documents.reduce((sum, { bytes }) => sum + bytes, 0);
  return total > LIMITS.inflatedBytes - THE_REST || documents.some(({ bytes }) => bytes > LIMITS.fileBytes);
}

/** One after the other, each only when it is asked for; throws where one is gone or is not what its digest names. */
export async function* documentFiles(
  { reader, store }: Readonly<{ reader: Reader; store: Pick<DocumentStore, 'read'> | null }>,
  documents: readonly DocumentNamed[],
): AsyncGenerator<BundleFile> {
  for (const { digest } of documents) {
    const bytes = await store?.read(digest);
    if (!bytes) throw new Error(`the bytes of ${digest} are gone`);
    const content = await buffer(verified(digest, bytes));
    // Destroyed by law since the bundle was begun: nothing of it leaves any more.
    if ((await erasureOf(reader, digest)) !== null) throw new Error(`${digest} was erased meanwhile`);
    yield { name: documentName(digest), content };
  }
}
