import { eq, inArray } from 'drizzle-orm';

import type { Digest } from '../../kernel/digest.ts';
import type { Database } from '../read.ts';
import { sealedKey, sealedValue } from '../tables.ts';
import { openValue } from './value.ts';
import type { Vault } from './vault.ts';

/** Where sealed values are read from, and what opens them. */
export type SealedSource = Readonly<{ database: Database; vault: Vault }>;

/** A value that was sealed. ERASED: key and ciphertext were destroyed. LOST: it should be there and does not open. */
export type Opened = Readonly<{ state: 'HELD'; value: string } | { state: 'ERASED' | 'LOST' }>;

const LOST: Opened = { state: 'LOST' };

/**
 * What the commitments stand for, in their order; one statement for all of them. Nothing of it is kept: what another
 * instance has just destroyed is asked for anew every time.
 */
export async function openSealed(
  { database, vault }: SealedSource,
  commitments: readonly Digest[],
): Promise<readonly Opened[]> {
  if (commitments.length === 0) return [];
  const rows = await database
    .select({
      commitment: sealedValue.commitment,
      person: sealedValue.person,
      ciphertext: sealedValue.ciphertext,
      wrapped: sealedKey.wrapped,
    })
    .from(sealedValue)
    .leftJoin(sealedKey, eq(sealedKey.person, sealedValue.person))
    .where(inArray(sealedValue.commitment, [...commitments]));
  const keys = new Map<string, Buffer>();
  const open = ({ person, commitment, ciphertext, wrapped }: (typeof rows)[number]): Opened => {
    if (!wrapped || !ciphertext) return wrapped || ciphertext ? LOST : { state: 'ERASED' };
    const key = keys.get(person) ?? vault.unwrap(person, wrapped);
    keys.set(person, key);
    const value = openValue(key, { person, commitment, ciphertext });
    return value === null ? LOST : { state: 'HELD', value };
  };
  const found = new Map(rows.map((row) => [row.commitment, open(row)]));
  return commitments.map((commitment) => found.get(commitment) ?? LOST);
}
