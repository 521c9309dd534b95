import { decrypt, encrypt, KEY_BYTES } from './cipher.ts';

/** Wraps the keys of persons by the master key, which never enters the database. */
export type Vault = Readonly<{
  wrap: (person: string, key: Uint8Array) => Buffer;
  /** Throws `WrongMasterKey` where it was wrapped by another one. */
  unwrap: (person: string, wrapped: Uint8Array) => Buffer;
}>;

export class WrongMasterKey extends Error {
  override readonly name = 'WrongMasterKey';
}

export function createVault(masterKey: Uint8Array): Vault {
  if (masterKey.length !== KEY_BYTES) throw new Error(`a master key has ${KEY_BYTES} bytes`);
  const bound = (person: string) => ({ key: masterKey, about: `key of ${person}` });
  return {
    wrap: (person, key) => encrypt(bound(person), key),
    unwrap: (person, wrapped) => {
      const key = decrypt(bound(person), wrapped);
      if (!key) throw new WrongMasterKey('a key was wrapped by another master key, or was changed');
      return key;
    },
  };
}

/** For whoever reads and writes nothing that is sealed. It throws when it is asked for anything. */
export const LOCKED_VAULT: Vault = { wrap: locked, unwrap: locked };

function locked(): never {
  throw new WrongMasterKey('no master key was given, without which nothing is sealed or opened');
}
