import { oversees } from '../view/visibility.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { loadPerson } from './load.ts';
import { momentKey, parseMomentKey } from './node-id.ts';
import { GrantRef, PersonRef } from './refs.ts';
import type { PersonNode } from './refs.ts';
import { opened } from './sealed.ts';

builder.node(PersonRef, {
  description: 'Somebody who acts, known to entries by an opaque id and by a function, never by name.',
  id: { resolve: ({ row, at }) => momentKey(row.person, at) },
  loadOne: async (id, context) => {
    const { at, key } = await parseMomentKey(id, context);
    return visibleTo(context, await loadPerson(context, at, key));
  },
  fields: (t) => ({
    person: t.id({ description: 'The id that entries name.', resolve: ({ row }) => row.person }),
    label: t.string({ description: 'The function: "assessor 2".', resolve: ({ row }) => row.label }),
    grants: t.field({
      type: [GrantRef],
      description:
        'Roles held now and held before; of somebody else, only what you lent them, unless you oversee the nation.',
      resolve: async ({ row, at }, _args, context) => {
        const viewer = await context.viewer();
        const isShown = row.person === viewer.person || oversees(viewer);
        const grants = isShown ? row.grants : row.grants.filter(({ delegatedBy }) => delegatedBy === viewer.person);
        return grants.map((grant) => ({ grant, at }));
      },
    }),
  }),
});

const SEALED_NOTE =
  'For themselves, and for administrators and auditors of the nation; null for others, and once erased.';

builder.objectFields(PersonRef, (t) => ({
  name: t.string({
    nullable: true,
    description: `What they are called. ${SEALED_NOTE}`,
    resolve: (node, _args, context) => personal(context, node, 'name'),
  }),
  phone: t.string({
    nullable: true,
    description: `Where they can be called. ${SEALED_NOTE}`,
    resolve: (node, _args, context) => personal(context, node, 'phone'),
  }),
  identityNumber: t.string({
    nullable: true,
    description: `Of their identity card (NIK) or as a civil servant (NIP). ${SEALED_NOTE}`,
    resolve: (node, _args, context) => personal(context, node, 'identityNumber'),
  }),
  erasedAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'When all that was sealed for them was destroyed, and all their rights ended.',
    resolve: ({ row }) => row.erasedAt,
  }),
}));

type PersonalMember = keyof NonNullable<PersonNode['row']['personal']>;

async function personal(context: GraphqlContext, { row }: PersonNode, member: PersonalMember): Promise<string | null> {
  if (!row.personal) return null;
  const viewer = await context.viewer();
  const seen = viewer.person === row.person || oversees(viewer);
  return seen ? opened(context, row.personal[member]) : null;
}

/** Persons see themselves; who holds what is for those who oversee the nation. */
async function visibleTo(context: GraphqlContext, node: PersonNode | null): Promise<PersonNode | null> {
  const viewer = await context.viewer();
  return node && (node.row.person === viewer.person || oversees(viewer)) ? node : null;
}
