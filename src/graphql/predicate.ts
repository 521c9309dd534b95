import type { Predicate } from '../domain/instrument/index.ts';
import { builder } from './builder.ts';
import { ProvenanceRef } from './provenance.ts';
import { inWords, localeArg } from './words.ts';

export const PredicateRef = builder.objectRef<Predicate>('Predicate').implement({
  description: 'What a total is called, such as "Peduli HAM" or "AA".',
  fields: (t) => ({
    code: t.exposeString('code'),
    title: t.string({ args: localeArg, resolve: ({ title }, args, context) => inWords(title, args, context) }),
    from: t.expose('from', { type: 'Decimal', description: 'The lower edge of the totals that hold it.' }),
    to: t.expose('to', { type: 'Decimal' }),
    fromOpen: t.exposeBoolean('fromOpen', { description: 'The lower edge itself does not hold it.' }),
    toOpen: t.exposeBoolean('toOpen', { description: 'The upper edge itself does not hold it.' }),
    provenance: t.expose('provenance', { type: ProvenanceRef }),
  }),
});
