import { and, asc, count, gt, inArray, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';

import type { JurisdictionKind } from '../domain/jurisdiction/index.ts';
import type { JurisdictionRow, OrganizationRow } from '../projection/jurisdiction.ts';
import { jurisdictionTable, organizationTable } from '../projection/tables.ts';
import { withinPlace } from './place-conditions.ts';
import type { At, Reader } from './reader.ts';
import { heldAt, rowsByKey, rowsWhere } from './rows.ts';

export type { JurisdictionRow, OrganizationRow };

export async function jurisdictionsByCode(
  reader: Reader,
  at: At,
  codes: readonly string[],
): Promise<readonly (JurisdictionRow | null)[]> {
  return rowsByKey<JurisdictionRow>(reader, jurisdictionTable, { at, keys: codes });
}

/** Organizations by `<jurisdiction>/<organization>`. */
export async function organizationsByKey(
  reader: Reader,
  at: At,
  keys: readonly string[],
): Promise<readonly (OrganizationRow | null)[]> {
  return rowsByKey<OrganizationRow>(reader, organizationTable, { at, keys });
}

/** The organizations registered in each jurisdiction, in order of code. */
export async function organizationsByJurisdiction(
  reader: Reader,
  at: At,
  jurisdictions: readonly string[],
): Promise<readonly (readonly OrganizationRow[])[]> {
  const where = inArray(organizationTable.jurisdiction, [...jurisdictions]);
  const grouped = Map.groupBy(
    await rowsWhere<OrganizationRow>(reader, organizationTable, { at, where }),
    ({ jurisdiction }) => jurisdiction,
  );
  return jurisdictions.map((jurisdiction) => grouped.get(jurisdiction) ?? []);
}

export type JurisdictionFilter = Readonly<{ within: string | null; kind: JurisdictionKind | null }>;

/** Jurisdictions in order of code, after a code; one more than asked for tells whether there is a next page. */
export async function listJurisdictions(
  reader: Reader,
  at: At,
  { filter, after, limit }: Readonly<{ filter: JurisdictionFilter; after: string | null; limit: number }>,
): Promise<readonly JurisdictionRow[]> {
  const where = and(
    matches(filter),
    heldAt(jurisdictionTable, at),
    after === null ? undefined : gt(jurisdictionTable.key, after),
  );
  const rows = await reader.database
    .select({ body: jurisdictionTable.body })
    .from(jurisdictionTable)
    .where(where)
    .orderBy(asc(jurisdictionTable.key))
    .limit(limit);
  // Written by the jurisdiction projection.
  return rows.map(({ body }) => body as JurisdictionRow);
}

export async function countJurisdictions({ database }: Reader, at: At, filter: JurisdictionFilter): Promise<number> {
  const [row] = await database
    .select({ found: count() })
    .from(jurisdictionTable)
    .where(and(matches(filter), heldAt(jurisdictionTable, at)));
  return row?.found ?? 0;
}

function matches({ within, kind }: JurisdictionFilter): SQL | undefined {
  return and(
    within === null ? undefined : withinPlace(jurisdictionTable.key, within),
    kind === null ? undefined : sql`${jurisdictionTable.kind} = ${kind}`,
  );
}
