import { randomBytes } from 'node:crypto';

import type { Statements } from '../session.ts';
import { KEY_BYTES } from './cipher.ts';
import type { Vault } from './vault.ts';

/** The key of one person; `fresh`: nobody has it yet, and it counts once it is written with what it sealed. */
export type PersonKey = Readonly<{ key: Uint8Array; fresh: boolean }>;

/** The keys of those whose values a batch seals. Null: destroyed, because the person was erased. */
export type Keys = Readonly<{ of: (person: string) => PersonKey | null }>;

type Row = Readonly<{ person: string; wrapped: string | null }>;

/** Asked under the lock of the head, so that instances agree on the key of a person, and on that it is gone. */
export async function readKeys(sql: Statements, persons: readonly string[]): Promise<readonly Row[]> {
  if (persons.length === 0) return [];
  return sql<Row[]>`
    select person, encode(wrapped, 'hex') as wrapped
    from unnest((select ${[...persons]}::text[])) as asked (person)
    join sealed_key using (person)`.execute();
}

/** Nothing is remembered beyond the batch: what another instance destroyed is gone here as well. */
export function createKeys(vault: Vault, rows: readonly Row[]): Keys {
  const stored = new Map(rows.map(({ person, wrapped }) => [person, wrapped]));
  const known = new Map<string, PersonKey>();
  const make = (person: string, wrapped: string | undefined): PersonKey =>
    wrapped === undefined
      ? { key: randomBytes(KEY_BYTES), fresh: true }
      : { key: vault.unwrap(person, Buffer.from(wrapped, 'hex')), fresh: false };
  return {
    of: (person) => {
      const wrapped = stored.get(person);
      if (wrapped === null) return null;
      const key = known.get(person) ?? make(person, wrapped);
      known.set(person, key);
      return key;
    },
  };
}
