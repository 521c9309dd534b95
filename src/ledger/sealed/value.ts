import { createHmac, randomBytes } from 'node:crypto';

import { digestOf } from '../../kernel/digest.ts';
import type { Digest } from '../../kernel/digest.ts';
import { decrypt, encrypt } from './cipher.ts';

/** A value about to be sealed under the key of a person: entries name it by its commitment. */
export type SealedValue = Readonly<{ person: string; commitment: Digest; random: Uint8Array; value: string }>;

/** A value as it lies in the database. */
export type Ciphertext = Readonly<{ person: string; commitment: Digest; ciphertext: Uint8Array }>;

/** As many as the digest has: whoever knows what could have been said cannot try it out against the commitment. */
const RANDOM_BYTES = 32;

/** Four times the longest text of a clarification in bytes. */
const MAXIMUM_BYTES = 65_536;

/** Commits to a value: SHA-256 of random bytes, which only the ciphertext will hold, and the value. */
export function commitTo(person: string, value: string): SealedValue {
  if (!value.isWellFormed() || Buffer.byteLength(value) > MAXIMUM_BYTES) throw new Error('this text cannot be sealed');
  const random = randomBytes(RANDOM_BYTES);
  return { person, commitment: digestOf(Buffer.concat([random, Buffer.from(value)])), random, value };
}

export function sealValue(key: Uint8Array, { person, commitment, random, value }: SealedValue): Buffer {
  return encrypt({ key, about: aboutOf(person, commitment) }, Buffer.concat([random, Buffer.from(value)]));
}

/** Null where it does not open, or opens to something else than the commitment says. */
export function openValue(key: Uint8Array, { person, commitment, ciphertext }: Ciphertext): string | null {
  const content = decrypt({ key, about: aboutOf(person, commitment) }, ciphertext);
  if (!content || digestOf(content) !== commitment) return null;
  return content.subarray(RANDOM_BYTES).toString();
}

/**
 * Tells equal values of one person from others, for as long as the person's key lives: a plain digest of a phone number
 * would be guessed from all the phone numbers there are.
 */
export function fingerprintOf(key: Uint8Array, value: string): string {
  const own = createHmac('sha256', key).update('jejak: what a command asked').digest();
  return createHmac('sha256', own).update(value).digest('hex');
}

/** The id of a person holds no line break. */
function aboutOf(person: string, commitment: Digest): string {
  return `${person}\n${commitment}`;
}
