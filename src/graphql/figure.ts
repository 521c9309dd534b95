import { toExact } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import { builder } from './builder.ts';
import { decimalText } from './words.ts';

export const FigureRef = builder.objectRef<Rational>('Figure').implement({
  description: 'A figure computed from several: rounded to be read, exact to be checked.',
  fields: (t) => ({
    value: t.field({
      type: 'Decimal',
      description: 'Rounded half up to four decimals, of which the last two are only written where they say something.',
      resolve: decimalText,
    }),
    exact: t.string({ description: 'As an exact fraction: "75", "425/6".', resolve: toExact }),
  }),
});
