import type { Digest } from '../../src/kernel/digest.ts';
import { fromDigest } from '../../src/merkle/hash.ts';
import { verifyInclusion } from '../../src/merkle/inclusion.ts';
import { parseTlogProof } from '../../src/merkle/tlog-proof.ts';
import { signedBy } from '../integration/signer/small-log.ts';

/** What a mutation hands back: `receipt { position leafHash treeSize proof checkpoint }`. */
export type Receipt = Readonly<{
  position: string;
  leafHash: Digest;
  treeSize: string;
  proof: string;
  checkpoint: string;
}>;

/** What a receipt proves, to whoever knows the key of the log `test.jejak` from elsewhere. */
export function provedBy(
  { proof, leafHash }: Pick<Receipt, 'proof' | 'leafHash'>,
  key: string,
): Readonly<{ position: number; size: number }> | null {
  const parsed = parseTlogProof(proof);
  const checkpoint = parsed && signedBy(parsed.checkpoint, [key]);
  if (!parsed || checkpoint?.origin !== 'test.jejak') return null;
  const { size, root } = checkpoint;
  const { index, path } = parsed;
  return verifyInclusion({ index, size, leaf: fromDigest(leafHash), root, path })
    ? { position: index + 1, size }
    : null;
}
