import { builder } from './builder.ts';
import { loadPerson } from './load.ts';
import { GrantRef } from './refs.ts';
import type { PersonNode } from './refs.ts';

export const ViewerRef = builder.objectRef<PersonNode>('Viewer').implement({
  description: 'Who asks.',
  fields: (t) => ({
    person: t.id({ description: 'The id that entries name.', resolve: ({ row }) => row.person }),
    label: t.string({ description: 'The function: "assessor 2".', resolve: ({ row }) => row.label }),
    grants: t.field({
      type: [GrantRef],
      description: 'The roles held now and held before; `live` says which are in force.',
      resolve: ({ row, at }) => row.grants.map((grant) => ({ grant, at })),
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerRef,
    nullable: true,
    description: 'You, as the ledger knows you now; null without a token, and for whom the ledger does not know.',
    resolve: async (_root, _args, context) => {
      const { person } = context;
      return person === null ? null : loadPerson(context, await context.head(), person);
    },
  }),
);
