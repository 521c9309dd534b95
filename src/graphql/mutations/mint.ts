import { API_TOKEN_ID_BYTES, API_TOKEN_SECRET_BYTES, apiTokenHash, writeApiToken } from '../../domain/person/index.ts';
import type { Digest } from '../../kernel/digest.ts';

/** A token that is about to be issued: `text` is shown once and kept nowhere. */
export type Minted = Readonly<{ id: string; hash: Digest; text: string }>;

export function mintApiToken(): Minted {
  const [id, secret] = [random(API_TOKEN_ID_BYTES), random(API_TOKEN_SECRET_BYTES)];
  return { id, hash: apiTokenHash(secret), text: writeApiToken({ id, secret }) };
}

function random(bytes: number): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('hex');
}
