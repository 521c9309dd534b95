import type { Provenance } from '../domain/instrument/index.ts';
import { builder } from './builder.ts';

export const ProvenanceKindEnum = builder.enumType('ProvenanceKind', {
  description:
    'FOUND: at the address given. RECALLED: from knowledge, not looked up. ILLUSTRATIVE: made up to complete an example.',
  values: ['FOUND', 'RECALLED', 'ILLUSTRATIVE'] as const,
});

export const ProvenanceRef = builder.objectRef<Provenance>('Provenance').implement({
  description: 'Where a value of an instrument comes from. A score that rests on an illustrative weight says so.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ProvenanceKindEnum }),
    source: t.exposeString('source'),
  }),
});
