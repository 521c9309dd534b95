import { isLive } from '../domain/access.ts';
import { RoleEnum } from './enums.ts';
import { loadJurisdiction } from './load.ts';
import { GrantRef, JurisdictionRef } from './refs.ts';

GrantRef.implement({
  description: 'A role that the ledger gave to a person, over a place and all below it.',
  fields: (t) => ({
    position: t.field({
      type: 'Position',
      description: 'The entry that gave it.',
      resolve: ({ grant }) => grant.position,
    }),
    role: t.field({ type: RoleEnum, resolve: ({ grant }) => grant.role }),
    jurisdiction: t.field({
      type: JurisdictionRef,
      nullable: true,
      description: 'The place it reaches over; null: the nation.',
      resolve: ({ grant, at }, _args, context) =>
        grant.jurisdiction === null ? null : loadJurisdiction(context, at, grant.jurisdiction),
    }),
    organization: t.string({
      nullable: true,
      description: 'The organization it is narrowed to.',
      resolve: ({ grant }) => grant.organization,
    }),
    validFrom: t.field({ type: 'DateTime', resolve: ({ grant }) => grant.validFrom }),
    validUntil: t.field({ type: 'DateTime', nullable: true, resolve: ({ grant }) => grant.validUntil }),
    revokedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ grant }) => grant.revokedAt }),
    delegatedBy: t.id({
      nullable: true,
      description: 'Whose right it is, where its holder stands in for somebody.',
      resolve: ({ grant }) => grant.delegatedBy,
    }),
    delegatedGrant: t.field({
      type: 'Position',
      nullable: true,
      description: 'The entry that gave the right it was lent from; it ends with it.',
      resolve: ({ grant }) => grant.delegatedGrant,
    }),
    breaksGlass: t.boolean({
      description: 'Its holder opened the unit to themselves for a day, and said why.',
      resolve: ({ grant }) => grant.brokenUnder !== null,
    }),
    live: t.boolean({
      description: 'In force at the moment this answer is of.',
      resolve: ({ grant, at }) => isLive(grant, at.time),
    }),
  }),
});
