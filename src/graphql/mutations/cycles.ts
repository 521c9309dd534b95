import { z } from 'zod';

import { cycleAnswer, instrumentAnswer } from './answers.ts';
import { defineMutation } from './define.ts';
import { editionText } from './edition-input.ts';
import { field, inputObject, list } from './field.ts';
import { cycle, edition, instrument, moment, period, unit, words } from './members.ts';

/** All provinces, regencies and cities are 552; service units come on top. */
const MOST_PARTICIPANTS = 2000;

const Year = z.int().min(1945).max(9999);

const submission = inputObject('WindowInput', {
  description: 'From when until when.',
  fields: { opensAt: moment('The first moment.'), closesAt: moment('The first moment it is over.') },
});

defineMutation({
  name: 'publishInstrument',
  description: 'Publishes an edition of an instrument. It can never be changed, only followed by another one.',
  fields: { edition: editionText },
  command: ({ edition: { value, digest } }) => ({ type: 'PublishInstrument', edition: value, digest }),
  content: ({ edition: { digest, text } }) => ({ digest, text }),
  answer: instrumentAnswer,
});

defineMutation({
  name: 'openCycle',
  description: 'Calls for reports: by which edition, for which years and period, until when, and from whom.',
  fields: {
    cycle,
    instrument,
    edition,
    period,
    dataYear: field('Int', Year, 'The year the data describe.'),
    cycleYear: field('Int', Year, 'The year of reporting.'),
    awardYear: field('Int', Year, 'The year of the award.'),
    submission: field(submission.type, submission.schema, 'When reports may be submitted.'),
    notice: words(500, 'Where the windows were announced.'),
    participants: list(unit, {
      min: 1,
      max: MOST_PARTICIPANTS,
      description: 'Codes of the units that are expected to report.',
    }),
  },
  command: ({
    cycle,
    instrument,
    edition,
    period,
    dataYear,
    cycleYear,
    awardYear,
    submission,
    notice,
    participants,
  }) => ({
    type: 'OpenCycle',
    cycle,
    instrument,
    edition,
    period,
    dataYear,
    cycleYear,
    awardYear,
    submission,
    notice,
    participants,
  }),
  answer: cycleAnswer,
});

defineMutation({
  name: 'publishResults',
  description: 'Makes the final scores of a cycle public and grants its awards.',
  fields: { cycle },
  command: ({ cycle }) => ({ type: 'PublishResults', cycle }),
  answer: cycleAnswer,
});
