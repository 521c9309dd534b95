import { createPublicKey, hash } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { decodeBase64, encodeBase64 } from './base64.ts';

/** A public key with its name and purpose, as C2SP signed-note knows it: written `name+id+key`, called a vkey. */
export type VerifierKey = Readonly<{
  name: string;
  id: number;
  algorithm: keyof typeof SIGNATURE_TYPES;
  publicKey: Uint8Array;
}>;

/** An Ed25519 private key that signs notes under a name. */
export type SigningKey = Readonly<{ name: string; privateKey: KeyObject }>;

/** Notes signed by their log, and checkpoints cosigned by a witness (C2SP tlog-cosignature). */
const SIGNATURE_TYPES = { ED25519: 0x01, COSIGNATURE_V1: 0x04 } as const;

const PUBLIC_KEY_BYTES = 32;
const VERIFIER_KEY = /^([^+]+)\+[0-9a-f]{8}\+(.+)$/;
const KEY_NAME = /^[^\p{White_Space}+]+$/u;

/** Reads a vkey whose id fits its name and key; keys of other algorithms are `null` as well. */
export function parseVerifierKey(vkey: string): VerifierKey | null {
  const [, name, material] = VERIFIER_KEY.exec(vkey) ?? [];
  if (name === undefined || material === undefined || !isKeyName(name)) return null;
  const bytes = decodeBase64(material);
  const algorithm = algorithmOf(bytes?.[0]);
  if (bytes?.length !== 1 + PUBLIC_KEY_BYTES || !algorithm) return null;
  const key = verifierKey(name, algorithm, bytes.slice(1));
  return formatVerifierKey(key) === vkey ? key : null;
}

export function formatVerifierKey({ name, id, algorithm, publicKey }: VerifierKey): string {
  const hexadecimal = id.toString(16).padStart(8, '0');
  return `${name}+${hexadecimal}+${encodeBase64(typedKey(algorithm, publicKey))}`;
}

export function verifierKeyOf({ name, privateKey }: SigningKey): VerifierKey {
  if (!isKeyName(name)) throw new RangeError(`not a key name: ${JSON.stringify(name)}`);
  return verifierKey(name, 'ED25519', publicKeyBytes(privateKey));
}

/** The 32 bytes of an Ed25519 public key (RFC 8032 §5.1.5). */
export function publicKeyBytes(privateKey: KeyObject): Uint8Array {
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new TypeError('not an Ed25519 key');
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return new Uint8Array(Buffer.from(x, 'base64url'));
}

/** A name that can stand in a signature line: not empty, no spaces of any kind, no plus. */
export function isKeyName(name: string): boolean {
  return KEY_NAME.test(name) && name.isWellFormed();
}

function verifierKey(name: string, algorithm: VerifierKey['algorithm'], publicKey: Uint8Array): VerifierKey {
  return { name, id: keyId(name, typedKey(algorithm, publicKey)), algorithm, publicKey };
}

function algorithmOf(type: number | undefined): VerifierKey['algorithm'] | null {
  if (type === SIGNATURE_TYPES.ED25519) return 'ED25519';
  return type === SIGNATURE_TYPES.COSIGNATURE_V1 ? 'COSIGNATURE_V1' : null;
}

function typedKey(algorithm: VerifierKey['algorithm'], publicKey: Uint8Array): Uint8Array {
  return Uint8Array.of(SIGNATURE_TYPES[algorithm], ...publicKey);
}

/** SHA-256(name || 0x0A || signature type || public key)[:4] (C2SP signed-note, Signatures). */
function keyId(name: string, key: Uint8Array): number {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), key]), 'buffer').readUInt32BE();
}
