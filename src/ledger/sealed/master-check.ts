import { randomBytes } from 'node:crypto';

import { eq } from 'drizzle-orm';

import type { Database } from '../read.ts';
import { sealedKey } from '../tables.ts';
import { KEY_BYTES } from './cipher.ts';
import { WrongMasterKey } from './vault.ts';
import type { Vault } from './vault.ts';

/** A key of nobody, which seals nothing: whoever unwraps it has the master key of this database. No person has this id. */
export const MASTER_CHECK = '';

/** Was anything wrapped in this database? Then it has one master key, and every other one is the wrong one. */
export async function hasMasterKey(database: Database): Promise<boolean> {
  return (await readCheck(database)) !== null;
}

/**
 * Binds the database to the master key, or makes sure that it is the one. Throws `WrongMasterKey`: sealing on would leave
 * values behind that no single key opens.
 */
export async function ensureMasterKey(database: Database, vault: Vault): Promise<void> {
  const wrapped = vault.wrap(MASTER_CHECK, randomBytes(KEY_BYTES));
  await database.insert(sealedKey).values({ person: MASTER_CHECK, wrapped }).onConflictDoNothing();
  const check = await readCheck(database);
  if (!check) throw new WrongMasterKey('the check value of the master key is gone');
  vault.unwrap(MASTER_CHECK, check);
}

async function readCheck(database: Database): Promise<Buffer | null> {
  const [row] = await database
    .select({ wrapped: sealedKey.wrapped })
    .from(sealedKey)
    .where(eq(sealedKey.person, MASTER_CHECK));
  return row?.wrapped ?? null;
}
