import { describe, expect, it } from 'vitest';

import { formatCheckpoint, parseCheckpoint } from '../../../src/merkle/checkpoint.ts';
import { EMPTY_ROOT, fromBase64, toBase64 } from '../../../src/merkle/hash.ts';
import { parseNote, signNote, verifyNote } from '../../../src/merkle/note.ts';
import { knownKey, LOG, vkeyOf } from './signing-keys.ts';

const ROOT = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
/** The example of C2SP tlog-checkpoint. */
const TEXT = `example.com/behind-the-sofa\n20852163\n${ROOT}\n`;

/** A checkpoint of Go's checksum database. */
const GO_SUM = [
  'go.sum database tree',
  '6476701',
  'mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=',
  '',
  '— sum.golang.org Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=',
  '',
].join('\n');
const GO_SUM_VKEY = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';

describe('A checkpoint', () => {
  it('is the origin, the size and the root on a line each', () => {
    const checkpoint = { origin: 'example.com/behind-the-sofa', size: 20852163, root: fromBase64(ROOT)! };

    expect(formatCheckpoint(checkpoint)).toBe(TEXT);
    expect(parseCheckpoint(TEXT)).toEqual(checkpoint);
  });

  it('of a real log is read and verifies', () => {
    const note = parseNote(GO_SUM)!;

    expect(verifyNote(note, [knownKey(GO_SUM_VKEY)])).toMatchObject({ ok: true });
    expect(parseCheckpoint(note.text)).toMatchObject({ origin: 'go.sum database tree', size: 6476701 });
  });

  it('may be of the empty tree or as large as numbers are exact', () => {
    expect(parseCheckpoint(`a\n0\n${toBase64(EMPTY_ROOT)}\n`)).toEqual({ origin: 'a', size: 0, root: EMPTY_ROOT });
    expect(parseCheckpoint(`a\n9007199254740991\n${ROOT}\n`)?.size).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('may have further lines, which nobody reads', () => {
    expect(parseCheckpoint(`${TEXT}extension\nanother\n`)).toEqual(parseCheckpoint(TEXT));
  });

  it.each([
    ['no newline at the end', TEXT.slice(0, -1)],
    ['no newline after a further line', `${TEXT}extension`],
    ['two lines', `a\n1\n`],
    ['no origin', `\n1\n${ROOT}\n`],
    ['an empty line', `${TEXT}\nmore\n`],
    ['an empty line at the end', `${TEXT}\n`],
    ['a leading zero', `a\n01\n${ROOT}\n`],
    ['a sign', `a\n+1\n${ROOT}\n`],
    ['another base', `a\n0x1\n${ROOT}\n`],
    ['an exponent', `a\n1e3\n${ROOT}\n`],
    ['a size of 2^53', `a\n9007199254740992\n${ROOT}\n`],
    ['a size beyond counting', `a\n${'9'.repeat(400)}\n${ROOT}\n`],
    ['another kind of digit', `a\n١\n${ROOT}\n`],
    ['a short root', `a\n1\n${ROOT.slice(4)}\n`],
    ['a sloppy root', `a\n1\n${ROOT.replace('2I=', '2J=')}\n`],
  ])('is refused with %s', (_what, text) => {
    expect(parseCheckpoint(text)).toBeNull();
  });

  it.each(['', 'a\nb'])('has no origin %j', (origin) => {
    expect(() => formatCheckpoint({ origin, size: 0, root: EMPTY_ROOT })).toThrow(RangeError);
  });

  it('that was signed holds no more when any bit of it is flipped', () => {
    const key = knownKey(vkeyOf(LOG));
    const signed = Buffer.from(signNote(formatCheckpoint({ origin: LOG.name, size: 3, root: EMPTY_ROOT }), [LOG]));
    const places = Array.from({ length: signed.length * 8 }, (_, place) => place);

    const surviving = places.filter((place) => holds(flipped(signed, place)));

    expect(holds(signed)).toBe(true);
    expect(surviving).toEqual([]);

    function holds(bytes: Uint8Array): boolean {
      const note = parseNote(Buffer.from(bytes).toString('utf8'));
      return note !== null && verifyNote(note, [key]).ok;
    }
  });
});

function flipped(bytes: Uint8Array, place: number): Uint8Array {
  return bytes.map((byte, at) => (at === Math.floor(place / 8) ? byte ^ (1 << (place % 8)) : byte));
}
