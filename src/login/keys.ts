import { join } from 'node:path';

import { exportJWK, generateKeyPair, importJWK } from 'jose';
import type { JWK } from 'jose';
import { z } from 'zod';

import { loadSecret } from '../identity/secret-file.ts';
import { StartupError } from '../kernel/startup-error.ts';

const NAME = 'login-key';

const PrivateKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
  kid: z.string(),
});

/** The key that the demo's provider signs with. Kept, so that who is logged in stays so when the server is started again. */
export async function loadLoginKey(home: string): Promise<JWK> {
  const bytes = await loadSecret({ home, name: NAME, what: 'login key', create: createKey });
  try {
    const key = PrivateKey.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    await importJWK(key);
    return key;
  } catch (error) {
    throw new StartupError(`The login key ${join(home, NAME)} is damaged; remove it and log in anew.`, {
      cause: error,
    });
  }
}

async function createKey(): Promise<Uint8Array> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: crypto.randomUUID() };
  return Buffer.from(JSON.stringify(key));
}
