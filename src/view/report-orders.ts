import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

import { REPORT_STAGES } from '../domain/report/index.ts';
import type { ReportRow } from '../projection/report.ts';
import { reportTable } from '../projection/tables.ts';

export const REPORT_ORDER_FIELDS = ['UNIT', 'OPENED_AT', 'SUBMITTED_AT', 'STAGE', 'FINAL_TOTAL'] as const;

/** What rows are ordered by: in the database, in a row at hand, and as it comes back in a cursor. */
type Ordering = Readonly<{
  column: PgColumn | SQL;
  value: (row: ReportRow) => string;
  parameter: (value: string) => SQL;
}>;

/** Before the lowest total there is. */
const NO_TOTAL = '-1';

const asText = (value: string): SQL => sql`${value}`;

const STAGES = sql.raw(`array['${REPORT_STAGES.join("','")}']`);

export const REPORT_ORDERS: Readonly<Record<(typeof REPORT_ORDER_FIELDS)[number], Ordering>> = {
  UNIT: { column: reportTable.unit, value: ({ unit }) => unit, parameter: asText },
  OPENED_AT: { column: reportTable.openedAt, value: ({ openedAt }) => openedAt, parameter: asText },
  SUBMITTED_AT: {
    column: sql`(coalesce(${reportTable.body} #>> '{submissions,0,at}', '') collate "C")`,
    value: ({ submissions }) => submissions[0]?.at ?? '',
    parameter: asText,
  },
  STAGE: {
    column: sql`array_position(${STAGES}, ${reportTable.stage}::text)`,
    value: ({ stage }) => String(REPORT_STAGES.indexOf(stage) + 1),
    parameter: (value) => sql`${value}::integer`,
  },
  FINAL_TOTAL: {
    column: sql`coalesce(${reportTable.finalTotal}, ${NO_TOTAL})::numeric`,
    value: ({ final }) => final?.total ?? NO_TOTAL,
    parameter: (value) => sql`${value}::numeric`,
  },
};
