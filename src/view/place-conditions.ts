import { eq, like, or, sql } from 'drizzle-orm';
import type { Column, SQL } from 'drizzle-orm';

import type { Scope } from './visibility.ts';

/**
 * A place itself and its organizations, by a column that holds the code of a unit or begins with it. Codes of places hold
 * digits and points only, which LIKE takes as they are.
 */
export function ofPlace(column: Column, code: string): SQL | undefined {
  return or(eq(column, code), like(column, `${code}/%`));
}

/** A place and everything below it. MUST agree with `isWithin`. */
export function withinPlace(column: Column, code: string): SQL | undefined {
  return or(ofPlace(column, code), like(column, `${code}.%`));
}

/** Any of the places that somebody may read. */
export function inScopes(column: Column, scopes: readonly Scope[]): SQL | undefined {
  const places = scopes.map(({ jurisdiction, below }) =>
    below ? withinPlace(column, jurisdiction) : ofPlace(column, jurisdiction),
  );
  return or(sql`false`, ...places);
}
