import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { proveConsistency } from '../../../src/ledger/prove.ts';
import { verifyConsistency } from '../../../src/merkle/consistency.ts';
import { treeRoot } from '../../../src/merkle/tree.ts';
import { receiptFor } from '../../../src/view/proofs.ts';
import { readRows } from '../../support/ledger-rows.ts';
import { readTree } from '../ledger/expected-tree.ts';
import { signedBy, useSmallLog } from './small-log.ts';

describe('The signer', () => {
  const log = useSmallLog();

  it('signs the tree as soon as it is started', async () => {
    const { reader } = await log().open();

    const latest = reader.checkpoints.latest()!;

    expect(reader.checkpoints.status()).toEqual({ state: 'SIGNING' });
    expect(latest).toMatchObject({ size: 1, keys: [log().signing.key] });
    expect(signedBy(latest.text, [log().signing.key])).toMatchObject({ origin: 'small.jejak', size: 1 });
  });

  it('has kept what covers an entry before its receipt leaves', async () => {
    const components = await log().open();
    const positions = await Promise.all(['a', 'b', 'c', 'd'].map((person) => log().register(components, person)));
    const rows = await readRows(log().sql);

    const receipts = positions.map(async (position) => {
      // Leaf hashes are written by the ledger as digests.
      const leafHash = rows[position - 1]!.leaf_hash as `sha256:${string}`;
      const receipt = await receiptFor(components.reader, { position, leafHash });
      const kept = await log().kept();
      return [receipt!.treeSize >= position, kept.size >= receipt!.treeSize];
    });

    expect(await Promise.all(receipts)).toEqual(positions.map(() => [true, true]));
    expect(signedBy((await log().kept()).text, [log().signing.key])).toMatchObject({
      size: 5,
      root: treeRoot(await readTree(log().sql)),
    });
  });

  it('signs soon after a commit though nobody asks, and signs what is left when it is closed', async () => {
    const components = await log().open();
    await log().register(components, 'e');
    while ((await log().kept()).size < 6) await pause(10);
    await log().register(components, 'f');

    await components.close();

    expect(await log().kept()).toMatchObject({ size: 7 });
  });

  it('keeps one file for the log, and no half of one', async () => {
    const files = await readdir(join(log().signing.home, 'log'));

    expect(files.toSorted()).toEqual([
      expect.stringMatching(/^checkpoint-[0-9a-f]{16}\.txt$/),
      expect.stringMatching(/^key-[0-9a-f]{16}\.pem$/),
    ]);
  });

  it('keeps its key where nobody else can read it', async () => {
    const folder = join(log().signing.home, 'log');
    const [key = ''] = (await readdir(folder)).filter((name) => name.endsWith('.pem'));

    expect((await stat(join(folder, key))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });
});

describe('Two signers on one home', () => {
  const log = useSmallLog();

  it('take turns: whatever either signs extends what both signed before', async () => {
    const both = await Promise.all([log().open(), log().open()]);
    const texts: string[] = [];

    await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        const components = both[index % 2]!;
        const position = await log().register(components, `person-${index}`);
        texts.push((await components.reader.checkpoints.covering(position))!.text);
      }),
    );

    const signed = texts.map((text) => signedBy(text, [log().signing.key])!).toSorted((a, b) => a.size - b.size);
    const broken: unknown[] = [];
    for (const [at, { size: to, root: toRoot }] of signed.entries()) {
      const { size: from, root: fromRoot } = signed[Math.max(0, at - 1)]!;
      const path = await proveConsistency(both[0].reader.database, { from, to });
      if (!verifyConsistency({ from, to, fromRoot, toRoot, path })) broken.push([from, to]);
    }
    expect(broken).toEqual([]);
    expect(signed.at(-1)!.size).toBe(31);
    expect(await log().kept()).toMatchObject({ size: 31 });
    expect(log().warned).toEqual([]);
  });
});
