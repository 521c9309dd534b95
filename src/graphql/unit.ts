import { UnitKindEnum } from './enums.ts';
import { JurisdictionRef, OrganizationRef, UnitRef } from './refs.ts';

UnitRef.implement({
  description: 'Who reports: a province, regency or city ("64.71"), or an organization of one ("63/BALAI-2").',
  fields: (t) => ({
    code: t.exposeString('code'),
    name: t.string({ resolve: ({ jurisdiction, organization }) => (organization ?? jurisdiction).row.name }),
    kind: t.field({
      type: UnitKindEnum,
      resolve: ({ jurisdiction, organization }) => (organization ? 'ORGANIZATION' : jurisdiction.row.kind),
    }),
    jurisdiction: t.expose('jurisdiction', {
      type: JurisdictionRef,
      description: 'The place itself, or the one it belongs to.',
    }),
    organization: t.expose('organization', { type: OrganizationRef, nullable: true }),
  }),
});
