import { ENTRY } from '../ledger/entry.ts';

export const ASKED = ENTRY;
