import type { KeyObject } from 'node:crypto';

import type { Config } from '../config.ts';
import { signingKeys } from '../domain/ledger/index.ts';
import type { OpenLedgerState } from '../domain/ledger/index.ts';
import { toInstant } from '../kernel/instant.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { readKeptCheckpoint } from '../signer/kept-checkpoint.ts';
import { createKey, fingerprint, openKeyRing, signingKeyOf } from '../signer/key-ring.ts';
import type { KeyRing } from '../signer/key-ring.ts';

const DEFAULT_ORIGIN = 'jejak.local';

type Naming = Pick<Config, 'logOrigin' | 'demo'>;

/** The name that the settings give the log; null: none. What is told for demonstration says so in its name. */
export function namedOrigin({ logOrigin, demo }: Naming): string | null {
  return logOrigin !== null && demo ? `${logOrigin}/demo` : logOrigin;
}

/** The name of a log that is about to be opened: after its key, so that no two share one, unless the settings name it. */
export function originOf(naming: Naming, key: KeyObject): string {
  const logOrigin = naming.logOrigin ?? `${DEFAULT_ORIGIN}/${fingerprint(key).slice(0, 8)}`;
  return namedOrigin({ ...naming, logOrigin }) ?? logOrigin;
}

/** Was anything of this log ever signed here? */
export async function isSigned({ home }: Pick<Config, 'home'>, origin: string): Promise<boolean> {
  const kept = await readKeptCheckpoint(home, origin);
  return kept !== null && kept.size > 0;
}

/** A log that was signed here before, where the database says nothing of one: it was lost. Null: there was none. */
export async function signedOrigin(config: Pick<Config, 'home'> & Naming): Promise<string | null> {
  const { keys } = await openKeyRing(config.home);
  for (const origin of new Set(keys.map((key) => originOf(config, key)))) {
    if (await isSigned(config, origin)) return origin;
  }
  return null;
}

/**
 * The key of a log that is not open yet or has none. Only beside a database of our own is one made: elsewhere a key that
 * is missing was lost or never put there, and a new one would be another log's.
 */
export async function keyToOpenWith({ home, databaseUrl }: Pick<Config, 'home' | 'databaseUrl'>): Promise<KeyObject> {
  const { folder, keys } = await openKeyRing(home);
  const [key, ...others] = keys;
  if (others.length > 0)
    throw new StartupError(`There are several signing keys in ${folder}; leave the one to open the log with.`);
  if (key) return key;
  if (databaseUrl === null) return createKey(home);
  throw new StartupError(
    `There is no signing key in ${folder}. Put the key of the log there, or make one for a new log: npm run jejak -- create-key`,
  );
}

/** An open log is one that this installation knows, and it is signed with the keys that it names; or it is not started at all. */
export async function requireKey({ home }: Pick<Config, 'home'>, state: OpenLedgerState): Promise<void> {
  const ring = await openKeyRing(home);
  const named = signingKeys(state, toInstant(Date.now()));
  if (named.some((vkey) => signingKeyOf(ring, vkey) !== null)) return requireKept(ring, home, state);
  throw new StartupError(
    `No key in ${ring.folder} is one that signs for this ledger (${named.join(', ')}). Put it back; if it is lost: npm run jejak -- fork --reason "…"`,
  );
}

async function requireKept({ folder }: KeyRing, home: string, { origin }: OpenLedgerState): Promise<void> {
  if ((await readKeptCheckpoint(home, origin)) !== null) return;
  throw new StartupError(
    `No checkpoint of ${origin} is kept in ${folder}, so nothing says what was signed. Put the folder back as it was; if it is lost: npm run jejak -- fork --reason "…"`,
  );
}
