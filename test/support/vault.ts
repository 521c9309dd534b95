import { createVault } from '../../src/ledger/sealed/vault.ts';

/** What tests seal with: one master key for all of them, so that a ledger told by one can be read by another. */
export const MASTER_KEY = Buffer.alloc(32, 'jejak');

export const testVault = createVault(MASTER_KEY);
