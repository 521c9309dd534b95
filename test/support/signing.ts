import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beginLog } from '../../src/signer/kept-checkpoint.ts';
import { createKey, vkeyOf } from '../../src/signer/key-ring.ts';

/** A home with a signing key of its own, for a log of that name. */
export type TestSigning = Readonly<{ home: string; origin: string; key: string; remove: () => Promise<void> }>;

export async function openTestSigning(origin: string): Promise<TestSigning> {
  const home = await mkdtemp(join(tmpdir(), 'jejak-signing-'));
  const privateKey = await createKey(home);
  const key = vkeyOf(origin, privateKey);
  await beginLog(home, { name: origin, privateKey });
  return { home, origin, key, remove: () => rm(home, { recursive: true, force: true }) };
}
