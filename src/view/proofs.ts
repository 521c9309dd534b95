import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { Digest } from '../kernel/digest.ts';
import { proveConsistency, proveInclusions, rootAt } from '../ledger/prove.ts';
import { readEvents } from '../ledger/read.ts';
import { toDigest } from '../merkle/hash.ts';
import type { Hash } from '../merkle/hash.ts';
import { formatTlogProof } from '../merkle/tlog-proof.ts';
import type { At, Reader } from './reader.ts';

/** That the entry at a position is a leaf of the tree of that size (RFC 6962 §2.1.1); hashes from the leaf's sibling up. */
export type InclusionProof = Readonly<{
  position: number;
  leafHash: Digest;
  treeSize: number;
  root: Digest;
  hashes: readonly Digest[];
}>;

/** That the tree of size `to` is the one of size `from` with more appended (RFC 6962 §2.1.2). */
export type ConsistencyProof = Readonly<{
  from: number;
  to: number;
  fromRoot: Digest;
  toRoot: Digest;
  hashes: readonly Digest[];
}>;

/** What the operator states about an entry, and cannot take back: where it stands in a tree that is signed. */
export type Receipt = Readonly<{
  position: number;
  leafHash: Digest;
  treeSize: number;
  /** C2SP tlog-proof. */
  proof: string;
  /** C2SP tlog-checkpoint. */
  checkpoint: string;
}>;

export type ProofProblem = 'SIZE_ABOVE_HEAD' | 'POSITION_NOT_IN_TREE' | 'SIZES_REVERSED';

/** Why there is no such proof; null: there is. `head` is how much there is: nothing beyond it is proved. */
export function inclusionProblem(
  head: number,
  { position, treeSize }: Pick<InclusionProof, 'position' | 'treeSize'>,
): ProofProblem | null {
  if (treeSize > head) return 'SIZE_ABOVE_HEAD';
  return position < 1 || position > treeSize ? 'POSITION_NOT_IN_TREE' : null;
}

/** Of all these entries in one tree; each of them MUST be in it. */
export async function inclusionProofs(
  reader: Reader,
  treeSize: number,
  positions: readonly number[],
): Promise<readonly InclusionProof[]> {
  const { database } = reader;
  const [paths, root, entries] = await Promise.all([
    proveInclusions(database, { indexes: positions.map((position) => position - 1), size: treeSize }),
    rootAt(database, treeSize),
    readEvents(reader, positions),
  ]);
  const leaves = new Map(entries.map(({ position, leafHash }) => [position, leafHash]));
  return positions.map((position, index) => {
    const leafHash = leaves.get(position);
    if (!leafHash) throw new Error(`the ledger has no entry at position ${position}`);
    return { position, leafHash, treeSize, root: toDigest(root), hashes: digests(paths[index] ?? []) };
  });
}

/** `at` is the head the question is asked at. */
export async function consistencyProof(
  { database }: Reader,
  at: At,
  { from, to }: Readonly<{ from: number; to: number }>,
): Promise<Result<ConsistencyProof, ProofProblem>> {
  if (to > at.position) return err('SIZE_ABOVE_HEAD');
  if (from > to) return err('SIZES_REVERSED');
  const [path, fromRoot, toRoot] = await Promise.all([
    proveConsistency(database, { from, to }),
    rootAt(database, from),
    rootAt(database, to),
  ]);
  return ok({ from, to, fromRoot: toDigest(fromRoot), toRoot: toDigest(toRoot), hashes: digests(path) });
}

export async function treeRoot({ database }: Reader, size: number): Promise<Digest> {
  return toDigest(await rootAt(database, size));
}

/** Null where the log cannot sign now: what is not signed is no receipt. */
export async function receiptFor(
  { database, checkpoints }: Reader,
  { position, leafHash }: Pick<Receipt, 'position' | 'leafHash'>,
): Promise<Receipt | null> {
  const signed = await checkpoints.covering(position);
  if (!signed) return null;
  const { size, text } = signed;
  const [path = []] = await proveInclusions(database, { indexes: [position - 1], size });
  const proof = formatTlogProof({ index: position - 1, path, checkpoint: text, extra: null });
  return { position, leafHash, treeSize: size, proof, checkpoint: text };
}

function digests(hashes: readonly Hash[]): readonly Digest[] {
  return hashes.map(toDigest);
}
