import { and, gt, inArray, lte } from 'drizzle-orm';

import { ledgerEntry } from '../ledger/tables.ts';
import type { At, Reader } from './reader.ts';

/** Was anything recorded in one of the streams after the position, up to the moment? */
export async function haveChanged(
  { database }: Reader,
  at: At,
  { streams, after }: Readonly<{ streams: readonly string[]; after: number }>,
): Promise<boolean> {
  const { position, stream } = ledgerEntry;
  const rows = await database
    .select({ position })
    .from(ledgerEntry)
    .where(and(inArray(stream, [...streams]), gt(position, after), lte(position, at.position)))
    .limit(1);
  return rows.length > 0;
}
