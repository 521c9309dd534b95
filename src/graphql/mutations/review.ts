import { ReturnReason, Ruling } from '../../domain/report/index.ts';
import { ReturnReasonEnum, RulingEnum } from '../enums.ts';
import { reportAnswer } from './answers.ts';
import { itemsAnswer } from './bulk.ts';
import { checks } from './check-input.ts';
import { defineMutation } from './define.ts';
import { field, flag, inputObject, list, optional } from './field.ts';
import { cycle, indicator, moment, MOST_ITEMS, optionalWords, seen, unit } from './members.ts';

const report = { unit, cycle };

const item = inputObject('ReviewItemInput', {
  description: 'The ruling on one response.',
  fields: {
    indicator,
    ruling: field(RulingEnum, Ruling, 'REJECTED is final for the stage; RETURNED asks for a correction.'),
    reason: optional(field(ReturnReasonEnum, ReturnReason, 'Needed unless it is accepted.')),
    note: optionalWords(2000, 'Needed with the reason OTHER.'),
    checks,
  },
});

defineMutation({
  name: 'reviewResponses',
  description: 'Rules on responses at the review stage the report is in.',
  fields: {
    ...report,
    seen,
    items: list(item, { min: 1, max: MOST_ITEMS, description: 'The rulings.' }),
    atomic: flag('Refuse all where one is refused.'),
  },
  command: ({ unit, cycle, seen, items, atomic }) => ({ type: 'ReviewResponses', unit, cycle, seen, items, atomic }),
  answer: itemsAnswer,
});

defineMutation({
  name: 'returnReport',
  description: 'Opens a correction round: until it ends, only returned indicators can be revised.',
  fields: {
    ...report,
    seen,
    dueAt: optional(moment('When it ends at the latest. Default: after as many days as the edition gives.')),
    note: optionalWords(2000, 'What the unit should know.'),
  },
  command: ({ unit, cycle, seen, dueAt, note }) => ({ type: 'ReturnReport', unit, cycle, seen, dueAt, note }),
  answer: reportAnswer,
});

defineMutation({
  name: 'resubmitReport',
  description: 'Ends the correction round: the report is handed in again.',
  fields: report,
  command: ({ unit, cycle }) => ({ type: 'ResubmitReport', unit, cycle }),
  answer: reportAnswer,
});

defineMutation({
  name: 'forwardReport',
  description: 'Ends a review stage. Responses without a live ruling refuse it, unless there is a justification.',
  fields: { ...report, seen, justification: optionalWords(2000, 'Why it is passed on with unresolved indicators.') },
  command: ({ unit, cycle, seen, justification }) => ({ type: 'ForwardReport', unit, cycle, seen, justification }),
  answer: reportAnswer,
});
