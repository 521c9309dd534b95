import { builder } from './builder.ts';
import type { Moment } from './moment.ts';

export const AsOfInputRef = builder.inputType('AsOf', {
  description: 'A moment of the past: everything up to a position of the ledger, or what was recorded up to a time.',
  isOneOf: true,
  fields: (t) => ({
    position: t.field({ type: 'Position', description: 'Everything up to this entry, including it.' }),
    time: t.field({ type: 'DateTime', description: 'Everything that was recorded up to this time.' }),
  }),
});

export const AsOfPointRef = builder.objectRef<Moment>('AsOfPoint').implement({
  description: 'The moment an answer is of. The same question as of the same point has the same answer for ever.',
  fields: (t) => ({
    position: t.expose('position', { type: 'Position', description: 'The last entry that is taken into account.' }),
    time: t.expose('time', { type: 'DateTime' }),
  }),
});

export const asOfArg = builder.args((t) => ({
  asOf: t.field({ type: AsOfInputRef, description: 'Everything below is as of this moment. Default: now.' }),
}));
