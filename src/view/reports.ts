import { and, asc, count, desc, gt, inArray, lt, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';

import type { ReportStage } from '../domain/report/index.ts';
import type { ReportRow, ResponseRow } from '../projection/report.ts';
import { reportTable, responseTable } from '../projection/tables.ts';
import { among, given } from './given.ts';
import { withinPlace } from './place-conditions.ts';
import type { At, Reader } from './reader.ts';
import { REPORT_ORDERS } from './report-orders.ts';
import type { REPORT_ORDER_FIELDS } from './report-orders.ts';
import { progressed } from './report-progress.ts';
import type { ProgressFilter } from './report-progress.ts';
import { heldAt, rowsByKey, rowsWhere } from './rows.ts';
import { shownReports } from './shown-reports.ts';
import type { Showing } from './shown-reports.ts';

export type { ReportRow, ResponseRow };

export type ReportFilter = Readonly<{
  units?: readonly string[] | null | undefined;
  /** A jurisdiction: it and everything below it. */
  within?: string | null | undefined;
  cycles?: readonly string[] | null | undefined;
  instruments?: readonly string[] | null | undefined;
  stages?: readonly ReportStage[] | null | undefined;
}> &
  ProgressFilter;

export type ReportOrder = Readonly<{ field: (typeof REPORT_ORDER_FIELDS)[number]; direction: 'ASC' | 'DESC' }>;

/** The place of a row in an order: the value ordered by, then the key. */
export type ReportCursor = Readonly<{ value: string; key: string }>;

export type ReportPage = Readonly<{
  filter: ReportFilter;
  order: ReportOrder;
  after: ReportCursor | null;
  limit: number;
}> &
  Showing;

export async function reportsByKey(
  reader: Reader,
  at: At,
  keys: readonly string[],
): Promise<readonly (ReportRow | null)[]> {
  return rowsByKey<ReportRow>(reader, reportTable, { at, keys });
}

/** All reports of each cycle, in order of unit. */
export async function reportsByCycle(
  reader: Reader,
  at: At,
  cycles: readonly string[],
): Promise<readonly (readonly ReportRow[])[]> {
  const where = inArray(reportTable.cycle, [...cycles]);
  const rows = await rowsWhere<ReportRow>(reader, reportTable, { at, where });
  const grouped = Map.groupBy(rows, ({ cycle }) => cycle);
  return cycles.map((cycle) => grouped.get(cycle) ?? []);
}

/** The responses of each report, in order of indicator. */
export async function responsesByReport(
  { database }: Reader,
  at: At,
  reports: readonly string[],
): Promise<readonly (readonly ResponseRow[])[]> {
  if (reports.length === 0) return [];
  const rows = await database
    .select({ body: responseTable.body })
    .from(responseTable)
    .where(and(inArray(responseTable.report, [...reports]), heldAt(responseTable, at)))
    .orderBy(asc(responseTable.key));
  // Written by the response projection.
  const responses = rows.map(({ body }) => body as ResponseRow);
  const grouped = Map.groupBy(responses, ({ report }) => report);
  return reports.map((key) => grouped.get(key) ?? []);
}

export async function listReports(reader: Reader, at: At, page: ReportPage): Promise<readonly ReportRow[]> {
  const { column } = REPORT_ORDERS[page.order.field];
  const direction = page.order.direction === 'ASC' ? asc : desc;
  const rows = await reader.database
    .select({ body: reportTable.body })
    .from(reportTable)
    .where(and(matches(page, at), shownReports(page, at), afterCursor(page)))
    .orderBy(direction(column), direction(reportTable.key))
    .limit(page.limit);
  // Written by the report projection.
  return rows.map(({ body }) => body as ReportRow);
}

export async function countReports(
  { database }: Reader,
  at: At,
  page: Pick<ReportPage, 'filter' | 'viewer' | 'publications'>,
): Promise<number> {
  const [row] = await database
    .select({ found: count() })
    .from(reportTable)
    .where(and(matches(page, at), shownReports(page, at)));
  return row?.found ?? 0;
}

/** The cursor of a row in an order. */
export function reportCursor(row: ReportRow, { field }: ReportOrder): ReportCursor {
  return { value: REPORT_ORDERS[field].value(row), key: `${row.unit}/${row.cycle}` };
}

function afterCursor({ order, after }: ReportPage): SQL | undefined {
  if (!after) return undefined;
  const { column, parameter } = REPORT_ORDERS[order.field];
  const value = parameter(after.value);
  const beyond = order.direction === 'ASC' ? sql`>` : sql`<`;
  const next = order.direction === 'ASC' ? gt : lt;
  return sql`(${column} ${beyond} ${value} or (${column} = ${value} and ${next(reportTable.key, after.key)}))`;
}

function matches({ filter }: Pick<ReportPage, 'filter'>, at: At): SQL | undefined {
  const { units, within, cycles, instruments, stages } = filter;
  return and(
    among(reportTable.unit, units),
    given(within, (code) => withinPlace(reportTable.unit, code)),
    among(reportTable.cycle, cycles),
    among(reportTable.instrument, instruments),
    among(reportTable.stage, stages),
    progressed(filter, at),
  );
}
