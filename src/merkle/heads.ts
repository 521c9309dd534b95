import { canonicalJson } from '../kernel/canonical-json.ts';
import type { Digest } from '../kernel/digest.ts';
import { hashLeaf } from './hash.ts';
import type { Hash } from './hash.ts';
import { inclusionSpans, verifyInclusion } from './inclusion.ts';
import { spanHash } from './subtree.ts';
import { buildTree, hashInTree, treeRoot } from './tree.ts';

/** Where a stream ends: the place and leaf hash of its last entry. */
export type StreamHead = Readonly<{ stream: string; streamPosition: number; leafHash: Digest }>;

/** The way from one stream's head to the root over all of them. */
export type HeadProof = Readonly<{ index: number; size: number; path: readonly Hash[] }>;

/** The root of the map of all streams, in the order of their UTF-8 bytes; a stream named twice is a bug. */
export function headsRoot(heads: readonly StreamHead[]): Hash {
  return treeRoot(buildTree(inOrder(heads).map(hashHead)));
}

export function proveHead(heads: readonly StreamHead[], stream: string): HeadProof | null {
  const ordered = inOrder(heads);
  const index = ordered.findIndex((head) => head.stream === stream);
  if (index < 0) return null;
  const tree = buildTree(ordered.map(hashHead));
  const path = inclusionSpans(index, tree.size).map((span) => spanHash(span, (node) => hashInTree(tree, node)));
  return { index, size: tree.size, path };
}

export function verifyHead(head: StreamHead, proof: HeadProof, root: Hash): boolean {
  return verifyInclusion({ ...proof, leaf: hashHead(head), root });
}

function hashHead({ stream, streamPosition, leafHash }: StreamHead): Hash {
  return hashLeaf(canonicalJson([stream, streamPosition, leafHash]));
}

function inOrder(heads: readonly StreamHead[]): readonly StreamHead[] {
  const ordered = heads.toSorted((a, b) => compareStreams(a.stream, b.stream));
  const repeated = ordered.find(({ stream }, place) => stream === ordered[place + 1]?.stream);
  if (repeated) throw new RangeError(`two heads of one stream: ${repeated.stream}`);
  return ordered;
}

/** By code points, which is the order of the UTF-8 bytes; the order of UTF-16 differs above U+D800. */
function compareStreams(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let place = 0; place < length; place += 1) {
    const difference = rankOf(a.charCodeAt(place)) - rankOf(b.charCodeAt(place));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Surrogates stand for the code points above all others. */
function rankOf(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
