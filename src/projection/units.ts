import type { Transaction } from '../ledger/session.ts';
import { OPEN_END } from './projection.ts';

/** Those of the units that are registered, as a jurisdiction or as an organization of one, under the ledger's lock. */
export async function readUnits({ sql }: Transaction, units: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<Readonly<{ key: string }>[]>`
    select key from jurisdiction where key = any(${[...units]}::text[]) and to_position = ${sql.unsafe(OPEN_END)}
    union all
    select key from organization where key = any(${[...units]}::text[]) and to_position = ${sql.unsafe(OPEN_END)}`;
  return new Set(rows.map(({ key }) => key));
}
