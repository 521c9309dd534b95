import { hexOf } from '../bytes.ts';
import type { Statements } from '../session.ts';
import type { Keys } from './keys.ts';
import { sealValue } from './value.ts';
import type { Ciphertext, SealedValue } from './value.ts';
import type { Vault } from './vault.ts';

/** What a batch seals and whom it erases. */
export type SealedRows = Readonly<{
  /** Keys that nobody has yet, wrapped, by person. */
  keys: ReadonlyMap<string, Uint8Array>;
  values: readonly Ciphertext[];
  erased: readonly string[];
}>;

export type Sealing = Readonly<{ vault: Vault; keys: Keys }>;

export const NOTHING_SEALED: SealedRows = { keys: new Map(), values: [], erased: [] };

/** Throws where a key was destroyed: whoever decided had to refuse it. */
export function sealAll({ vault, keys }: Sealing, seals: readonly SealedValue[]): Pick<SealedRows, 'keys' | 'values'> {
  const fresh = new Map<string, Uint8Array>();
  const values = seals.map((seal) => {
    const { person, commitment } = seal;
    const own = keys.of(person);
    if (!own) throw new Error('nothing is sealed for a person who was erased');
    if (own.fresh) fresh.set(person, vault.wrap(person, own.key));
    return { person, commitment, ciphertext: sealValue(own.key, seal) };
  });
  return { keys: fresh, values };
}

export function joinSealed(one: SealedRows, other: SealedRows): SealedRows {
  return {
    keys: new Map([...one.keys, ...other.keys]),
    values: [...one.values, ...other.values],
    erased: [...one.erased, ...other.erased],
  };
}

/** Sends what is sealed, and destroys last what is erased: whatever the batch sealed for the same person goes with it. */
export function sendSealed(sql: Statements, { keys, values, erased }: SealedRows): readonly Promise<unknown>[] {
  return [
    ...(keys.size === 0 ? [] : [insertKeys(sql, keys)]),
    ...(values.length === 0 ? [] : [insertValues(sql, values)]),
    ...(erased.length === 0 ? [] : erasePersons(sql, erased)),
  ];
}

function insertKeys(sql: Statements, keys: SealedRows['keys']): Promise<unknown> {
  return sql`
    insert into sealed_key (person, wrapped)
    select person, decode(wrapped, 'hex')
    from unnest(${[...keys.keys()]}::text[], ${[...keys.values()].map(hexOf)}::text[]) as made (person, wrapped)`.execute();
}

function insertValues(sql: Statements, values: SealedRows['values']): Promise<unknown> {
  return sql`
    insert into sealed_value (commitment, person, ciphertext)
    select commitment, person, decode(ciphertext, 'hex')
    from unnest(
      ${values.map((value) => value.commitment)}::text[],
      ${values.map((value) => value.person)}::text[],
      ${values.map((value) => hexOf(value.ciphertext))}::text[]) as made (commitment, person, ciphertext)`.execute();
}

/** Who never had a key gets the mark of one that is gone, so that none is made for them later. */
function erasePersons(sql: Statements, persons: readonly string[]): readonly Promise<unknown>[] {
  return [
    sql`
      insert into sealed_key (person, wrapped)
      select distinct person, null::bytea from unnest(${[...persons]}::text[]) as gone (person)
      on conflict (person) do update set wrapped = null`.execute(),
    sql`
      update sealed_value set ciphertext = null
      where person = any (${[...persons]}::text[]) and ciphertext is not null`.execute(),
  ];
}
