import { z } from 'zod';

import { ObjectionRulingEnum } from '../enums.ts';
import { reportAnswer } from './answers.ts';
import { defineMutation } from './define.ts';
import { documentInput } from './document-input.ts';
import { field, list, optional } from './field.ts';
import { cycle, indicator, points, seen, unit, words } from './members.ts';

const report = { unit, cycle };

const ObjectionRuling = z.enum(['UPHELD', 'REJECTED']);

defineMutation({
  name: 'fileObjection',
  description: 'Objects to the points of an indicator (sanggah), while the objection window is open.',
  fields: {
    ...report,
    indicator,
    grounds: words(4000, 'Why the points are wrong.'),
    documents: list(documentInput, { min: 0, max: 20, description: 'Documents that show it.' }),
  },
  command: ({ unit, cycle, indicator, grounds, documents }) => ({
    type: 'FileObjection',
    unit,
    cycle,
    indicator,
    grounds,
    documents,
  }),
  answer: reportAnswer,
});

defineMutation({
  name: 'decideObjection',
  description: 'Upholds or rejects an objection, as another assessor than the one who scored.',
  fields: {
    ...report,
    seen,
    objection: field('Int', z.int().positive(), 'Its number within the report.'),
    ruling: field(ObjectionRulingEnum, ObjectionRuling, 'UPHELD needs points.'),
    points: optional(points('With UPHELD: what the indicator gets.')),
    reason: words(2000, 'Why.'),
  },
  command: ({ unit, cycle, seen, objection, ruling, points, reason }) => ({
    type: 'DecideObjection',
    unit,
    cycle,
    seen,
    objection,
    ruling,
    points,
    reason,
  }),
  answer: reportAnswer,
});
