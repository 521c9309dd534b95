import { eq } from 'drizzle-orm';

import type { ApiTokenRow } from '../projection/api-token.ts';
import { apiTokenTable } from '../projection/tables.ts';
import { resolveMoment } from './moment.ts';
import { peopleById } from './people.ts';
import type { At, Reader } from './reader.ts';
import { rowsByKey, rowsWhere } from './rows.ts';

export type { ApiTokenRow };

/** The token that is in force now; null: there is none of this id, or its time is over, or its person was erased. */
export async function liveApiToken(reader: Reader, id: string): Promise<ApiTokenRow | null> {
  const now = await resolveMoment(reader, null);
  if (!now.ok) return null;
  const [row = null] = await rowsByKey<ApiTokenRow>(reader, apiTokenTable, { at: now.value, keys: [id] });
  if (row?.revokedAt !== null || now.value.time >= row.validUntil) return null;
  const [person] = await peopleById(reader, now.value, [row.person]);
  return person?.erasedAt === null ? row : null;
}

export async function apiTokenById(reader: Reader, at: At, id: string): Promise<ApiTokenRow | null> {
  const [row = null] = await rowsByKey<ApiTokenRow>(reader, apiTokenTable, { at, keys: [id] });
  return row;
}

/** All that were ever issued to the person, the last one first. */
export async function apiTokensOf(reader: Reader, at: At, person: string): Promise<readonly ApiTokenRow[]> {
  const rows = await rowsWhere<ApiTokenRow>(reader, apiTokenTable, { at, where: eq(apiTokenTable.person, person) });
  return rows.toSorted((one, other) => (one.issuedAt < other.issuedAt ? 1 : -1));
}
