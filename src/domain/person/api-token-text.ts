import { digestOf } from '../../kernel/digest.ts';
import type { Digest } from '../../kernel/digest.ts';

/** Bytes of chance in the id, so that no two are the same, and in the secret, so that nobody guesses it. */
export const API_TOKEN_ID_BYTES = 12;
export const API_TOKEN_SECRET_BYTES = 32;

/** `jejak_<id>_<secret><checksum>`: scanners for secrets that leaked know it by its shape. */
const TEXT = /^jejak_(?<id>[0-9a-f]{24})_(?<secret>[0-9a-f]{64})(?<checksum>[0-9a-f]{8})$/;

export type ApiTokenText = Readonly<{ id: string; secret: string }>;

/** The token as it is shown to its holder, once. */
export function writeApiToken({ id, secret }: ApiTokenText): string {
  return `jejak_${id}_${secret}${checksumOf({ id, secret })}`;
}

/** Null for what is none, or was mistyped: that is told without asking anybody. */
export function readApiToken(text: string): ApiTokenText | null {
  const { id = '', secret = '', checksum } = TEXT.exec(text)?.groups ?? {};
  return checksum === checksumOf({ id, secret }) ? { id, secret } : null;
}

/** Does the text mean to be a token of ours? */
export function isLikeApiToken(text: string): boolean {
  return text.startsWith('jejak_');
}

/**
 * What the ledger keeps of a secret. A fast hash is enough: 256 bits of chance are found by no search, unlike passwords.
 */
export function apiTokenHash(secret: string): Digest {
  return digestOf(`jejak/api-token/v1\n${secret}`);
}

function checksumOf({ id, secret }: ApiTokenText): string {
  return digestOf(`${id}_${secret}`).slice('sha256:'.length, 'sha256:'.length + 8);
}
