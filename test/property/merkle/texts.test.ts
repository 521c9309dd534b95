import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatCheckpoint, parseCheckpoint } from '../../../src/merkle/checkpoint.ts';
import { decodeEntryBundle, encodeEntryBundle } from '../../../src/merkle/entry-bundle.ts';
import { fromBase64, fromDigest, toBase64, toDigest } from '../../../src/merkle/hash.ts';
import { headsRoot, proveHead, verifyHead } from '../../../src/merkle/heads.ts';
import { formatVerifierKey, parseVerifierKey, verifierKeyOf } from '../../../src/merkle/key.ts';
import { parseNote, signNote, verifyNote } from '../../../src/merkle/note.ts';
import { formatTlogProof, parseTlogProof } from '../../../src/merkle/tlog-proof.ts';
import { signingKey } from '../../unit/merkle/signing-keys.ts';
import { hash } from './reference.ts';

/** Whole characters, without control characters; newlines where they are allowed. */
const line = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/\p{Cc}/gu, '').toWellFormed());
const name = line.map((text) => `log/${text.replaceAll(/[\p{White_Space}+]/gu, '')}`);
const noteText = fc.array(line, { minLength: 1 }).map((lines) => `${lines.join('\n')}\n`);
const signer = fc.tuple(name, hash).map(([who, seed]) => signingKey(who, seed));
const checkpoint = fc.record({ origin: name, size: fc.maxSafeNat(), root: hash });

describe('what is written is read back:', () => {
  it('hashes', () => {
    fc.assert(
      fc.property(hash, (value) => {
        expect(fromBase64(toBase64(value))).toEqual(value);
        expect(fromDigest(toDigest(value))).toEqual(value);
      }),
    );
  });

  it('vkeys', () => {
    fc.assert(
      fc.property(signer, (key) => {
        expect(parseVerifierKey(formatVerifierKey(verifierKeyOf(key)))).toEqual(verifierKeyOf(key));
      }),
    );
  });

  it('notes, signed by all their keys', () => {
    const signers = fc.uniqueArray(signer, { minLength: 1, maxLength: 4, selector: (key) => key.name });

    fc.assert(
      fc.property(noteText, signers, (text, keys) => {
        const note = parseNote(signNote(text, keys))!;

        expect(note.text).toBe(text);
        expect(verifyNote(note, keys.map(verifierKeyOf))).toEqual({ ok: true, value: keys.map(verifierKeyOf) });
      }),
    );
  });

  it('checkpoints', () => {
    fc.assert(
      fc.property(checkpoint, (value) => {
        expect(parseCheckpoint(formatCheckpoint(value))).toEqual(value);
      }),
    );
  });

  it('tlog-proofs', () => {
    const extra = fc.option(fc.uint8Array({ minLength: 1 }).map((bytes) => Buffer.from(bytes).toString('base64')));

    fc.assert(
      fc.property(checkpoint, signer, fc.array(hash, { maxLength: 63 }), extra, (head, key, path, more) => {
        const proof = { index: head.size, path, checkpoint: signNote(formatCheckpoint(head), [key]), extra: more };

        expect(parseTlogProof(formatTlogProof(proof))).toEqual(proof);
      }),
    );
  });

  it('entry bundles', () => {
    const entry = fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.toWellFormed());

    fc.assert(
      fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
        expect(decodeEntryBundle(encodeEntryBundle(entries))).toEqual(entries);
      }),
    );
  });
});

describe('bytes from outside', () => {
  it('are an entry bundle in one way only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ max: 4 }), (bytes) => {
        const entries = decodeEntryBundle(bytes);

        expect(entries === null || Buffer.compare(encodeEntryBundle(entries), bytes) === 0).toBe(true);
      }),
    );
  });
});

describe('the map of stream heads', () => {
  const digest = hash.map(toDigest);
  const head = fc.record({
    stream: fc.string({ unit: 'grapheme' }).map((text) => text.toWellFormed()),
    streamPosition: fc.integer({ min: 1 }),
    leafHash: digest,
  });
  const heads = fc.uniqueArray(head, { minLength: 1, maxLength: 30, selector: ({ stream }) => stream });

  it('is the same in whatever order the streams are named, and that of their bytes', () => {
    fc.assert(
      fc.property(heads, (all) => {
        const order = all.map(({ stream }) => proveHead(all, stream)!.index);
        const sorted = all.map(({ stream }) => Buffer.from(stream)).sort((a, b) => Buffer.compare(a, b));

        expect(headsRoot(all.toReversed())).toEqual(headsRoot(all));
        expect(all.map(({ stream }) => sorted.findIndex((bytes) => bytes.toString() === stream))).toEqual(order);
      }),
    );
  });

  it('proves every head, and no head that was changed', () => {
    fc.assert(
      fc.property(heads, fc.nat(), digest, (all, choice, other) => {
        const chosen = all[choice % all.length]!;
        const proof = proveHead(all, chosen.stream)!;
        const root = headsRoot(all);

        expect(all.filter((candidate) => verifyHead(candidate, proof, root))).toEqual([chosen]);
        expect(verifyHead({ ...chosen, streamPosition: chosen.streamPosition + 1 }, proof, root)).toBe(false);
        expect(verifyHead({ ...chosen, leafHash: other }, proof, root)).toBe(other === chosen.leafHash);
      }),
    );
  });
});
