import { concatHashes, HASH_BYTES, hashNode, splitHashes } from './hash.ts';
import type { Hash } from './hash.ts';
import { joinSubtrees, nodesOf } from './subtree.ts';

/**
 * All that appending needs to know of a tree: how many leaves it has, and the roots of its complete subtrees from left
 * to right, the largest first.
 */
export type Frontier = Readonly<{ size: number; hashes: readonly Hash[] }>;

export const EMPTY_FRONTIER: Frontier = { size: 0, hashes: [] };

/** The frontier after these leaves were appended. */
export function growFrontier(frontier: Frontier, leaves: readonly Hash[]): Frontier {
  const hashes = [...frontier.hashes];
  let size = frontier.size;
  for (const leaf of leaves) {
    size += 1;
    hashes.push(joinCompleted(hashes, leaf, size));
  }
  return { size, hashes };
}

export function frontierRoot({ hashes }: Frontier): Hash {
  return joinSubtrees(hashes);
}

export function encodeFrontier({ hashes }: Frontier): Uint8Array {
  return concatHashes(hashes);
}

/** The frontier of a tree of this size, or `null` where there are not as many hashes as it has. */
export function decodeFrontier(size: number, bytes: Uint8Array): Frontier | null {
  if (!Number.isSafeInteger(size) || size < 0) return null;
  if (bytes.length !== nodesOf({ start: 0, end: size }).length * HASH_BYTES) return null;
  return { size, hashes: splitHashes(bytes) };
}

/** Joins the new leaf with every subtree it completes, and takes those from the frontier. */
function joinCompleted(hashes: Hash[], leaf: Hash, size: number): Hash {
  let joined = leaf;
  for (let rest = size; rest % 2 === 0; rest /= 2) {
    const left = hashes.pop();
    if (!left) throw new RangeError(`a frontier without the subtrees of its size: ${size - 1}`);
    joined = hashNode(left, joined);
  }
  return joined;
}
