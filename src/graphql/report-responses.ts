import { z } from 'zod';

import { OrganizationCode } from '../domain/codes.ts';
import { DimensionCode, IndicatorCode } from '../domain/instrument/index.ts';
import { RESPONSE_STATUSES, responseStatus } from '../view/response-status.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { ResponseStatusEnum } from './enums.ts';
import { momentOf, requireFull, responseNode } from './load.ts';
import { listOf, parseArgs, parseFilter } from './parse-args.ts';
import { loadReadiness, ReadinessRef } from './readiness.ts';
import { ReportRef, ResponseRef } from './refs.ts';
import type { ReportNode, ResponseNode } from './refs.ts';

const ResponseFilterInput = builder.inputType('ResponseFilter', {
  description: 'Every member narrows; lists mean "one of these", of 200 at most.',
  fields: (t) => ({
    statuses: t.field({ type: [ResponseStatusEnum] }),
    indicators: t.stringList({ description: 'Codes of indicators.' }),
    dimensions: t.stringList({ description: 'Codes of dimensions.' }),
    organizations: t.stringList({ description: 'Codes of organizations.' }),
  }),
});

const ResponseFilterSchema = z.object({
  statuses: listOf(z.enum(RESPONSE_STATUSES)),
  indicators: listOf(IndicatorCode),
  dimensions: listOf(DimensionCode),
  organizations: listOf(OrganizationCode),
});

type ResponseFilter = Readonly<z.infer<typeof ResponseFilterSchema>>;

const ResponseArgs = z.object({ indicator: IndicatorCode });

builder.objectFields(ReportRef, (t) => ({
  responses: t.field({
    type: [ResponseRef],
    description: 'One per indicator that the period asks, answered or not, in the order of the questions.',
    complexity: ({ filter }) => ({ field: 1, multiplier: filter?.indicators?.length ?? (filter ? 40 : 120) }),
    args: { filter: t.arg({ type: ResponseFilterInput }) },
    resolve: async (report, { filter }, context) => {
      const asked = parseFilter(ResponseFilterSchema, filter, context);
      return (await responsesOf(report, context)).filter((one) => matches(one, asked));
    },
  }),
  response: t.field({
    type: ResponseRef,
    nullable: true,
    args: { indicator: t.arg.string({ required: true, description: 'The code of the indicator.' }) },
    resolve: async (report, asked, context) => {
      const { indicator } = parseArgs(ResponseArgs, asked, context);
      return (await responsesOf(report, context)).find(({ indicator: { code } }) => code === indicator);
    },
  }),
  readiness: t.field({
    type: ReadinessRef,
    description: 'What is missing, expired or off mandate, and what it costs.',
    complexity: 60,
    resolve: (report, _args, context) => {
      requireFull(report, context);
      return loadReadiness(context, report);
    },
  }),
}));

async function responsesOf(report: ReportNode, context: GraphqlContext): Promise<ResponseNode[]> {
  requireFull(report, context);
  const moment = await momentOf(context, report);
  return [...moment.paper.indicators.values()].map((indicator) => responseNode(report, moment, indicator));
}

function matches({ indicator, state }: ResponseNode, filter: ResponseFilter): boolean {
  const { statuses, indicators, dimensions, organizations } = filter;
  return (
    isAmong(statuses, responseStatus(state)) &&
    isAmong(indicators, indicator.code) &&
    isAmong(dimensions, indicator.dimension) &&
    isAmong(organizations, state.organization)
  );
}

function isAmong<Value>(wanted: readonly Value[] | null | undefined, value: Value | null): boolean {
  return !wanted || (value !== null && wanted.includes(value));
}
