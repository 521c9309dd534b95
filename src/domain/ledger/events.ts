import { z } from 'zod';

import { defineEvent, text } from '../event.ts';
import type { DomainEvent, EventOf, Recorded } from '../event.ts';

/** The first entry of every ledger. `demo` says for ever that a told clock was allowed to tell stories into it. */
const LedgerOpened = defineEvent('LedgerOpened', 1, z.strictObject({ origin: text(200), demo: z.boolean() }));

/** The stories are told; from here on the ledger keeps the database's time. A demo ledger without it was interrupted. */
const DemoTold = defineEvent('DemoTold', 1, z.strictObject({ stories: z.array(text(200)).min(1).max(20) }));

export const ledgerEvents = [LedgerOpened, DemoTold] as const;

export type LedgerEvent = EventOf<(typeof ledgerEvents)[number]>;

export function isLedgerEvent(event: Recorded<DomainEvent>): event is Recorded<LedgerEvent> {
  return ledgerEvents.some(({ type }) => type === event.type);
}
