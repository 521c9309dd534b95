import { describe, expect, it } from 'vitest';

import { parseNote, signNote, verifyNote } from '../../../src/merkle/note.ts';
import type { Note } from '../../../src/merkle/note.ts';
import {
  cosignature,
  ENOCH_VKEY,
  knownKey,
  LOG,
  PETER,
  PETER_VKEY,
  vkeyOf,
  witnessKey,
  witnessVkey,
} from './signing-keys.ts';

/** The message of Go's sumdb/note tests. */
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETER_LINE =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const ENOCH_LINE =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';
const BOTH = `${TEXT}\n${PETER_LINE}${ENOCH_LINE}`;

const PETER_KEY = knownKey(PETER_VKEY);
const ENOCH_KEY = knownKey(ENOCH_VKEY);

/** The example of C2SP signed-note. */
const SALVATORE = [
  'Ognuno sta solo sul cuor della terra',
  'trafitto da un raggio di sole:',
  '',
  'ed è subito sera.',
  '',
  '— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=',
  '',
].join('\n');

function note(text: string): Note {
  const parsed = parseNote(text);
  if (!parsed) throw new Error('not a note');
  return parsed;
}

describe('A signed note', () => {
  it('is the known answer', () => {
    expect(signNote(TEXT, [PETER])).toBe(`${TEXT}\n${PETER_LINE}`);
  });

  it('has a text that may hold empty lines, and signatures by name and id', () => {
    const { text, signatures } = note(SALVATORE);

    expect(text).toBe(SALVATORE.slice(0, SALVATORE.lastIndexOf('\n—')));
    expect(signatures).toMatchObject([{ name: 'quasimodo.example/salvatore', id: 0x367ba04b }]);
    expect(signatures[0]?.signature).toHaveLength(64);
  });

  it('may be signed by many, on a line each', () => {
    const signed = signNote('a\n\n', [PETER, LOG]);

    expect(note(signed).text).toBe('a\n\n');
    expect(verifyNote(note(signed), [PETER_KEY, knownKey(vkeyOf(LOG))])).toMatchObject({
      ok: true,
      value: [{ name: PETER.name }, { name: LOG.name }],
    });
  });

  it.each([
    ['no text', ''],
    ['no newline at the end', 'abc'],
    ['a carriage return', 'abc\r\n'],
    ['half a character', '\ud83d\n'],
    ['what would pass for signatures', `${TEXT}\n${PETER_LINE.trimEnd()}`],
    ['more than a mebibyte', `${'x'.repeat(2 ** 20)}\n`],
  ])('is not made of %s', (_what, text) => {
    expect(() => signNote(text, [PETER])).toThrow(RangeError);
  });

  it('is not made without a key, nor by one whose name a note cannot hold', () => {
    expect(() => signNote(TEXT, [])).toThrow(RangeError);
    expect(() => signNote(TEXT, [{ ...PETER, name: 'Peter\u0001' }])).toThrow(RangeError);
  });

  it.each([
    ['no signature', TEXT],
    ['an empty signature block', `${TEXT}\n`],
    ['no newline at the end', BOTH.slice(0, -1)],
    ['a control character', `\u0001${BOTH}`],
    ['a carriage return', BOTH.replace('\n', '\r\n')],
    ['half a character', `\ud83d${BOTH}`],
    ['a name of two words', BOTH.replace('EnochRoot', 'Enoch Root')],
    ['a name with a plus', BOTH.replace('EnochRoot', 'Enoch+Root')],
    ['a word after the signature', BOTH.replace('QQ=\n', 'QQ= more\n')],
    ['no name', BOTH.replace('EnochRoot', '')],
    ['a hyphen for a dash', BOTH.replace('— Enoch', '- Enoch')],
    ['a line that is no signature', `${BOTH}Unexpected line.\n`],
    ['a key id and no signature', BOTH.replace(/rwz.*\n/, 'rwz+eA==\n')],
    ['sloppy Base 64', BOTH.replace('+QQ=', '+QR=')],
    ['101 signatures', `${TEXT}\n${PETER_LINE.repeat(101)}`],
    ['more than a mebibyte', 'é'.repeat(2 ** 19) + BOTH],
  ])('is refused with %s', (_what, text) => {
    expect(parseNote(BOTH)).not.toBeNull();
    expect(parseNote(text)).toBeNull();
  });

  it('may be as large as a mebibyte and have a hundred signatures', () => {
    expect(parseNote('x'.repeat(2 ** 20 - BOTH.length - 4) + BOTH)).not.toBeNull();
    expect(parseNote(`${TEXT}\n${PETER_LINE.repeat(100)}`)?.signatures).toHaveLength(100);
  });
});

describe('Verifying a note', () => {
  it('names the known keys that signed it', () => {
    expect(verifyNote(note(BOTH), [PETER_KEY])).toEqual({ ok: true, value: [PETER_KEY] });
    expect(verifyNote(note(BOTH), [ENOCH_KEY, PETER_KEY])).toEqual({ ok: true, value: [ENOCH_KEY, PETER_KEY] });
  });

  it('says when nobody known signed it', () => {
    expect(verifyNote(note(BOTH), [])).toEqual({ ok: false, error: 'NO_KNOWN_KEY' });
    expect(verifyNote(note(BOTH), [knownKey(vkeyOf(LOG))])).toEqual({ ok: false, error: 'NO_KNOWN_KEY' });
  });

  it('ignores a signature that shares the name or the id of a known key, but not both', () => {
    const sameName = BOTH.replace(ENOCH_LINE, PETER_LINE.replace('x08go', 'x08gp'));
    const sameId = BOTH.replace(ENOCH_LINE, PETER_LINE.replace('Neumann', 'Newmann').replace('ZJku', 'ZJkv'));

    expect(verifyNote(note(sameName), [PETER_KEY])).toEqual({ ok: true, value: [PETER_KEY] });
    expect(verifyNote(note(sameId), [PETER_KEY])).toEqual({ ok: true, value: [PETER_KEY] });
  });

  it.each([
    ['the text changed', BOTH.replace('answer', 'Answer')],
    ['the signature changed', BOTH.replace('ZJku', 'ZJkv')],
    ['the signature is too long', BOTH.replace('ZJku', 'ZJkuAAAA')],
    ['a second signature of the key does not hold', BOTH + PETER_LINE.replace('ZJku', 'ZJkv')],
    ['the other known key did not sign this', BOTH.replace('/5n2t', '/6n2t')],
  ])('is refused when %s', (_what, text) => {
    expect(verifyNote(note(text), [PETER_KEY, ENOCH_KEY])).toEqual({ ok: false, error: 'BAD_SIGNATURE' });
  });

  it('is refused for a key of the same name and id that is another key', () => {
    const impostor = { ...PETER_KEY, publicKey: ENOCH_KEY.publicKey };

    expect(verifyNote(note(BOTH), [impostor])).toEqual({ ok: false, error: 'BAD_SIGNATURE' });
    expect(verifyNote(note(BOTH), [{ ...PETER_KEY, publicKey: new Uint8Array(32).fill(0xff) }])).toMatchObject({
      ok: false,
    });
  });
});

describe('The cosignature of a witness', () => {
  const text = 'jejak.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n';
  const witness = witnessKey(1);
  const key = knownKey(witnessVkey(witness));

  it.each([0n, 1_679_315_147n, 2n ** 63n - 1n])('holds for the text and the time it was made at: %i', (time) => {
    const signed = signNote(text, [LOG]) + cosignature(text, witness, time);

    expect(verifyNote(note(signed), [key])).toEqual({ ok: true, value: [key] });
  });

  it.each([
    ['of another text', cosignature(`${text}extension\n`, witness, 5n)],
    ['of a time beyond 63 bits', cosignature(text, witness, 2n ** 63n)],
    ['that is only a timestamp', `— ${witness.name} ${idAndTime()}\n`],
    ['cut short', `— ${witness.name} ${idAndTime().slice(0, 8)}\n`],
  ])('does not hold %s', (_what, line) => {
    const signed = signNote(text, [LOG]) + line;

    expect(verifyNote(note(signed), [key])).toEqual({ ok: false, error: 'BAD_SIGNATURE' });
  });

  it('is not the signature of a log by the same key', () => {
    const asLog = knownKey(vkeyOf(witness));
    const signed = signNote(text, [LOG]) + cosignature(text, witness, 5n);

    expect(verifyNote(note(signed), [asLog])).toEqual({ ok: false, error: 'NO_KNOWN_KEY' });
  });

  function idAndTime(): string {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt32BE(key.id);
    return bytes.toString('base64');
  }
});
