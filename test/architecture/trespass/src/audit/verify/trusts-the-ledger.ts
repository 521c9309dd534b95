import type { ENTRY } from '../../ledger/entry.ts';

export type Trusted = typeof ENTRY;
