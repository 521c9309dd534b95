import { builder } from './builder.ts';
import { OrganizationKindEnum } from './enums.ts';
import { loadJurisdiction, loadOrganization, present } from './load.ts';
import { momentKey, parseMomentKey } from './node-id.ts';
import { JurisdictionRef, OrganizationRef } from './refs.ts';

builder.node(OrganizationRef, {
  description: 'A local agency (perangkat daerah) or another body that is asked to report.',
  id: { resolve: ({ row, at }) => momentKey(`${row.jurisdiction}/${row.organization}`, at) },
  loadOne: async (id, context) => {
    const { at, key } = await parseMomentKey(id, context);
    return loadOrganization(context, at, key);
  },
  fields: (t) => ({
    code: t.string({ description: 'Within its place: "dinas-kesehatan".', resolve: ({ row }) => row.organization }),
    unit: t.string({
      description: 'Its code as a reporting unit, where it is one: "63/BALAI-2".',
      nullable: true,
      resolve: ({ row }) => (row.kind === 'SERVICE_UNIT' ? `${row.jurisdiction}/${row.organization}` : null),
    }),
    kind: t.field({ type: OrganizationKindEnum, resolve: ({ row }) => row.kind }),
    name: t.string({ resolve: ({ row }) => row.name }),
    jurisdiction: t.field({
      type: JurisdictionRef,
      resolve: ({ row, at }, _args, context) => present(loadJurisdiction(context, at, row.jurisdiction)),
    }),
    covers: t.stringList({
      description: 'Codes of the places a service unit covers.',
      resolve: ({ row }) => [...row.covers],
    }),
    mandates: t.stringList({
      description: 'What it is competent for (tupoksi); only such indicators may it answer.',
      resolve: ({ row }) => [...row.mandates],
    }),
  }),
});
