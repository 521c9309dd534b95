import { describe, expect, it } from 'vitest';

import { EMPTY_ROOT, hashLeaf, hashNode } from '../../../src/merkle/hash.ts';
import { headsRoot, proveHead, verifyHead } from '../../../src/merkle/heads.ts';
import type { StreamHead } from '../../../src/merkle/heads.ts';

const DIGEST = `sha256:${'ab'.repeat(32)}` as const;

function head(stream: string, streamPosition = 1): StreamHead {
  return { stream, streamPosition, leafHash: DIGEST };
}

describe('The map of stream heads', () => {
  it('without streams has the empty root', () => {
    expect(headsRoot([])).toEqual(EMPTY_ROOT);
    expect(proveHead([], 'ledger')).toBeNull();
  });

  it('is a tree over the canonical JSON of each head', () => {
    const left = hashLeaf(`["cycle/AKSI",3,"${DIGEST}"]`);
    const right = hashLeaf(`["ledger",12,"${DIGEST}"]`);

    expect(headsRoot([head('ledger', 12), head('cycle/AKSI', 3)])).toEqual(hashNode(left, right));
  });

  it('is in the order of UTF-8, which is not the order of UTF-16', () => {
    const [beyond, high] = ['\u{1f600}', '\uff5e'];
    const heads = [head(beyond), head(high)];

    expect(beyond < high).toBe(true);
    expect(proveHead(heads, high)?.index).toBe(0);
    expect(proveHead(heads, beyond)?.index).toBe(1);
  });

  it('puts a name before the longer names it begins', () => {
    const heads = [head('report/2'), head('report/10'), head('report')];

    expect(proveHead(heads, 'report')?.index).toBe(0);
    expect(proveHead(heads, 'report/10')?.index).toBe(1);
    expect(proveHead(heads, 'report/2')?.index).toBe(2);
  });

  it('has no place for a stream named twice', () => {
    expect(() => headsRoot([head('a', 1), head('b'), head('a', 2)])).toThrow(RangeError);
  });

  it('proves what a stream ends with, and nothing else', () => {
    const heads = ['a', 'b', 'c', 'd', 'e'].map((stream) => head(stream));
    const proof = proveHead(heads, 'c')!;
    const root = headsRoot(heads);

    expect(proof).toMatchObject({ index: 2, size: 5 });
    expect(verifyHead(head('c'), proof, root)).toBe(true);
    expect(verifyHead(head('c', 2), proof, root)).toBe(false);
    expect(verifyHead(head('b'), proof, root)).toBe(false);
    expect(verifyHead(head('c'), { ...proof, index: 1 }, root)).toBe(false);
    expect(proveHead(heads, 'f')).toBeNull();
  });
});
