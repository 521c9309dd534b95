import { delegationsIn, endedWithLender } from '../domain/access.ts';
import type { Grant, Lenders } from '../domain/access.ts';
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

/** What a person holds, and on loan from whom. */
export type Rights = Readonly<{ grants: readonly Grant[]; lenders: Lenders }>;

/** The rights of a person as they stand: what was lent to them ends with the right it was lent from. None: unknown. */
export async function rightsOf(reader: Reader, at: At, person: string): Promise<Rights> {
  const [row] = await peopleById(reader, at, [person]);
  return row ? rightsIn(reader, at, row) : { grants: [], lenders: new Map() };
}

/** The same of a person whose row is at hand. Reads nothing where nothing was lent to them. */
export async function rightsIn(reader: Reader, at: At, { grants }: PersonRow): Promise<Rights> {
  const people = [...new Set(delegationsIn(grants).map(({ person }) => person))];
  const rows = await peopleById(reader, at, people);
  const lenders = new Map(rows.flatMap((row) => (row ? [[row.person, row.grants]] : [])));
  return { grants: endedWithLender(grants, [...lenders.values()].flat()), lenders };
}
