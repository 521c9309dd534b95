import { z } from 'zod';

import { ReportDeadline } from '../../domain/report/index.ts';
import { ReportDeadlineEnum } from '../enums.ts';
import { cycleAnswer, reportAnswer } from './answers.ts';
import { defineMutation } from './define.ts';
import { field, list, optional } from './field.ts';
import { cycle, moment, unit, words } from './members.ts';

/** So many fit into one entry; more of them have a reason for all. */
const MOST_UNITS = 500;

defineMutation({
  name: 'extendDeadline',
  description: 'Gives more time to submit, to all participants of a cycle or to those that are named.',
  fields: {
    cycle,
    units: optional(
      list(unit, { min: 1, max: MOST_UNITS, description: 'Codes of the units; absent: all participants.' }),
    ),
    closesAt: moment('The new deadline: the first moment it is over.'),
    reason: words(1000, 'Why.'),
  },
  command: ({ cycle, units, closesAt, reason }) => ({ type: 'ExtendDeadline', cycle, units, closesAt, reason }),
  answer: cycleAnswer,
});

defineMutation({
  name: 'extendReportDeadline',
  description: 'Gives one report more time: in its open correction round, for objections, or for an answer.',
  fields: {
    unit,
    cycle,
    deadline: field(ReportDeadlineEnum, ReportDeadline, 'Which one.'),
    number: optional(
      field('Int', z.int().positive(), 'Of the question, or of the round; absent: the open round, or objections.'),
    ),
    dueAt: moment('The new deadline.'),
    reason: words(1000, 'Why.'),
  },
  command: ({ unit, cycle, deadline, number, dueAt, reason }) => ({
    type: 'ExtendReportDeadline',
    unit,
    cycle,
    deadline,
    number,
    dueAt,
    reason,
  }),
  answer: reportAnswer,
});
