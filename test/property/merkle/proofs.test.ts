import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { consistencySpans, verifyConsistency } from '../../../src/merkle/consistency.ts';
import { hashLeaf } from '../../../src/merkle/hash.ts';
import type { Hash } from '../../../src/merkle/hash.ts';
import { inclusionSpans, verifyInclusion } from '../../../src/merkle/inclusion.ts';
import { joinSubtrees } from '../../../src/merkle/subtree.ts';
import type { Span } from '../../../src/merkle/subtree.ts';
import { buildTree, treeRoot } from '../../../src/merkle/tree.ts';
import { flipBit, hash, hashesOf, rootOf, rootOver, spanKey } from './reference.ts';

const leaves = fc.uniqueArray(hash, {
  minLength: 1,
  maxLength: 70,
  selector: (leaf) => Buffer.from(leaf).toString('hex'),
});
const size = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 2 ** 31, max: Number.MAX_SAFE_INTEGER }));
const bit = fc.nat(255);

/** A leaf of a tree of any size. */
const leafOf = size.chain((count) => fc.record({ index: fc.nat({ max: count - 1 }), count: fc.constant(count) }));

/** An earlier and a later size, near each other and far apart. */
const sizes = fc.tuple(size, size).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

/** A hash for every span, as if the leaves below were known. */
function table(spans: readonly Span[]): Map<string, Hash> {
  return new Map(spans.map((span) => [spanKey(span), hashLeaf(spanKey(span))]));
}

describe('inclusion proofs', () => {
  it('prove every leaf, and no other leaf in its place', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), (all, choice) => {
        const index = choice % all.length;
        const tree = buildTree(all);
        const path = hashesOf(tree, inclusionSpans(index, all.length));
        const proven = all.filter((leaf) =>
          verifyInclusion({ index, size: all.length, leaf, root: rootOf(all), path }),
        );

        expect(proven).toEqual([all[index]]);
      }),
      { numRuns: 50 },
    );
  });

  it('do not prove a leaf in another place', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), (all, choice) => {
        const index = choice % all.length;
        const path = hashesOf(buildTree(all), inclusionSpans(index, all.length));
        const claim = { size: all.length, leaf: all[index]!, root: rootOf(all), path };
        const places = all.map((_, place) => place).filter((place) => verifyInclusion({ ...claim, index: place }));

        expect(places).toEqual([index]);
      }),
      { numRuns: 50 },
    );
  });

  it('hold up to the largest tree, and for no flipped bit', () => {
    fc.assert(
      fc.property(leafOf, bit, fc.nat(), ({ index, count }, place, choice) => {
        const spans = inclusionSpans(index, count);
        const known = table([...spans, { start: index, end: index + 1 }]);
        const path = spans.map((span) => known.get(spanKey(span))!);
        const leaf = known.get(spanKey({ start: index, end: index + 1 }))!;
        const claim = { index, size: count, leaf, root: rootOver({ start: 0, end: count }, known), path };

        expect(verifyInclusion(claim)).toBe(true);
        expect(verifyInclusion({ ...claim, leaf: flipBit(claim.leaf, place) })).toBe(false);
        expect(verifyInclusion({ ...claim, root: flipBit(claim.root, place) })).toBe(false);
        expect(verifyInclusion({ ...claim, path: changed(path, choice % path.length, place) })).toBe(path.length === 0);
        expect(verifyInclusion({ ...claim, path: path.toSpliced(choice % path.length, 1) })).toBe(path.length === 0);
        expect(verifyInclusion({ ...claim, path: [...path, leaf] })).toBe(false);
      }),
    );
  });
});

describe('consistency proofs', () => {
  it('join every earlier tree with every later one', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), (all, choice) => {
        const from = choice % (all.length + 1);
        const path = hashesOf(buildTree(all), consistencySpans(from, all.length));
        const fromRoot = treeRoot(buildTree(all.slice(0, from)));

        expect(verifyConsistency({ from, to: all.length, fromRoot, toRoot: rootOf(all), path })).toBe(true);
      }),
    );
  });

  it('do not join a tree in which an earlier leaf was rewritten', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), fc.nat(), bit, (all, choice, rewritten, place) => {
        const from = 1 + (choice % all.length);
        const fromRoot = rootOf(all.slice(0, from));
        const other = changed(all, rewritten % from, place);
        const path = hashesOf(buildTree(other), consistencySpans(from, all.length));

        expect(verifyConsistency({ from, to: all.length, fromRoot, toRoot: rootOf(other), path })).toBe(false);
      }),
    );
  });

  it('hold up to the largest tree, and for no flipped bit', () => {
    fc.assert(
      fc.property(sizes, bit, fc.nat(), ([from, to], place, choice) => {
        const spans = consistencySpans(from, to);
        // A complete earlier tree is left out of the path, because the verifier knows its root.
        const earlier = spans.some(({ start }) => start === 0) ? [] : [{ start: 0, end: from }];
        const known = table([...spans, ...earlier]);
        const before = [...spans, ...earlier].filter(({ end }) => end <= from).sort((a, b) => a.start - b.start);
        const path = spans.map((span) => known.get(spanKey(span))!);
        const fromRoot = joinSubtrees(before.map((span) => known.get(spanKey(span))!));
        const claim = { from, to, fromRoot, toRoot: rootOver({ start: 0, end: to }, known), path };

        expect(verifyConsistency(claim)).toBe(true);
        expect(verifyConsistency({ ...claim, fromRoot: flipBit(fromRoot, place) })).toBe(false);
        expect(verifyConsistency({ ...claim, toRoot: flipBit(claim.toRoot, place) })).toBe(false);
        expect(verifyConsistency({ ...claim, path: changed(path, choice % path.length, place) })).toBe(
          path.length === 0,
        );
        expect(verifyConsistency({ ...claim, path: path.toSpliced(choice % path.length, 1) })).toBe(path.length === 0);
        expect(verifyConsistency({ ...claim, path: [...path, fromRoot] })).toBe(false);
      }),
    );
  });
});

function changed(hashes: readonly Hash[], at: number, place: number): readonly Hash[] {
  return hashes.map((value, index) => (index === at ? flipBit(value, place) : value));
}
