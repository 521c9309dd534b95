import { delegationsIn, endedWithLender } from '../domain/access.ts';
import type { Grant } from '../domain/access.ts';
import type { PersonRow } from '../projection/person.ts';
import { personTable } from '../projection/tables.ts';
import type { At, Reader } from './reader.ts';
import { rowsByKey } from './rows.ts';

export type { PersonRow };

export async function peopleById(
  reader: Reader,
  at: At,
  ids: readonly string[],
): Promise<readonly (PersonRow | null)[]> {
  return rowsByKey<PersonRow>(reader, personTable, { at, keys: ids });
}

/** The grants of a person as they stand: what was lent to them ends with the right it was lent from. None: unknown. */
export async function grantsOf(reader: Reader, at: At, person: string): Promise<readonly Grant[]> {
  const [row] = await peopleById(reader, at, [person]);
  if (!row) return [];
  const lenders = delegationsIn(row.grants).map((lent) => lent.person);
  const rows = await peopleById(reader, at, [...new Set(lenders)]);
  return endedWithLender(
    row.grants,
    rows.flatMap((lender) => lender?.grants ?? []),
  );
}
