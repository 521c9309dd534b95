import { createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { isKeyName, verifierKeyOf } from './key.ts';
import type { SigningKey, VerifierKey } from './key.ts';

/** A text and who signed it (C2SP signed-note). The text MUST be ignored until a trusted key verified. */
export type Note = Readonly<{ text: string; signatures: readonly NoteSignature[] }>;

export type NoteSignature = Readonly<{ name: string; id: number; signature: Uint8Array }>;

/** Bounds for notes from outside; Go's sumdb/note takes as many signatures. */
const MAX_NOTE_BYTES = 1_048_576;
const MAX_SIGNATURES = 100;

/** Ends in a newline, and has no other control character. */
const NOTE_TEXT = /^[\n\u0020-\u{10ffff}]*\n$/u;

const KEY_ID_BYTES = 4;
const TIMESTAMP_BYTES = 8;
const MAX_TIMESTAMP = 2n ** 63n - 1n;

/** Reads a note strictly, so that one note has one spelling; says nothing about whether its signatures hold. */
export function parseNote(text: string): Note | null {
  if (!isNoteText(text) || Buffer.byteLength(text) > MAX_NOTE_BYTES) return null;
  const split = text.lastIndexOf('\n\n');
  const lines = text.slice(split + 2, -1).split('\n');
  if (split < 0 || lines.length > MAX_SIGNATURES) return null;
  const signatures = lines.map(parseSignature).filter((signature) => signature !== null);
  if (signatures.length !== lines.length) return null;
  return { text: text.slice(0, split + 1), signatures };
}

/** The note that these keys sign; MUST be one that others can read, so its text ends in a newline: otherwise it throws. */
export function signNote(text: string, keys: readonly SigningKey[]): string {
  const note = [text, ...keys.map((key) => signatureLine(text, key)), ''].join('\n');
  if (!isNoteText(text) || keys.length === 0 || !parseNote(note)) throw new RangeError('a note that nobody could read');
  return note;
}

/** Which of these keys signed the note. One signature of theirs that does not hold discredits the whole note. */
export function verifyNote(
  note: Note,
  keys: readonly VerifierKey[],
): Result<readonly VerifierKey[], 'NO_KNOWN_KEY' | 'BAD_SIGNATURE'> {
  const verified: VerifierKey[] = [];
  for (const key of keys) {
    const signatures = note.signatures.filter(({ name, id }) => name === key.name && id === key.id);
    if (signatures.length === 0) continue;
    if (!signatures.every(({ signature }) => holds(note.text, key, signature))) return err('BAD_SIGNATURE');
    verified.push(key);
  }
  return verified.length > 0 ? ok(verified) : err('NO_KNOWN_KEY');
}

function isNoteText(text: string): boolean {
  return text.length <= MAX_NOTE_BYTES && text.isWellFormed() && NOTE_TEXT.test(text);
}

function parseSignature(line: string): NoteSignature | null {
  const [dash, name = '', encoded = '', ...more] = line.split(' ');
  const bytes = decodeBase64(encoded);
  if (dash !== '—' || !isKeyName(name) || more.length > 0) return null;
  if (!bytes || bytes.length <= KEY_ID_BYTES) return null;
  return { name, id: Buffer.from(bytes).readUInt32BE(), signature: bytes.slice(KEY_ID_BYTES) };
}

function signatureLine(text: string, key: SigningKey): string {
  const { name, id } = verifierKeyOf(key);
  const prefix = Buffer.alloc(KEY_ID_BYTES);
  prefix.writeUInt32BE(id);
  const signature = sign(null, Buffer.from(text), key.privateKey);
  return `— ${name} ${encodeBase64(Buffer.concat([prefix, signature]))}`;
}

function holds(text: string, key: VerifierKey, signature: Uint8Array): boolean {
  if (key.algorithm === 'ED25519') return verify(null, Buffer.from(text), toKeyObject(key), signature);
  return cosignatureHolds(text, key, Buffer.from(signature));
}

/** A witness signs the time it saw the checkpoint at along with it (C2SP tlog-cosignature, Ed25519 signed message). */
function cosignatureHolds(text: string, key: VerifierKey, stamped: Buffer): boolean {
  if (stamped.length < TIMESTAMP_BYTES) return false;
  const timestamp = stamped.readBigUInt64BE();
  const message = Buffer.from(`cosignature/v1\ntime ${timestamp}\n${text}`);
  return timestamp <= MAX_TIMESTAMP && verify(null, message, toKeyObject(key), stamped.subarray(TIMESTAMP_BYTES));
}

function toKeyObject({ publicKey }: VerifierKey): KeyObject {
  const x = Buffer.from(publicKey).toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}
