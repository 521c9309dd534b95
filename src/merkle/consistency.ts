import { EMPTY_ROOT, hashNode, sameHash } from './hash.ts';
import type { Hash } from './hash.ts';
import { isOnTheRight, nextPlace, risen } from './place.ts';
import { splitOf } from './subtree.ts';
import type { Span } from './subtree.ts';

/** The claim that the tree of `to` leaves begins with the tree of `from` leaves, and the path that proves it. */
export type ConsistencyClaim = Readonly<{
  from: number;
  to: number;
  fromRoot: Hash;
  toRoot: Hash;
  path: readonly Hash[];
}>;

/** What a consistency proof is made of (RFC 6962 §2.1.2); nothing where the earlier tree is empty or the same. */
export function consistencySpans(from: number, to: number): readonly Span[] {
  if (!isEarlier(from, to)) throw new RangeError(`a tree of ${from} leaves is not earlier than one of ${to}`);
  if (from === 0 || from === to) return [];
  const spans: Span[] = [];
  let [start, end] = [0, to];
  while (end !== from) {
    const middle = start + splitOf(end - start);
    const onTheLeft = from <= middle;
    spans.push(onTheLeft ? { start: middle, end } : { start, end: middle });
    [start, end] = onTheLeft ? [start, middle] : [middle, end];
  }
  // The earlier root is known to the verifier; a smaller subtree is not.
  if (start > 0) spans.push({ start, end });
  return spans.toReversed();
}

/** Rebuilds both roots from one path (RFC 9162 §2.1.4.2). */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { from, to, fromRoot, toRoot, path } = claim;
  if (!isEarlier(from, to)) return false;
  if (from === to) return path.length === 0 && sameHash(fromRoot, toRoot) && (to > 0 || sameHash(toRoot, EMPTY_ROOT));
  if (from === 0) return path.length === 0 && sameHash(fromRoot, EMPTY_ROOT);
  return path.length > 0 && climb(claim);
}

function climb({ from, to, fromRoot, toRoot, path }: ConsistencyClaim): boolean {
  let place = risen({ index: from - 1, last: to - 1 }, (index) => index % 2 === 1);
  // Where the earlier tree is complete its root is the first hash, and the path leaves it out.
  const [first = fromRoot, ...rest] = place.index === 0 ? [fromRoot, ...path] : path;
  let [earlier, later] = [first, first];
  for (const hash of rest) {
    if (place.last === 0) return false;
    const onTheRight = isOnTheRight(place);
    if (onTheRight) earlier = hashNode(hash, earlier);
    later = onTheRight ? hashNode(hash, later) : hashNode(later, hash);
    place = nextPlace(place);
  }
  return place.last === 0 && sameHash(earlier, fromRoot) && sameHash(later, toRoot);
}

function isEarlier(from: number, to: number): boolean {
  return Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && from <= to;
}
