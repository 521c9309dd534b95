import { describe, expect, it } from 'vitest';

import { formatCheckpoint, parseCheckpoint } from '../../../src/merkle/checkpoint.ts';
import { hashLeaf } from '../../../src/merkle/hash.ts';
import { inclusionSpans, verifyInclusion } from '../../../src/merkle/inclusion.ts';
import { parseNote, signNote } from '../../../src/merkle/note.ts';
import { spanHash } from '../../../src/merkle/subtree.ts';
import { formatTlogProof, parseTlogProof } from '../../../src/merkle/tlog-proof.ts';
import { buildTree, hashInTree, treeRoot } from '../../../src/merkle/tree.ts';
import { LOG } from './signing-keys.ts';

const LEAVES = ['a', 'b', 'c'].map((entry) => hashLeaf(entry));
const TREE = buildTree(LEAVES);
const CHECKPOINT = signNote(formatCheckpoint({ origin: LOG.name, size: 3, root: treeRoot(TREE) }), [LOG]);
const PATH = inclusionSpans(2, 3).map((span) => spanHash(span, (node) => hashInTree(TREE, node)));
const PROOF = { index: 2, path: PATH, checkpoint: CHECKPOINT, extra: null };

const HASH_LINE = 'sTcVtiFj5cEQIPXYt0v+xyrL5TxjIVXgvAbRyz6bo2o=';
const TEXT = `c2sp.org/tlog-proof@v1\nindex 2\n${HASH_LINE}\n\n${CHECKPOINT}`;

describe('A tlog-proof', () => {
  it('is the index, the path and the checkpoint after an empty line', () => {
    const lines = formatTlogProof(PROOF).split('\n');

    expect(lines.slice(0, 5)).toEqual(['c2sp.org/tlog-proof@v1', 'index 2', lines[2], '', LOG.name]);
    expect(formatTlogProof(PROOF).endsWith(`\n\n${CHECKPOINT}`)).toBe(true);
  });

  it('is read back, with and without an extra line', () => {
    const extra = { ...PROOF, extra: 'c2F0dQ==' };
    const single = { ...PROOF, index: 0, path: [] };

    expect(parseTlogProof(formatTlogProof(PROOF))).toEqual(PROOF);
    expect(parseTlogProof(formatTlogProof(extra))).toEqual(extra);
    expect(formatTlogProof(extra)).toContain('@v1\nextra c2F0dQ==\nindex 2\n');
    expect(parseTlogProof(formatTlogProof(single))).toEqual(single);
  });

  it('says all that is needed to verify', () => {
    const { index, path, checkpoint } = parseTlogProof(formatTlogProof(PROOF))!;
    const { size, root } = parseCheckpoint(parseNote(checkpoint)!.text)!;

    expect(verifyInclusion({ index, size, leaf: LEAVES[2]!, root, path })).toBe(true);
    expect(verifyInclusion({ index, size, leaf: LEAVES[1]!, root, path })).toBe(false);
  });

  it.each([
    ['another header', TEXT.replace('@v1', '@v2')],
    ['no header', TEXT.slice(TEXT.indexOf('index'))],
    ['no index', TEXT.replace('index 2\n', '')],
    ['a negative index', TEXT.replace('index 2', 'index -2')],
    ['a leading zero', TEXT.replace('index 2', 'index 02')],
    ['an index of 2^53', TEXT.replace('index 2', 'index 9007199254740992')],
    ['two spaces', TEXT.replace('index 2', 'index  2')],
    ['the extra line after the index', TEXT.replace('index 2\n', 'index 2\nextra c2F0dQ==\n')],
    ['two extra lines', TEXT.replace('index', 'extra c2F0dQ==\nextra c2F0dQ==\nindex')],
    ['an empty extra line', TEXT.replace('index', 'extra \nindex')],
    ['a sloppy extra line', TEXT.replace('index', 'extra c2F0dR==\nindex')],
    ['a short hash', TEXT.replace(HASH_LINE, HASH_LINE.slice(4))],
    ['a carriage return', TEXT.replace('index 2\n', 'index 2\r\n')],
    ['64 hashes', TEXT.replace(HASH_LINE, Array.from({ length: 64 }, () => HASH_LINE).join('\n'))],
    ['no empty line', TEXT.replace('\n\n', '\n')],
    ['two empty lines', TEXT.replace('\n\n', '\n\n\n')],
    ['no checkpoint', TEXT.slice(0, TEXT.indexOf('\n\n') + 2)],
    ['a checkpoint that is not signed', TEXT.slice(0, TEXT.indexOf('\n\n—') + 1)],
    ['a note that is no checkpoint', TEXT.replace(CHECKPOINT, signNote('a\nb\nc\n', [LOG]))],
  ])('is refused with %s', (_what, text) => {
    expect(parseTlogProof(TEXT)).not.toBeNull();
    expect(parseTlogProof(text)).toBeNull();
  });

  it.each(['', 'satu dua', 'c2F0dR==', 'c2F0\ndQ=='])('is not made with %j as extra data', (extra) => {
    expect(() => formatTlogProof({ ...PROOF, extra })).toThrow(RangeError);
  });

  it('may have a path of 63 hashes', () => {
    const text = TEXT.replace(HASH_LINE, Array.from({ length: 63 }, () => HASH_LINE).join('\n'));

    expect(parseTlogProof(text)?.path).toHaveLength(63);
  });
});
