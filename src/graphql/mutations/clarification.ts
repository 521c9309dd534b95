import { z } from 'zod';

import { reportAnswer } from './answers.ts';
import { defineMutation } from './define.ts';
import { documentInput } from './document-input.ts';
import { field, list, optional } from './field.ts';
import { cycle, indicator, moment, seen, unit, words } from './members.ts';

const report = { unit, cycle };

const number = z.int().positive();

defineMutation({
  name: 'askClarification',
  description: 'Asks those who answer for an indicator, at the stage the report is in (klarifikasi).',
  fields: {
    ...report,
    seen,
    indicator,
    clarification: optional(field('Int', number, 'The thread it goes on with; absent: it begins one.')),
    question: words(4000, 'What is to be made clear.'),
    dueAt: optional(
      moment('When it is to be answered. Default: after as many days as the edition gives for a correction round.'),
    ),
  },
  command: ({ unit, cycle, seen, indicator, clarification, question, dueAt }) => ({
    type: 'AskClarification',
    unit,
    cycle,
    seen,
    indicator,
    clarification,
    question,
    dueAt,
  }),
  answer: reportAnswer,
});

defineMutation({
  name: 'answerClarification',
  description:
    'Answers the last question of a thread, as the organization that answers for the indicator or as coordinator.',
  fields: {
    ...report,
    clarification: field('Int', number, 'The number of the thread within the report.'),
    answer: words(4000, 'The answer.'),
    documents: list(documentInput, { min: 0, max: 20, description: 'Documents that show it.' }),
  },
  command: ({ unit, cycle, clarification, answer, documents }) => ({
    type: 'AnswerClarification',
    unit,
    cycle,
    clarification,
    answer,
    documents,
  }),
  answer: reportAnswer,
});
