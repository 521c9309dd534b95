import { createHash, createPrivateKey, sign } from 'node:crypto';

import { formatVerifierKey, parseVerifierKey, publicKeyBytes, verifierKeyOf } from '../../../src/merkle/key.ts';
import type { SigningKey, VerifierKey } from '../../../src/merkle/key.ts';

/** What stands before the seed in the PKCS #8 form of an Ed25519 key (RFC 8410 §7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key of Go's sumdb/note tests; its seed is published there. */
export const PETER = signingKey(
  'PeterNeumann',
  Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1),
);
export const PETER_VKEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
export const ENOCH_VKEY = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';

export const LOG = signingKey('jejak.example/log', new Uint8Array(32).fill(1));
export const OTHER_LOG = signingKey('jejak.example/other', new Uint8Array(32).fill(2));

export function signingKey(name: string, seed: Uint8Array): SigningKey {
  const der = Buffer.concat([PKCS8_PREFIX, seed]);
  return { name, privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) };
}

export function vkeyOf(key: SigningKey): string {
  return formatVerifierKey(verifierKeyOf(key));
}

export function knownKey(vkey: string): VerifierKey {
  const key = parseVerifierKey(vkey);
  if (!key) throw new Error(`not a vkey: ${vkey}`);
  return key;
}

/** A witness, by its number; different from all keys above. */
export function witnessKey(number: number): SigningKey {
  return signingKey(`witness.example/${number}`, new Uint8Array(32).fill(100 + number));
}

/** The vkey of a witness: the same bytes under the type of cosignatures. */
export function witnessVkey({ name, privateKey }: SigningKey): string {
  return vkey(name, Buffer.concat([Uint8Array.of(0x04), publicKeyBytes(privateKey)]));
}

/** A vkey of any bytes, with the id that fits them. */
export function vkey(name: string, key: Buffer): string {
  const id = createHash('sha256').update(`${name}\n`).update(key).digest('hex').slice(0, 8);
  return `${name}+${id}+${key.toString('base64')}`;
}

/** The signature line of a witness that saw the checkpoint at this second. */
export function cosignature(text: string, key: SigningKey, time: bigint): string {
  const stamped = Buffer.alloc(12);
  stamped.writeUInt32BE(knownKey(witnessVkey(key)).id);
  stamped.writeBigUInt64BE(time, 4);
  const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), key.privateKey);
  return `— ${key.name} ${Buffer.concat([stamped, signature]).toString('base64')}\n`;
}
