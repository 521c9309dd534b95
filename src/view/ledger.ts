import { isJejakEvent } from '../domain/catalogue.ts';
import type { LedgerEvent } from '../domain/ledger/index.ts';
import { readEvents } from '../ledger/read.ts';
import type { Reader } from './reader.ts';

export type LedgerOpening = Extract<LedgerEvent, { type: 'LedgerOpened' }>['data'];

/** What the first entry says of the whole ledger; null where there is none yet. */
export async function ledgerOpening(reader: Reader): Promise<LedgerOpening | null> {
  const [first] = await readEvents(reader, [1]);
  return first && isJejakEvent(first) && first.type === 'LedgerOpened' ? first.data : null;
}
