import type { z } from 'zod';

import { Answer, OptionCode } from '../../domain/instrument/index.ts';
import { field, inputObject, optional, trimmed } from './field.ts';
import type { Field } from './field.ts';
import { decimal, words } from './members.ts';

const ratio = inputObject('RatioInput', {
  description: 'A ratio as it is counted; the factor is the indicator’s.',
  fields: { numerator: decimal('What was counted.'), denominator: decimal('Out of how many; 0 is not applicable.') },
});

const notApplicable = inputObject('NotApplicableInput', {
  description: 'The indicator does not apply to this unit.',
  fields: { reason: words(2000, 'Why; it is decided on like any answer.') },
});

const answer = inputObject('AnswerInput', {
  description: 'What is stated about an indicator: exactly one member, of the kind the indicator asks for.',
  isOneOf: true,
  fields: {
    choice: optional(trimmed(OptionCode, 'Code of the option.')),
    number: optional(decimal('A number in the unit of the indicator.')),
    ratio: optional(field(ratio.type, ratio.schema, 'Numerator and denominator.')),
    percent: optional(decimal('0 to 100.')),
    points: optional(decimal('0 to the maximum of the indicator.')),
    notApplicable: optional(field(notApplicable.type, notApplicable.schema, 'Where the indicator allows it.')),
  },
});

type Given = z.infer<(typeof answer)['schema']>;

/** The answer as the domain says it. */
export const answerInput: Field<Answer> = field(
  answer.type,
  answer.schema.transform(toAnswer).pipe(Answer),
  'What is stated.',
);

/** GraphQL let exactly one member through; what is none of the others is the last. */
function toAnswer({ choice, number, ratio, percent, points, notApplicable }: Given): z.input<typeof Answer> {
  if (choice !== null) return { kind: 'CHOICE', option: choice };
  if (number !== null) return { kind: 'NUMBER', value: number };
  if (ratio !== null) return { kind: 'RATIO', ...ratio };
  if (percent !== null) return { kind: 'PERCENT', value: percent };
  if (points !== null) return { kind: 'POINTS', value: points };
  return { kind: 'NOT_APPLICABLE', reason: notApplicable?.reason ?? '' };
}
