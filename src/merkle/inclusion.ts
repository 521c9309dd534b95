import { hashNode, sameHash } from './hash.ts';
import type { Hash } from './hash.ts';
import { isOnTheRight, nextPlace } from './place.ts';
import type { Place } from './place.ts';
import { splitOf } from './subtree.ts';
import type { Span } from './subtree.ts';

/** The claim that the tree of `size` leaves under `root` has `leaf` at `index`, and the path that proves it. */
export type InclusionClaim = Readonly<{ index: number; size: number; leaf: Hash; root: Hash; path: readonly Hash[] }>;

/** What the path from a leaf to the root is made of, the leaf's sibling first (RFC 6962 §2.1.1). */
export function inclusionSpans(index: number, size: number): readonly Span[] {
  if (!isLeafOf(index, size)) throw new RangeError(`a tree of ${size} leaves has none at ${index}`);
  const spans: Span[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    const onTheLeft = index < middle;
    spans.push(onTheLeft ? { start: middle, end } : { start, end: middle });
    [start, end] = onTheLeft ? [start, middle] : [middle, end];
  }
  return spans.toReversed();
}

/** Walks from the leaf to the root (RFC 9162 §2.1.3.2). */
export function verifyInclusion({ index, size, leaf, root, path }: InclusionClaim): boolean {
  if (!isLeafOf(index, size)) return false;
  let place: Place = { index, last: size - 1 };
  let hash = leaf;
  for (const sibling of path) {
    if (place.last === 0) return false;
    hash = isOnTheRight(place) ? hashNode(sibling, hash) : hashNode(hash, sibling);
    place = nextPlace(place);
  }
  return place.last === 0 && sameHash(hash, root);
}

function isLeafOf(index: number, size: number): boolean {
  return Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size;
}
