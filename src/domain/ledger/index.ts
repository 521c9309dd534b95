import type { Decider } from '../decider.ts';
import type { LedgerCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { LedgerFacts } from './decide.ts';
import type { LedgerEvent } from './events.ts';
import { evolve, initialState } from './state.ts';
import type { LedgerState } from './state.ts';

export type { LedgerCommand } from './commands.ts';
export { isLedgerEvent, ledgerEvents } from './events.ts';
export type { LedgerEvent } from './events.ts';
export { ledgerRefusals } from './refusals.ts';
export { ledgerSentences } from './sentences.ts';
export { signingKeys } from './state.ts';
export type { LedgerState, OpenLedgerState } from './state.ts';
export { ledgerUpcasts } from './upcasts.ts';

export const ledger: Decider<LedgerCommand, LedgerEvent, LedgerState, LedgerFacts> = { initialState, decide, evolve };
