import { asc, inArray } from 'drizzle-orm';

import { deciders } from '../domain/catalogue.ts';
import { fold } from '../domain/decider.ts';
import { isLedgerEvent } from '../domain/ledger/index.ts';
import type { LedgerState } from '../domain/ledger/index.ts';
import { decodeEntry } from './entry.ts';
import type { Source } from './read.ts';
import { ledgerEntry } from './tables.ts';

const NAMING = ['LedgerOpened', 'SigningKeyRotated', 'LedgerForked'];

/** The name of the log and its keys, as its entries state them. There are few such entries, found by their type. */
export async function readLogIdentity({
  database,
  catalogue,
}: Readonly<{ database: Pick<Source['database'], 'select'>; catalogue: Source['catalogue'] }>): Promise<LedgerState> {
  const rows = await database
    .select({ entry: ledgerEntry.entry, leafHash: ledgerEntry.leafHash })
    .from(ledgerEntry)
    .where(inArray(ledgerEntry.type, NAMING))
    .orderBy(asc(ledgerEntry.position));
  const events = rows.map((row) => decodeEntry(row, catalogue)).filter((event) => isLedgerEvent(event));
  return fold(deciders.ledger, events);
}
