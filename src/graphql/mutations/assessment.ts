import { reportAnswer } from './answers.ts';
import { itemsAnswer } from './bulk.ts';
import { checks } from './check-input.ts';
import { defineMutation } from './define.ts';
import { field, flag, inputObject, list, optional } from './field.ts';
import { cycle, indicator, MOST_ITEMS, points, seen, unit, words } from './members.ts';

const report = { unit, cycle };

const override = inputObject('ScoreOverrideInput', {
  description: 'Points set against the rule. Both stay visible.',
  fields: {
    points: points('0 to the maximum of the indicator.'),
    justification: words(2000, 'Why the rule is not followed.'),
  },
});

const item = inputObject('ScoreItemInput', {
  description: 'The scoring of one response.',
  fields: {
    indicator,
    checks,
    override: optional(field(override.type, override.schema, 'Absent: the rule of the edition gives the points.')),
  },
});

defineMutation({
  name: 'scoreResponses',
  description:
    'Scores responses in national assessment: by the rule of the edition, or against it with a justification.',
  fields: {
    ...report,
    seen,
    items: list(item, { min: 1, max: MOST_ITEMS, description: 'The scorings.' }),
    atomic: flag('Refuse all where one is refused.'),
  },
  command: ({ unit, cycle, seen, items, atomic }) => ({ type: 'ScoreResponses', unit, cycle, seen, items, atomic }),
  answer: itemsAnswer,
});

defineMutation({
  name: 'concludeAssessment',
  description: 'Ends national assessment and opens the objection window.',
  fields: { ...report, seen },
  command: ({ unit, cycle, seen }) => ({ type: 'ConcludeAssessment', unit, cycle, seen }),
  answer: reportAnswer,
});

defineMutation({
  name: 'proposeFinal',
  description: 'Proposes the score as final, after the objection window.',
  fields: { ...report, seen },
  command: ({ unit, cycle, seen }) => ({ type: 'ProposeFinal', unit, cycle, seen }),
  answer: reportAnswer,
});

defineMutation({
  name: 'finalizeReport',
  description: 'Confirms a proposed final as another person than its proposer. The score is frozen.',
  fields: { ...report, seen },
  command: ({ unit, cycle, seen }) => ({ type: 'FinalizeReport', unit, cycle, seen }),
  answer: reportAnswer,
});

defineMutation({
  name: 'reopenReport',
  description:
    'Leads a final back to assessment. The score that was frozen stays, and stays public where it was published.',
  fields: { ...report, seen, reason: words(2000, 'Why.') },
  command: ({ unit, cycle, seen, reason }) => ({ type: 'ReopenReport', unit, cycle, seen, reason }),
  answer: reportAnswer,
});
