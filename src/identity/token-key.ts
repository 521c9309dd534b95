import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { StartupError } from '../kernel/startup-error.ts';
import { loadSecret } from './secret-file.ts';

/** As long as the digest of HS256 (RFC 7518 §3.2). */
const KEY_BYTES = 32;

const NAME = 'token-key';

/** The key that signs the tokens of this installation. */
export async function loadTokenKey(home: string): Promise<Uint8Array> {
  const create = (): Promise<Uint8Array> => Promise.resolve(randomBytes(KEY_BYTES));
  const key = await loadSecret({ home, name: NAME, what: 'token key', create });
  if (key.length === KEY_BYTES) return key;
  throw new StartupError(`The token key ${join(home, NAME)} is damaged; remove it and issue the tokens anew.`);
}
