import { and, eq, inArray } from 'drizzle-orm';

import { decodeEntry } from '../ledger/entry.ts';
import type { RecordedEntry } from '../ledger/entry.ts';
import { ledgerCommand, ledgerEntry } from '../ledger/tables.ts';
import type { Reader } from './reader.ts';

/** Parameters of one statement, of which PostgreSQL takes some 65,000. */
const AT_ONCE = 5000;

/** The first entry of each of these commands of a person that was accepted, by the id of the command. */
export async function acceptedCommands(
  { database, catalogue }: Reader,
  person: string,
  commandIds: readonly string[],
): Promise<ReadonlyMap<string, RecordedEntry>> {
  const found = new Map<string, RecordedEntry>();
  for (let start = 0; start < commandIds.length; start += AT_ONCE) {
    const ids = commandIds.slice(start, start + AT_ONCE);
    const rows = await database
      .select({ commandId: ledgerCommand.commandId, entry: ledgerEntry.entry, leafHash: ledgerEntry.leafHash })
      .from(ledgerCommand)
      .innerJoin(ledgerEntry, eq(ledgerEntry.position, ledgerCommand.firstPosition))
      .where(and(eq(ledgerCommand.actor, person), inArray(ledgerCommand.commandId, ids)));
    for (const { commandId, ...stored } of rows) found.set(commandId, decodeEntry(stored, catalogue));
  }
  return found;
}
