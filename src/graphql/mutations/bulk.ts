import type { FieldMap } from '@pothos/core';

import type { RefusalCode } from '../../domain/catalogue.ts';
import type { ItemOutcome } from '../../domain/decider.ts';
import { builder } from '../builder.ts';
import { loadResponse } from '../load.ts';
import type { ReportKey } from '../load.ts';
import type { Moment } from '../moment.ts';
import { ResponseRef } from '../refs.ts';
import { reportAnswer } from './answers.ts';
import { RefusalRef } from './refusal.ts';
import type { SuccessFields } from './success.ts';

type ResponseItem = ItemOutcome<RefusalCode> & Readonly<{ report: ReportKey; at: Moment }>;

const ResponseItemRef = builder.objectRef<ResponseItem>('ResponseItem').implement({
  description: 'How one item of a bulk mutation fared.',
  fields: (t) => ({
    indicator: t.exposeString('indicator', { description: 'Code of the indicator, as the input named it.' }),
    refusal: t.field({
      type: RefusalRef,
      nullable: true,
      description: 'Why this item was turned down; null where it was done.',
      resolve: ({ refusal }) => refusal,
    }),
    response: t.field({
      type: ResponseRef,
      nullable: true,
      description: 'The response after it; null where the cycle does not ask the indicator.',
      resolve: ({ report, indicator, at }, _arguments, context) => loadResponse(context, at, { ...report, indicator }),
    }),
  }),
});

/** How every item fared, in the order of the input: one bad item neither hides nor undoes another. */
export function itemsAnswer<Input extends ReportKey>(t: SuccessFields<Input>): FieldMap {
  return {
    items: t.field({
      type: [ResponseItemRef],
      description: 'How each item fared, in the order of the input.',
      resolve: ({ input: { unit, cycle }, handled, at }) =>
        (handled.items ?? []).map((item) => ({ ...item, report: { unit, cycle }, at })),
    }),
    ...reportAnswer(t),
  };
}
