import { describe, expect, it } from 'vitest';

import { digestOf, isDigest } from '../../../src/kernel/digest.ts';

/** The examples of FIPS 180-4, as NIST publishes them. */
describe('a digest', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('of %o is SHA-256', (text, hex) => {
    expect(digestOf(text)).toBe(`sha256:${hex}`);
  });

  it('of a text is that of its UTF-8 bytes', () => {
    expect(digestOf('perangkat daerah é €')).toBe(digestOf(new TextEncoder().encode('perangkat daerah é €')));
  });

  it('is known by its form', () => {
    expect(isDigest(digestOf('abc'))).toBe(true);
  });

  it.each([
    '',
    'sha256:',
    `sha256:${'A'.repeat(64)}`,
    `sha256:${'a'.repeat(63)}`,
    `sha256:${'a'.repeat(64)}\n`,
    '../x',
  ])('is not %j', (text) => {
    expect(isDigest(text)).toBe(false);
  });
});
