import { z } from 'zod';

import { CycleCode, JurisdictionCode, UnitCode } from '../domain/codes.ts';
import { DecimalText, InstantText } from '../domain/event.ts';
import { InstrumentCode, PredicateCode } from '../domain/instrument/index.ts';
import { ReportStage } from '../domain/report/index.ts';
import { publicationsAt } from '../view/cycles.ts';
import { REPORT_ORDER_FIELDS } from '../view/report-orders.ts';
import { countReports, listReports, reportCursor } from '../view/reports.ts';
import type { ReportCursor, ReportFilter, ReportOrder, ReportRow } from '../view/reports.ts';
import type { Showing } from '../view/shown-reports.ts';
import { reportOfStream } from '../view/streams.ts';
import { maySee, readableScopes } from '../view/visibility.ts';
import type { Locale } from '../kernel/locale.ts';
import { asOfArg } from './as-of.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { ReportStageEnum } from './enums.ts';
import { reportKey } from './load.ts';
import type { Moment } from './moment.ts';
import { connectionOf, decodeCursor, encodeCursor, forwardArgs, notACursor, pageSize, perPage } from './paging.ts';
import type { Page } from './paging.ts';
import { listOf, parseFilter } from './parse-args.ts';
import { ReportRef } from './refs.ts';
import type { ReportNode } from './refs.ts';

const ReportFilterInput = builder.inputType('ReportFilter', {
  description: 'Every member narrows; lists mean "one of these", of 200 at most.',
  fields: (t) => ({
    units: t.stringList({ description: 'Codes of reporting units.' }),
    within: t.string({ description: 'The code of a place: it and everything below it.' }),
    cycles: t.stringList(),
    instruments: t.stringList(),
    stages: t.field({ type: [ReportStageEnum] }),
    predicates: t.stringList({ description: 'Codes of predicates, of the final total.' }),
    totalFrom: t.field({ type: 'Decimal', description: 'The lowest final total, including it.' }),
    totalTo: t.field({ type: 'Decimal', description: 'The highest final total, including it.' }),
    late: t.boolean({ description: 'First submitted after its deadline, or not; who has not submitted is neither.' }),
    submittedFrom: t.field({ type: 'DateTime', description: 'First submitted at this time or later.' }),
    submittedTo: t.field({ type: 'DateTime', description: 'First submitted at this time or earlier.' }),
    inCorrection: t.boolean({ description: 'A correction round is open at the moment, or none.' }),
  }),
});

const ReportFilterSchema = z.object({
  units: listOf(UnitCode),
  within: JurisdictionCode.nullish(),
  cycles: listOf(CycleCode),
  instruments: listOf(InstrumentCode),
  stages: listOf(ReportStage),
  predicates: listOf(PredicateCode),
  totalFrom: DecimalText.nullish(),
  totalTo: DecimalText.nullish(),
  late: z.boolean().nullish(),
  submittedFrom: InstantText.nullish(),
  submittedTo: InstantText.nullish(),
  inCorrection: z.boolean().nullish(),
});

const ReportOrderField = builder.enumType('ReportOrderField', {
  description:
    'FINAL_TOTAL: reports without a final total come before the lowest one. SUBMITTED_AT: by the first submission; those without one come first. STAGE: in the order of the way.',
  values: REPORT_ORDER_FIELDS,
});

const OrderDirection = builder.enumType('OrderDirection', {
  description: 'ASC: the smallest first. DESC: the largest first.',
  values: ['ASC', 'DESC'] as const,
});

const ReportOrderInput = builder.inputType('ReportOrder', {
  description: 'By what a list of reports is ordered; ties go by unit and cycle.',
  fields: (t) => ({
    field: t.field({ type: ReportOrderField, required: true }),
    direction: t.field({ type: OrderDirection, required: true }),
  }),
});

const ReportConnection = connectionOf<ReportNode>('Report', ReportRef);

builder.queryField('reports', (t) =>
  t.field({
    type: ReportConnection,
    description: 'The reports that you may see: those your grants reach, and final ones of published cycles.',
    complexity: perPage,
    args: {
      filter: t.arg({ type: ReportFilterInput }),
      orderBy: t.arg({ type: ReportOrderInput, description: 'Default: by unit.' }),
      ...asOfArg,
      ...forwardArgs,
    },
    resolve: async (_root, { filter, orderBy, asOf, ...page }, context) => {
      const asked = parseFilter(ReportFilterSchema, filter, context);
      const order = orderBy ?? { field: 'UNIT', direction: 'ASC' };
      return reportPage(context, await context.at(asOf), { filter: asked, order, page });
    },
  }),
);

type ReportsAsked = Readonly<{
  filter: ReportFilter;
  order: ReportOrder;
  page: Readonly<{ first?: number | null | undefined; after?: string | null | undefined }>;
}>;

async function reportPage(
  context: GraphqlContext,
  at: Moment,
  { filter, order, page }: ReportsAsked,
): Promise<Page<ReportNode>> {
  const { reader, locale } = context;
  const viewer = await context.viewer();
  const size = pageSize(page.first, locale);
  const after = parseCursor(decodeCursor(order.field, page.after, locale), order, locale);
  const publications = readableScopes(viewer) === null ? [] : await publicationsAt(reader, at);
  const asked = { filter, viewer, publications };
  const rows = await listReports(reader, at, { ...asked, order, after, limit: size + 1 });
  return {
    edges: rows.slice(0, size).map((row) => ({ node: nodeOf(context, at, row, asked), cursor: cursorOf(row, order) })),
    hasNextPage: rows.length > size,
    hasPreviousPage: after !== null,
    total: () => countReports(reader, at, asked),
  };
}

function nodeOf(
  { loaders }: GraphqlContext,
  at: Moment,
  row: ReportRow,
  { viewer, publications }: Showing,
): ReportNode {
  const full = maySee(viewer, row.unit);
  const rowsAt = full ? at : (publications.find(({ cycle }) => cycle === row.cycle)?.at ?? at);
  loaders.report.prime({ at: rowsAt, key: reportKey(row) }, row);
  return { row, at, visibility: full ? 'FULL' : 'PUBLISHED', rowsAt };
}

function cursorOf(row: ReportRow, order: ReportOrder): string {
  const { value, key } = reportCursor(row, order);
  return encodeCursor(order.field, `${key} ${value}`);
}

/** What the values in cursors are. */
const ORDERED_BY: Readonly<Record<ReportOrder['field'], z.ZodType<string>>> = {
  UNIT: UnitCode,
  OPENED_AT: InstantText,
  SUBMITTED_AT: InstantText.or(z.literal('')),
  STAGE: z.string().regex(/^\d$/),
  FINAL_TOTAL: DecimalText,
};

function parseCursor(text: string | null, { field }: ReportOrder, locale: Locale): ReportCursor | null {
  if (text === null) return null;
  const [key = '', value = ''] = text.split(' ');
  const { unit, cycle } = reportOfStream(`report/${key}`) ?? {};
  const isKey = UnitCode.safeParse(unit).success && CycleCode.safeParse(cycle).success;
  if (isKey && ORDERED_BY[field].safeParse(value).success) return { value, key };
  throw notACursor(locale);
}
