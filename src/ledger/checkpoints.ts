import type { Hash } from '../merkle/hash.ts';

/** A tree head with the operator's signature: what cannot be taken back. `keys`: the verifier keys that signed. */
export type SignedCheckpoint = Readonly<{ size: number; root: Hash; text: string; keys: readonly string[] }>;

/**
 * Whether the log signs. `BEHIND`: the database holds less than, or other than what was signed; it is only read until it
 * holds that again. `UNKNOWN`: it holds a log of which nothing is kept here, which is no better. `UNSIGNED`: nobody was asked to sign it, or the key is missing.
 */
export type LogStatus =
  | Readonly<{ state: 'SIGNING' }>
  | Readonly<{ state: 'UNSIGNED' }>
  | Readonly<{ state: 'UNKNOWN' }>
  | Readonly<{ state: 'BEHIND'; ledgerSize: number; checkpointSize: number }>;

/** What the log states about itself towards others. */
export type Checkpoints = Readonly<{
  /** One for a tree of at least this size; null where the log may not sign now and what it signed does not cover it. */
  covering: (size: number) => Promise<SignedCheckpoint | null>;
  /** The last one signed. */
  latest: () => SignedCheckpoint | null;
  status: () => LogStatus;
  /** When what is signed was last found to be what the ledger holds, in milliseconds; null: never yet. */
  confirmedAt: () => number | null;
}>;

/** Of a ledger that nobody signs for. */
export const NO_CHECKPOINTS: Checkpoints = {
  covering: () => Promise.resolve(null),
  latest: () => null,
  status: () => ({ state: 'UNSIGNED' }),
  confirmedAt: () => null,
};
