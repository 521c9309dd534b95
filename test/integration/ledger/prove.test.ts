import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { ok } from '../../../src/kernel/result.ts';
import { proveConsistency, proveInclusions, readTreeHead, rootAt } from '../../../src/ledger/prove.ts';
import { readTile } from '../../../src/ledger/tree-nodes.ts';
import { verifyConsistency } from '../../../src/merkle/consistency.ts';
import { concatHashes, toDigest } from '../../../src/merkle/hash.ts';
import type { Hash } from '../../../src/merkle/hash.ts';
import { verifyInclusion } from '../../../src/merkle/inclusion.ts';
import { tileWidth } from '../../../src/merkle/tile.ts';
import { buildTree, treeRoot } from '../../../src/merkle/tree.ts';
import { counted, SYSTEM } from '../../support/ledger-catalogue.ts';
import { useDrizzle, useSql } from '../../support/ledger-rows.ts';
import { submission, useWriters } from '../../support/ledger-writer.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { readTree } from './expected-tree.ts';

const database = useTestDatabase();
const openWriter = useWriters();
const sql = useSql(() => database().superuserUrl);
const db = useDrizzle(() => database().applicationUrl);

const SIZE = 1100;

let leaves: readonly Hash[];

beforeAll(async () => {
  const writer = await openWriter(database().applicationUrl);
  const events = Array.from({ length: 100 }, () => counted(1));
  const command = { decide: () => ok({ under: SYSTEM, events }) };
  await Promise.all(Array.from({ length: SIZE / 100 }, () => writer.submit(submission(command))));
  leaves = (await readTree(sql())).levels[0] ?? [];
});

/** Sizes below the head whose last tile was partial then and is full now come up as often as the edges do. */
const size = fc.oneof(fc.integer({ min: 1, max: SIZE }), fc.constantFrom(1, 255, 256, 257, 512, 1023, 1024, SIZE));

function rootOf(count: number): Hash {
  return treeRoot(buildTree(leaves.slice(0, count)));
}

describe('What the database proves', () => {
  it('is about a tree of all entries', async () => {
    const { size: count, root } = await readTreeHead(db());

    expect([count, toDigest(root)]).toEqual([SIZE, toDigest(rootOf(SIZE))]);
  });

  it('is the root the tree had at any size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(size, fc.constant(0)), async (count) => {
        expect(toDigest(await rootAt(db(), count))).toBe(toDigest(rootOf(count)));
      }),
      { numRuns: 40 },
    );
  });

  it('is that entries are in the tree of any size, and that no other entry is there', async () => {
    const asked = size.chain((count) => fc.tuple(fc.constant(count), fc.array(fc.nat(count - 1), { maxLength: 5 })));

    await fc.assert(
      fc.asyncProperty(asked, async ([count, indexes]) => {
        const paths = await proveInclusions(db(), { indexes, size: count });

        const root = rootOf(count);
        const claims = indexes.map((index, at) => ({
          index,
          size: count,
          leaf: leaves[index]!,
          root,
          path: paths[at]!,
        }));
        expect(claims.filter((claim) => !verifyInclusion(claim))).toEqual([]);
        expect(claims.filter((claim) => verifyInclusion({ ...claim, leaf: leaves[SIZE - 1 - claim.index]! }))).toEqual(
          claims.filter(({ index }) => index === SIZE - 1 - index),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('is that a tree of any size grew from one of any smaller', async () => {
    const spans = fc.tuple(fc.oneof(size, fc.constant(0)), size).map((pair) => pair.toSorted((a, b) => a - b));

    await fc.assert(
      fc.asyncProperty(spans, async ([from = 0, to = 0]) => {
        const path = await proveConsistency(db(), { from, to });

        const claim = { from, to, fromRoot: rootOf(from), toRoot: rootOf(to), path };
        expect(verifyConsistency(claim)).toBe(true);
        expect(verifyConsistency({ ...claim, toRoot: hashedOtherwise(claim.toRoot) })).toBe(from === 0 && to > 0);
      }),
      { numRuns: 60 },
    );
  });

  it('is nothing about entries that are not there', async () => {
    await expect(proveInclusions(db(), { indexes: [SIZE], size: SIZE })).rejects.toThrow(RangeError);
    await expect(rootAt(db(), SIZE + 1)).rejects.toThrow('the tree lacks hashes');
  });
});

describe('A tile', () => {
  it.each([
    [0, 0, SIZE],
    [0, 3, SIZE],
    [0, 4, SIZE],
    [0, 4, 1030],
    [0, 2, 700],
    [1, 0, SIZE],
    [1, 0, 800],
    [0, 5, SIZE],
    [1, 0, 255],
  ])('%i/%i is as it was in a tree of %i', async (level, index, count) => {
    const row = buildTree(leaves.slice(0, count)).levels[level * 8] ?? [];
    const expected = concatHashes(row.slice(index * 256, index * 256 + 256));

    const tile = await readTile(db(), { level, index }, count);

    expect(Buffer.from(tile).equals(expected)).toBe(true);
    expect(tile.length).toBe(tileWidth({ level, index }, count) * 32);
  });
});

function hashedOtherwise(root: Hash): Hash {
  return root.map((byte, at) => (at === 0 ? byte ^ 1 : byte));
}
