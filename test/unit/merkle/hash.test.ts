import { describe, expect, it } from 'vitest';

import {
  EMPTY_ROOT,
  fromBase64,
  fromDigest,
  hashLeaf,
  hashNode,
  leafHash,
  sameHash,
  toBase64,
  toDigest,
} from '../../../src/merkle/hash.ts';
import { bytes, hexadecimal, KNOWN_LEAVES, KNOWN_ROOTS } from './known-tree.ts';

const EMPTY_LEAF = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d';

describe('A leaf hash', () => {
  it('of the empty leaf is the known answer of RFC 6962', () => {
    expect(leafHash('')).toBe(`sha256:${EMPTY_LEAF}`);
    expect(hexadecimal(hashLeaf(''))).toBe(EMPTY_LEAF);
  });

  it('is the same for a text, its bytes and its digest', () => {
    const text = '{"negara":"Indonesia","tanda":"é\u{1f600}"}';

    expect(hashLeaf(text)).toEqual(hashLeaf(new TextEncoder().encode(text)));
    expect(toDigest(hashLeaf(text))).toBe(leafHash(text));
  });

  it('is not the hash of a node over the same bytes', () => {
    const [left, right] = [KNOWN_LEAVES[0]!, KNOWN_LEAVES[1]!];

    expect(hashNode(left, right)).toEqual(KNOWN_ROOTS[2]);
    expect(hashNode(left, right)).not.toEqual(hashLeaf(Buffer.concat([left, right])));
  });
});

describe('The empty root', () => {
  it('is the hash of nothing', () => {
    expect(EMPTY_ROOT).toEqual(KNOWN_ROOTS[0]);
  });
});

describe('A hash as text', () => {
  const hash = bytes(EMPTY_LEAF);
  const base64 = 'bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=';

  it('is read back from its digest and its Base 64', () => {
    expect(toBase64(hash)).toBe(base64);
    expect(fromBase64(base64)).toEqual(hash);
    expect(fromDigest(`sha256:${EMPTY_LEAF}`)).toEqual(hash);
  });

  it('is taken from the middle of a larger buffer', () => {
    const inside = Buffer.concat([KNOWN_ROOTS[0]!, hash, KNOWN_ROOTS[0]!]).subarray(32, 64);

    expect(toBase64(inside)).toBe(base64);
    expect(toDigest(inside)).toBe(`sha256:${EMPTY_LEAF}`);
  });

  it.each([
    ['without padding', 'bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0'],
    ['with bits that nobody reads', 'bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB1='],
    ['in the alphabet of URLs', 'bjQLnP-zepicpUTmu3gKLHiQHT-zNzh2hRGjBhevoB0='],
    ['with a space', 'bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0 '],
    ['of 31 bytes', 'bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoA=='],
    ['of 33 bytes', 'bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0A'],
  ])('is refused %s', (_what, text) => {
    expect(fromBase64(text)).toBeNull();
  });

  it.each(['sha256:', `sha256:${EMPTY_LEAF.toUpperCase()}`, `sha256:${EMPTY_LEAF}0`] as const)(
    'is no digest: %s',
    (digest) => {
      expect(() => fromDigest(digest)).toThrow(RangeError);
    },
  );
});

describe('Comparing hashes', () => {
  it('tells a prefix from the whole', () => {
    const hash = bytes(EMPTY_LEAF);

    expect(sameHash(hash, Buffer.from(hash))).toBe(true);
    expect(sameHash(hash.subarray(0, 31), hash)).toBe(false);
    expect(sameHash(hash, hash.subarray(0, 31))).toBe(false);
  });
});
