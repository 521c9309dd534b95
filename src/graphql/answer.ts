import type { Answer } from '../domain/instrument/index.ts';
import { builder } from './builder.ts';

export const AnswerKindEnum = builder.enumType('AnswerKind', {
  description: 'Which members of an answer are filled in.',
  values: ['CHOICE', 'NUMBER', 'RATIO', 'PERCENT', 'POINTS', 'NOT_APPLICABLE'] as const,
});

export const AnswerRef = builder.objectRef<Answer>('Answer').implement({
  description: 'What was stated about an indicator. Its kind says which of the members are filled in.',
  fields: (t) => ({
    kind: t.expose('kind', { type: AnswerKindEnum }),
    option: t.string({
      nullable: true,
      description: 'CHOICE: the code of the option.',
      resolve: (answer) => ('option' in answer ? answer.option : null),
    }),
    value: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'NUMBER, PERCENT, POINTS.',
      resolve: (answer) => ('value' in answer ? answer.value : null),
    }),
    numerator: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'RATIO.',
      resolve: (answer) => ('numerator' in answer ? answer.numerator : null),
    }),
    denominator: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'RATIO; a denominator of 0 is not applicable.',
      resolve: (answer) => ('denominator' in answer ? answer.denominator : null),
    }),
    reason: t.string({
      nullable: true,
      description: 'NOT_APPLICABLE: why.',
      resolve: (answer) => ('reason' in answer ? answer.reason : null),
    }),
  }),
});
