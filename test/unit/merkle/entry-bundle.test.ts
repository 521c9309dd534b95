import { describe, expect, it } from 'vitest';

import { decodeEntryBundle, encodeEntryBundle, parseEntriesPath } from '../../../src/merkle/entry-bundle.ts';

describe('An entry bundle', () => {
  it('is each entry after its length', () => {
    const bytes = encodeEntryBundle(['ab', '', 'é']);

    expect([...bytes]).toEqual([0, 2, 0x61, 0x62, 0, 0, 0, 2, 0xc3, 0xa9]);
    expect(decodeEntryBundle(bytes)).toEqual(['ab', '', 'é']);
  });

  it('keeps every byte of an entry, a byte order mark too', () => {
    const entries = ['\ufeff{}', 'a\u0000b\n'];

    expect(decodeEntryBundle(encodeEntryBundle(entries))).toEqual(entries);
  });

  it('is read from the middle of a larger buffer', () => {
    const inside = Buffer.from([9, 9, 0, 1, 0x61, 9]).subarray(2, 5);

    expect(decodeEntryBundle(inside)).toEqual(['a']);
  });

  it('holds 256 entries of 65,535 bytes and no more', () => {
    expect(decodeEntryBundle(encodeEntryBundle(Array.from({ length: 256 }, () => 'x')))).toHaveLength(256);
    expect(decodeEntryBundle(new Uint8Array(2 * 257))).toBeNull();
    expect(() => encodeEntryBundle(Array.from({ length: 257 }, () => ''))).toThrow(RangeError);
    expect(decodeEntryBundle(encodeEntryBundle(['x'.repeat(65_535)]))).toEqual(['x'.repeat(65_535)]);
    expect(() => encodeEntryBundle(['x'.repeat(65_536)])).toThrow(RangeError);
  });

  it.each([
    ['half a length', [0]],
    ['an entry cut short', [0, 2, 0x61]],
    ['a length and nothing else', [0, 1]],
    ['more after the last entry', [0, 1, 0x61, 0]],
    ['what is not UTF-8', [0, 1, 0xff]],
    ['an overlong form', [0, 2, 0xc0, 0x80]],
    ['a surrogate', [0, 3, 0xed, 0xa0, 0x80]],
  ])('is refused with %s', (_what, bytes) => {
    expect(decodeEntryBundle(Uint8Array.from(bytes))).toBeNull();
  });
});

describe('The path of an entry bundle', () => {
  it('names its index and width', () => {
    expect(parseEntriesPath('x001/234')).toEqual({ index: 1234, width: 256 });
    expect(parseEntriesPath('000.p/5')).toEqual({ index: 0, width: 5 });
  });

  it.each(['', '0/x001/234', 'x001/234/', 'x001', '../000'])('is refused: %j', (path) => {
    expect(parseEntriesPath(path)).toBeNull();
  });
});
