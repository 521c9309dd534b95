import { z } from 'zod';

import { CheckCode } from '../../domain/instrument/index.ts';
import { field, inputObject, list, trimmed } from './field.ts';
import { optionalWords } from './members.ts';

const check = inputObject('CheckInput', {
  description: 'How one formal check was decided.',
  fields: {
    code: trimmed(CheckCode, 'Code of the check, as the edition names it.'),
    passed: field('Boolean', z.boolean(), 'Whether it holds.'),
    note: optionalWords(500, 'What was found.'),
  },
});

export const checks = list(check, { min: 0, max: 200, description: 'The formal checks that were decided.' });
