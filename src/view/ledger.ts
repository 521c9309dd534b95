import { signingKeys } from '../domain/ledger/index.ts';
import { toInstant } from '../kernel/instant.ts';
import type { LogStatus } from '../ledger/checkpoints.ts';
import { readLogIdentity } from '../ledger/log-identity.ts';
import type { Reader } from './reader.ts';

export type { LogStatus };

export type LedgerOpening = Readonly<{ origin: string; demo: boolean; keys: readonly string[] }>;

/** What the ledger says of itself: its name and its keys. Null where there is no entry yet. */
export async function ledgerOpening(reader: Reader): Promise<LedgerOpening | null> {
  const state = await readLogIdentity(reader);
  if (state.phase === 'unopened') return null;
  return { origin: state.origin, demo: state.demo, keys: signingKeys(state, toInstant(Date.now())) };
}
