import { and, asc, count, eq, gt, like, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';

import { unitParts } from '../domain/codes.ts';
import type { JurisdictionKind } from '../domain/jurisdiction/index.ts';
import type { JurisdictionRow, OrganizationRow } from '../projection/jurisdiction.ts';
import { jurisdictionTable, organizationTable } from '../projection/tables.ts';
import type { At, Reader } from './reader.ts';
import { heldAt, rowsByKey, rowsWhere } from './rows.ts';

/** A reporting unit: a jurisdiction, or an organization of one. */
export type Unit = Readonly<{ code: string; jurisdiction: JurisdictionRow; organization: OrganizationRow | null }>;

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

export async function organizationsOf(reader: Reader, at: At, jurisdiction: string): Promise<readonly OrganizationRow[]> {
  const where = eq(organizationTable.jurisdiction, jurisdiction);
  return rowsWhere<OrganizationRow>(reader, organizationTable, { at, where });
}

export async function unitsByCode(reader: Reader, at: At, codes: readonly string[]): Promise<readonly (Unit | null)[]> {
  const parts = codes.map(unitParts);
  const [jurisdictions, organizations] = await Promise.all([
    jurisdictionsByCode(reader, at, [...new Set(parts.map(({ jurisdiction }) => jurisdiction))]),
    organizationsByKey(reader, at, codes.filter((code) => code.includes('/'))),
  ]);
  const places = new Map(jurisdictions.flatMap((row) => (row ? [[row.jurisdiction, row]] : [])));
  const bodies = new Map(organizations.flatMap((row) => (row ? [[`${row.jurisdiction}/${row.organization}`, row]] : [])));
  return codes.map((code, index) => {
    const jurisdiction = places.get(parts[index]?.jurisdiction ?? '');
    const organization = bodies.get(code) ?? null;
    if (!jurisdiction || (code.includes('/') && !organization)) return null;
    return { code, jurisdiction, organization };
  });
}

export type JurisdictionFilter = Readonly<{ within: string | null; kind: JurisdictionKind | null }>;

/** Jurisdictions in order of code, after a code; one more than asked for tells whether there is a next page. */
export async function listJurisdictions(
  reader: Reader,
  at: At,
  { filter, after, limit }: Readonly<{ filter: JurisdictionFilter; after: string | null; limit: number }>,
): Promise<readonly JurisdictionRow[]> {
  const where = and(matches(filter), heldAt(jurisdictionTable, at), after === null ? undefined : gt(jurisdictionTable.key, after));
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
    within === null ? undefined : or(eq(jurisdictionTable.key, within), like(jurisdictionTable.key, below(within))),
    kind === null ? undefined : sql`${jurisdictionTable.kind} = ${kind}`,
  );
}

/** Codes hold digits and points only, which LIKE takes as they are. */
function below(code: string): string {
  return `${code}.%`;
}
