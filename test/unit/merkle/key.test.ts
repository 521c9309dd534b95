import { generateKeyPairSync } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { formatVerifierKey, parseVerifierKey, publicKeyBytes, verifierKeyOf } from '../../../src/merkle/key.ts';
import { ENOCH_VKEY, PETER, PETER_VKEY, vkey, vkeyOf, witnessKey, witnessVkey } from './signing-keys.ts';

/** The key of Go's checksum database. */
const GO_SUM_VKEY = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
/** A witness of the public witness network. */
const REMORA_VKEY = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2';

describe('A vkey', () => {
  it.each([
    [GO_SUM_VKEY, 'sum.golang.org', 0x033de0ae, 'ED25519'],
    [PETER_VKEY, 'PeterNeumann', 0xc74f20a3, 'ED25519'],
    [ENOCH_VKEY, 'EnochRoot', 0xaf0cfe78, 'ED25519'],
    [REMORA_VKEY, 'remora.n621.de', 0xda77ade7, 'COSIGNATURE_V1'],
  ] as const)('%s is read and written back', (text, name, id, algorithm) => {
    const key = parseVerifierKey(text);

    expect(key).toMatchObject({ name, id, algorithm });
    expect(key?.publicKey).toHaveLength(32);
    expect(key && formatVerifierKey(key)).toBe(text);
  });

  it('of a witness is told apart from the same key of a log', () => {
    const key = witnessKey(1);

    expect(parseVerifierKey(witnessVkey(key))).toMatchObject({ algorithm: 'COSIGNATURE_V1' });
    expect(parseVerifierKey(vkeyOf(key))).toMatchObject({ algorithm: 'ED25519' });
    expect(parseVerifierKey(witnessVkey(key))?.id).not.toBe(parseVerifierKey(vkeyOf(key))?.id);
  });

  it('is not read when any part of it is missing', () => {
    const parts = Array.from({ length: PETER_VKEY.length }, (_, place) => place);

    expect(parts.map((place) => parseVerifierKey(PETER_VKEY.slice(0, place)))).toEqual(parts.map(() => null));
    expect(parts.slice(1).map((place) => parseVerifierKey(PETER_VKEY.slice(place)))).toEqual(
      parts.slice(1).map(() => null),
    );
  });

  /** The first two are from the tests of Go's sumdb/note. */
  it.each([
    ['a key too long', 'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=='],
    ['another algorithm', 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['33 bytes of key and the id that fits', vkey('log', Buffer.alloc(34, 0x01))],
    ['31 bytes of key and the id that fits', vkey('log', Buffer.alloc(32, 0x01))],
    ['an unknown type and the id that fits', vkey('log', Buffer.alloc(33, 0x06))],
    ['the id of another name', PETER_VKEY.replace('Neumann', 'Newmann')],
    ['a capital id', PETER_VKEY.replace('c74f20a3', 'C74F20A3')],
    ['a newline at the end', `${PETER_VKEY}\n`],
    ['a space in the name', PETER_VKEY.replace('PeterNeumann', 'Peter Neumann')],
    ['no name', PETER_VKEY.replace('PeterNeumann', '')],
  ])('is refused with %s', (_what, text) => {
    expect(parseVerifierKey(text)).toBeNull();
  });
});

describe('A signing key', () => {
  it('has the known public key', () => {
    expect(formatVerifierKey(verifierKeyOf(PETER))).toBe(PETER_VKEY);
    expect(publicKeyBytes(PETER.privateKey)).toEqual(parseVerifierKey(PETER_VKEY)?.publicKey);
  });

  it.each(['', 'two words', 'a+b', 'a\nb', 'a\u00a0b', 'a\u3000b', 'a\u0085b', '\ud800'])('has no name %j', (name) => {
    expect(() => verifierKeyOf({ ...PETER, name })).toThrow(RangeError);
  });

  it('is of Ed25519', () => {
    const { privateKey } = generateKeyPairSync('x25519');

    expect(() => publicKeyBytes(privateKey)).toThrow(TypeError);
  });
});
