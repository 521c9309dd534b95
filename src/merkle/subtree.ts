import { EMPTY_ROOT, hashNode } from './hash.ts';
import type { Hash } from './hash.ts';

/** A complete subtree: it holds the leaves from index * 2^level up to, but without, (index + 1) * 2^level. */
export type Node = Readonly<{ level: number; index: number }>;

/**
 * The leaves from `start` up to, but without, `end`. `start` MUST be a multiple of the least power of two that is not
 * below the length, as in every subtree of RFC 6962: the hash of other spans is no part of any tree.
 */
export type Span = Readonly<{ start: number; end: number }>;

/** The complete subtrees a span is made of, from left to right, the largest first. */
export function nodesOf(span: Span): readonly Node[] {
  assertSubtree(span);
  const nodes: Node[] = [];
  let start = span.start;
  while (start < span.end) {
    const { level, width } = largestWithin(span.end - start);
    nodes.push({ level, index: start / width });
    start += width;
  }
  return nodes;
}

/** The Merkle tree hash of a span (RFC 6962 §2.1), of which `hashOf` knows the complete subtrees. */
export function spanHash(span: Span, hashOf: (node: Node) => Hash): Hash {
  return joinSubtrees(nodesOf(span).map(hashOf));
}

/** The root over complete subtrees from left to right, the largest first (RFC 6962 §2.1). */
export function joinSubtrees(hashes: readonly Hash[]): Hash {
  const last = hashes.at(-1);
  if (!last) return EMPTY_ROOT;
  return hashes.slice(0, -1).reduceRight((right, left) => hashNode(left, right), last);
}

export function nodeKey({ level, index }: Node): string {
  return `${level}/${index}`;
}

/** The largest power of two smaller than the count of leaves, where RFC 6962 §2.1 splits them; MUST be two or more. */
export function splitOf(count: number): number {
  return largestWithin(count - 1).width;
}

function largestWithin(count: number): Readonly<{ level: number; width: number }> {
  let level = 0;
  let width = 1;
  while (width * 2 <= count) {
    level += 1;
    width *= 2;
  }
  return { level, width };
}

function assertSubtree({ start, end }: Span): void {
  const count = end - start;
  const alignment = count > 1 ? splitOf(count) * 2 : 1;
  const sound = Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && count >= 0;
  if (!sound || start % alignment !== 0) throw new RangeError(`not a subtree: leaves ${start} to ${end}`);
}
