import { reportAnswer, responseAnswer } from './answers.ts';
import { answerInput } from './answer-input.ts';
import { defineMutation } from './define.ts';
import { flag, list } from './field.ts';
import {
  cycle,
  expectedRevision,
  indicator,
  MOST_INDICATORS,
  optionalWords,
  organization,
  unit,
  words,
} from './members.ts';

const report = { unit, cycle };

defineMutation({
  name: 'openReport',
  description: 'Opens the report of a unit in a cycle.',
  fields: report,
  command: ({ unit, cycle }) => ({ type: 'OpenReport', unit, cycle }),
  answer: reportAnswer,
});

defineMutation({
  name: 'assignIndicators',
  description: 'Makes an organization responsible for answering indicators; only those within its mandate.',
  fields: {
    ...report,
    organization,
    indicators: list(indicator, { min: 1, max: MOST_INDICATORS, description: 'Codes of the indicators.' }),
  },
  command: ({ unit, cycle, organization, indicators }) => ({
    type: 'AssignIndicators',
    unit,
    cycle,
    organization,
    indicators,
  }),
  answer: reportAnswer,
});

defineMutation({
  name: 'submitResponse',
  description: 'Answers an indicator: the first answer and every revision of it. Earlier answers stay in the ledger.',
  fields: {
    ...report,
    indicator,
    expectedRevision,
    answer: answerInput,
    narrative: optionalWords(4000, 'What the answer needs beside it.'),
  },
  command: ({ unit, cycle, indicator, expectedRevision, answer, narrative }) => ({
    type: 'SubmitResponse',
    unit,
    cycle,
    indicator,
    expectedRevision,
    answer,
    narrative,
  }),
  answer: responseAnswer,
});

defineMutation({
  name: 'withdrawResponse',
  description: 'Takes an answer back. It stays in the ledger and counts no longer.',
  fields: { ...report, indicator, expectedRevision, reason: words(500, 'Why.') },
  command: ({ unit, cycle, indicator, expectedRevision, reason }) => ({
    type: 'WithdrawResponse',
    unit,
    cycle,
    indicator,
    expectedRevision,
    reason,
  }),
  answer: responseAnswer,
});

defineMutation({
  name: 'submitReport',
  description: 'Hands the report in. What is missing refuses it, or is recorded as acknowledged.',
  fields: { ...report, acknowledgeIncomplete: flag('Hand it in although answers or evidence are missing.') },
  command: ({ unit, cycle, acknowledgeIncomplete }) => ({ type: 'SubmitReport', unit, cycle, acknowledgeIncomplete }),
  answer: reportAnswer,
});
