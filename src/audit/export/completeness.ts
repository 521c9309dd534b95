import type { Completeness } from '../bundle/format.ts';
import type { RecordedEntry } from '../../ledger/entry.ts';
import type { Database } from '../../ledger/read.ts';
import { readStreamHeads } from '../../ledger/stream-heads.ts';
import { fromDigest, toDigest } from '../../merkle/hash.ts';
import { proveHead, verifyHead } from '../../merkle/heads.ts';
import type { StreamHead } from '../../merkle/heads.ts';
import type { SealingEntry } from './gather.ts';

/** Shows that these entries were the last of their streams when the heads of all streams were sealed. */
export async function completenessOf(
  database: Database,
  sealing: SealingEntry,
  last: readonly RecordedEntry[],
): Promise<Completeness> {
  const { position, streams, root } = sealing.data;
  const heads = await readStreamHeads(database, position);
  const sealed = { entry: sealing.position, position, streams, root };
  return { sealed, heads: last.map((entry) => provedHead(heads, entry, sealed)) };
}

function provedHead(
  heads: readonly StreamHead[],
  { stream, streamPosition, leafHash }: RecordedEntry,
  { entry, root }: Completeness['sealed'],
): Completeness['heads'][number] {
  const head = { stream, streamPosition, leafHash };
  const proof = proveHead(heads, stream);
  if (!proof || !verifyHead(head, proof, fromDigest(root))) {
    throw new Error(`entry ${entry} seals another head of ${stream} than there is`);
  }
  return { ...head, index: proof.index, path: proof.path.map(toDigest) };
}
