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
