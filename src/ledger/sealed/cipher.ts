import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';

/** Of AES-256. */
export const KEY_BYTES = 32;

/** What GCM takes without hashing it first (NIST SP 800-38D §5.2.1.1). Drawn anew for each of far fewer than 2^32 texts of a key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `about` is bound to the ciphertext: moved to another row it does not open. */
export type Bound = Readonly<{ key: Uint8Array; about: string }>;

/** Nonce, ciphertext and tag of AES-256-GCM, in this order. */
export function encrypt({ key, about }: Bound, content: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** Null where it was encrypted under another key or for something else, or was changed. */
export function decrypt({ key, about }: Bound, sealed: Uint8Array): Buffer | null {
  const bytes = Buffer.from(sealed);
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(about))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}
