import { and, eq, not, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';

import { reportTable } from '../projection/tables.ts';
import { inScopes } from './place-conditions.ts';
import type { At } from './reader.ts';
import { heldAt } from './rows.ts';
import { readableScopes } from './visibility.ts';
import type { Viewer } from './visibility.ts';

/** When the results of a cycle became public last. */
export type Publication = Readonly<{ cycle: string; at: At }>;

/** For whom reports are shown, and what is public at the moment. */
export type Showing = Readonly<{ viewer: Viewer; publications: readonly Publication[] }>;

/**
 * The rows of the reports that a viewer sees, one for each: those their grants reach as of the moment, and of published
 * cycles the final ones as they were published. A report that was reopened stays public as it was until it is published
 * again.
 */
export function shownReports({ viewer, publications }: Showing, at: At): SQL | undefined {
  const scopes = readableScopes(viewer);
  if (scopes === null) return heldAt(reportTable, at);
  const granted = inScopes(reportTable.unit, scopes);
  return or(and(granted, heldAt(reportTable, at)), and(granted && not(granted), published(publications)));
}

function published(publications: readonly Publication[]): SQL | undefined {
  const cycles = publications.map(({ cycle, at }) => and(eq(reportTable.cycle, cycle), heldAt(reportTable, at)));
  return and(eq(reportTable.stage, 'FINAL'), or(sql`false`, ...cycles));
}
